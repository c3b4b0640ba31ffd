//! What is told of a posting before it is in the market is what is told once it is.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_sketch_is_what_adding_brings(
        mut market in market(12),
        posting in prop_oneof![posting(Kind::Need), posting(Kind::Capability)],
        unknown in select(vec!["", "zorbulation", "颠倒词", "zorbulation zorbulating 颠倒词"]),
    ) {
        let kind = posting.kind();
        let mut posting = posting;
        let said = posting.description.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
        posting.description = Description::parse(&format!("{said} {unknown}")).ok();
        let sketched = market.sketch(&item(None, posting.clone()), 5);
        let place = market.add(item(None, posting));
        let best: Vec<(usize, Fit)> = market
            .best(kind, place, 5)
            .into_iter()
            .map(|found| (found.place(kind.counterpart()), found.fit))
            .collect();
        prop_assert_eq!(sketched, best);
    }
}
