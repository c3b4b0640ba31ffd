//! Scores, conditions and requirements.

use super::*;

fn rating() -> impl Strategy<Value = Option<Rating>> {
    let basis = prop_oneof![Just(Basis::Stated), Just(Basis::Inferred)];
    option::of((0.0..=1.0_f32, basis))
        .prop_map(|rated| rated.and_then(|(value, basis)| Rating::new(value, basis)))
}

fn ratings() -> impl Strategy<Value = [Option<Rating>; 6]> {
    [(); 6].map(|()| rating())
}

fn any_weights() -> impl Strategy<Value = Weights> {
    ([(); 5].map(|()| 0.0..100.0_f32), 0.01..100.0_f32)
        .prop_filter_map("a topic counts", |([a, b, c, d, e], topic)| Weights::new([topic, a, b, c, d, e]))
}

proptest! {
    #[test]
    fn contributions_add_up_exactly_and_never_beyond_100(ratings in ratings(), weights in any_weights()) {
        let profile = Profile::rated(ratings);
        let fit = Fit::even(profile, &weights);
        let sum: u32 = Dimension::ALL.iter().map(|dimension| fit.contribution(*dimension).thousandths()).sum();
        prop_assert_eq!(sum, fit.total().thousandths());
        prop_assert!(fit.total() <= Points::FULL);
        prop_assert_eq!((fit.for_need(), fit.for_capability()), (fit.total(), fit.total()));
        for dimension in Dimension::ALL {
            if profile.rating(dimension).is_none() {
                prop_assert_eq!(fit.contribution(dimension).thousandths(), 0);
            }
        }
    }

    #[test]
    fn what_is_kept_is_read_back_to_the_last_digit(ratings in ratings(), weights in any_weights()) {
        let fit = Fit::even(Profile::rated(ratings), &weights);
        let weights: Weights = weights.written().parse().unwrap();
        prop_assert_eq!(Fit::kept(*fit.profile(), fit.for_need(), fit.for_capability(), &weights), fit);
    }

    #[test]
    fn lists_and_explanations_of_either_side_agree_to_the_last_digit(market in market(6)) {
        for kind in Kind::ALL {
            for item in 0..market.items(kind).len() {
                for found in market.best(kind, item, 10) {
                    prop_assert_eq!(market.explain(found.need, found.capability).fit, found.fit);
                }
            }
        }
    }

    #[test]
    fn a_lift_keeps_its_promise_of_a_higher_band(market in market(4)) {
        for need in 0..market.items(Kind::Need).len() {
            for capability in 0..market.items(Kind::Capability).len() {
                let explanation = market.explain(need, capability);
                if let Some(lift) = explanation.lift {
                    prop_assert!(lift.band > explanation.fit.band());
                    prop_assert_eq!(lift.band, Band::of(lift.total.score()));
                    prop_assert!(lift.total > explanation.fit.total());
                }
            }
        }
    }

    #[test]
    fn what_is_added_is_found_and_what_is_removed_is_not(
        texts in vec(text(3..20), 2..8), more in text(3..20), query in text(1..4),
    ) {
        let document = |text: &'static str| Document::default().with(TextField::Description, text);
        let leak = |text: &String| -> &'static str { Box::leak(text.clone().into_boxed_str()) };
        let mut index = TextIndex::build(&[texts.iter().map(|text| document(leak(text))).collect()], &Silent);
        let asked = document(leak(&query));
        let ranked = |index: &TextIndex| -> Vec<usize> {
            let hits = index.rank(0, &index.query(&asked), 100);
            let mut found: Vec<usize> = hits.into_iter().map(|hit| hit.item).collect();
            found.sort_unstable();
            found
        };
        let before = ranked(&index);
        let place = index.add(0, &document(leak(&more)));
        prop_assert_eq!(place, texts.len());
        let with = ranked(&index);
        prop_assert!(before.iter().all(|item| with.contains(item)));
        index.remove(0, place);
        prop_assert_eq!(ranked(&index), before);
    }
}

/// A need and a capability on one subject.
fn pair() -> (Posting, Posting) {
    let posting = |kind| {
        let mut posting =
            Posting::bare(kind, Title::parse("Thermal barrier coatings for blades").unwrap(), Language::En);
        posting.description = Description::parse("Ceramic coatings against heat on turbine blades.").ok();
        posting
    };
    (posting(Kind::Need), posting(Kind::Capability))
}

fn build_in(circumstances: Circumstances, need: Item, capability: Item) -> Market {
    Market::build(vec![need], vec![capability], Weights::default(), circumstances, &Silent)
}

#[test]
fn conditions_exclude_and_say_why() {
    let id = |text: &str| text.parse().ok();
    let ids = [id("N-7F3K9Q"), id("C-2B4D6F")];
    let items = |change: fn(&mut Posting, &mut Posting)| {
        let (mut a, mut b) = pair();
        change(&mut a, &mut b);
        [a, b].map(|posting| item(None, posting))
    };
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let check = |circumstances: Circumstances, [mut a, mut b]: [Item; 2], expected: &[Condition]| {
        (a.id, b.id) = (ids[0], ids[1]);
        let market = build_in(circumstances, a, b);
        assert_eq!(market.conditions(0, 0), expected);
        assert_eq!(market.best(Kind::Need, 0, 5).is_empty(), !expected.is_empty());
        assert_eq!(market.nearest(Kind::Need, 0, 5)[0].1, expected, "still told as the nearest");
    };
    let usual = || Circumstances { today: Some(day("2026-11-25")), ..Circumstances::default() };
    check(usual(), items(|_, _| {}), &[]);
    check(
        usual(),
        items(|a, _| a.deadline = Some("2026-11-24".parse().unwrap())),
        &[Condition::Expired { deadline: day("2026-11-24") }],
    );
    check(usual(), items(|a, _| a.deadline = Some("2026-11-25".parse().unwrap())), &[]);
    let refused = Circumstances { refused: [(ids[0].unwrap(), ids[1].unwrap())].into(), ..usual() };
    check(refused, items(|_, _| {}), &[Condition::Refused]);
    check(
        usual(),
        items(|a, b| {
            let line = |text| Line::parse(text).unwrap();
            a.detail = Detail::Need {
                must_haves: vec![line("coating thickness of at least 300 µm")],
                nice_to_haves: Vec::new(),
            };
            b.detail = Detail::Capability { evidence: vec![line("coating thickness at most 100 µm")] };
        }),
        &[Condition::Contradicted { line: 0 }],
    );
}

#[test]
fn must_haves_are_answered_in_the_words_of_both() {
    for (must, says, status, quoted) in [
        (
            "withstands 1250 °C or more",
            "Withstands up to 1300 °C in burner tests.",
            Status::Met,
            "up to 1300 °C",
        ),
        ("withstands 1250 °C or more", "Withstands 900 °C in burner tests.", Status::Not, "900 °C"),
        (
            "coating adhesion of at least 40 MPa",
            "Coating adhesion is good.",
            Status::Partly,
            "Coating adhesion",
        ),
        ("certified welders", "Ceramic layers.", Status::NotStated, ""),
        ("涂层结合强度不低于40 MPa", "涂层结合强度达到45 MPa。", Status::Met, "达到45 MPa"),
        ("涂层结合强度不低于40 MPa", "涂层结合强度20 MPa。", Status::Not, "20 MPa"),
    ] {
        let (mut need, mut capability) = pair();
        need.detail =
            Detail::Need { must_haves: vec![Line::parse(must).unwrap()], nice_to_haves: Vec::new() };
        capability.description = Description::parse(says).ok();
        let language = Language::guess(must);
        (need.language, capability.language) = (language, language);
        need.description = Description::parse(must).ok();
        let market = build(vec![need], vec![capability.clone()]);
        let explanation = market.explain(0, 0);
        let [requirement] = &explanation.requirements[..] else { panic!("one line") };
        assert_eq!(requirement.status, status, "{must} / {says}");
        let quotes: Vec<&str> = requirement
            .quotes
            .iter()
            .filter(|(field, _)| *field == Field::Description)
            .map(|(_, range)| &says[range.clone()])
            .collect();
        assert!(quoted.is_empty() || quotes.iter().any(|quote| quote.contains(quoted)), "{quotes:?}");
    }
}

#[test]
fn what_text_tells_counts_as_inferred() {
    let (mut need, mut capability) = pair();
    need.trl = Trl::new(6).ok();
    capability.description = Description::parse("Coatings for turbine blades from a pilot-scale line.").ok();
    let market = build(vec![need.clone()], vec![capability.clone()]);
    let rating = |market: &Market| market.explain(0, 0).fit.profile().rating(Dimension::Stage).unwrap();
    assert_eq!((rating(&market).value(), rating(&market).basis()), (1.0, Basis::Inferred));
    capability.trl = Trl::new(6).ok();
    assert_eq!(rating(&build(vec![need], vec![capability])).basis(), Basis::Stated);
}

#[test]
fn each_side_sees_how_well_it_is_served() {
    let (need, mut capability) = pair();
    let more = "Ceramic coatings against heat on turbine blades. Also sensors, batteries, robots, welding, lasers, \
                microscopes, pumps, valves, engines, alloys, polymers, enzymes, antennas, cables and bearings.";
    capability.description = Description::parse(more).ok();
    let fit = build(vec![need], vec![capability]).explain(0, 0).fit;
    assert!(fit.for_need() > fit.for_capability(), "{} {}", fit.for_need(), fit.for_capability());
}
