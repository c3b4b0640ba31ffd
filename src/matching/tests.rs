//! Properties of the whole engine, over random markets.

mod scores;
mod sketch;

use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::*;
use crate::domain::{
    Band, Basis, Currency, Description, Detail, Dimension, Discipline, Fit, Form, Industry, IpStance,
    Keyword, Kind, Language, Line, MoneyRange, Months, OrganizationId, Points, Posting, Profile, Rating,
    Region, Title, Trl, Weights,
};

const WORDS: &[&str] = &[
    "thermal",
    "barrier",
    "coating",
    "plasma",
    "spraying",
    "battery",
    "cathode",
    "the",
    "of",
    "sensor",
    "热障涂层",
    "等离子喷涂",
    "正极材料",
    "传感器",
    "的",
    "，",
    "20 kHz",
    "CMAS",
    "welding",
    "laser",
];

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(WORDS), words).prop_map(|words| words.join(" "))
}

fn posting(kind: Kind) -> impl Strategy<Value = Posting> {
    let texts = (text(1..6), text(1..40), vec(text(1..3), 0..4), vec(text(1..8), 0..4));
    let codes = (
        subsequence(vec!["37", "3741", "38", "0111", "C"], 0..3),
        subsequence(vec!["430", "43035", "460", "110"], 0..3),
        option::of(select(vec!["320200", "320100", "310000", "610100"])),
    );
    let terms = (
        option::of(1..=9_u8),
        subsequence(Form::ALL.to_vec(), 0..4),
        option::of(any::<bool>()),
        option::of((1..1_000_000_i64, select(vec![Currency::Cny, Currency::Usd]))),
        option::of(1..=60_u16),
        option::of(select(IpStance::ALL.to_vec())),
    );
    (texts, codes, terms).prop_map(move |(texts, codes, terms)| {
        let title = Title::parse(&texts.0).unwrap();
        let language = Language::guess(&texts.1);
        let mut posting = Posting::bare(kind, title, language);
        posting.description = Description::parse(&texts.1).ok();
        posting.keywords = texts.2.iter().filter_map(|text| Keyword::parse(text).ok()).collect();
        let lines = texts.3.iter().filter_map(|text| Line::parse(text).ok()).collect();
        posting.detail = match kind {
            Kind::Need => Detail::Need { must_haves: lines, nice_to_haves: Vec::new() },
            Kind::Capability => Detail::Capability { evidence: lines },
        };
        posting.industries = codes.0.iter().map(|code| Industry::from_code(code).unwrap()).collect();
        posting.disciplines = codes.1.iter().map(|code| Discipline::from_code(code).unwrap()).collect();
        posting.region = codes.2.map(|code| Region::from_code(code).unwrap());
        posting.trl = terms.0.map(|level| Trl::new(level).unwrap());
        posting.forms = terms.1.into_iter().collect();
        posting.remote = terms.2;
        posting.budget = terms.3.map(|(minor, currency)| {
            let amount = crate::domain::Amount::from_minor(minor).ok();
            MoneyRange::new(amount, amount, currency).unwrap()
        });
        posting.period = terms.4.map(|months| Months::new(months).unwrap());
        posting.ip = terms.5;
        posting
    })
}

fn market(most: usize) -> impl Strategy<Value = Market> {
    (vec(posting(Kind::Need), 1..most), vec(posting(Kind::Capability), 1..most))
        .prop_map(|(needs, capabilities)| build(needs, capabilities))
}

fn item(organization: Option<OrganizationId>, posting: Posting) -> Item {
    Item { id: None, organization, place: None, posting: Arc::new(posting) }
}

fn build(needs: Vec<Posting>, capabilities: Vec<Posting>) -> Market {
    let items = |postings: Vec<Posting>| -> Vec<Item> {
        postings.into_iter().map(|posting| item(None, posting)).collect()
    };
    Market::build(items(needs), items(capabilities), Weights::default(), Circumstances::default(), &Silent)
}

/// The total of a profile, 0–100.
fn points(profile: &Profile, weights: &Weights) -> f32 {
    Fit::even(*profile, weights).total().value() as f32
}

fn profile() -> impl Strategy<Value = [Option<f32>; 6]> {
    [(); 6].map(|()| option::of(0.0..=1.0_f32))
}

fn of(values: [Option<f32>; 6]) -> f32 {
    points(&Profile::new(values), &Weights::default())
}

proptest! {
    #[test]
    fn totals_are_bounded_and_rise_with_each_dimension(
        values in profile(), dimension in 0..6_usize, a in 0.0..=1.0_f32, b in 0.0..=1.0_f32,
    ) {
        let with = |value| {
            let mut values = values;
            values[dimension] = Some(value);
            of(values)
        };
        prop_assert!((0.0..=100.0).contains(&with(a)));
        prop_assert!(with(a.min(b)) <= with(a.max(b)) + 0.01);
    }

    #[test]
    fn what_is_not_stated_neither_helps_like_the_best_nor_harms_like_the_worst(
        values in profile(), dimension in 1..6_usize,
    ) {
        let with = |value| {
            let mut values = values;
            values[dimension] = value;
            of(values)
        };
        prop_assert!(with(Some(0.0)) <= with(None) + 0.01);
        prop_assert!(with(None) <= with(Some(1.0)) + 0.01);
    }

    #[test]
    fn a_dimension_that_is_not_stated_does_not_count(values in profile(), dimension in 1..6_usize) {
        let mut values = values;
        values[dimension] = None;
        let mut weights = Dimension::ALL.map(|dimension| Weights::default().get(dimension));
        weights[dimension] = 77.0;
        let profile = Profile::new(values);
        prop_assert_eq!(points(&profile, &Weights::default()), points(&profile, &Weights::new(weights).unwrap()));
    }

    #[test]
    fn without_a_subject_place_and_price_score_nothing(values in profile()) {
        let mut values = values;
        values[0] = Some(0.0);
        values[1] = None;
        prop_assert_eq!(of(values), 0.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_explanation_agrees_with_the_list_to_the_last_bit(market in market(8)) {
        for found in market.best_of_all(Kind::Need, 100, &Silent).into_iter().flatten() {
            prop_assert_eq!(market.explain(found.need, found.capability).fit, found.fit);
        }
    }

    #[test]
    fn both_directions_give_the_same_fit(market in market(8)) {
        for list in market.best_of_all(Kind::Need, 100, &Silent) {
            for found in list {
                let back = market.best(Kind::Capability, found.capability, 100);
                prop_assert!(back.contains(&found));
            }
        }
    }

    #[test]
    fn lists_are_ordered_by_total_then_place(market in market(10)) {
        for list in market.best_of_all(Kind::Need, 100, &Silent) {
            let in_order = list.is_sorted_by(|a, b| {
                a.fit.total() > b.fit.total() || (a.fit.total() == b.fit.total() && a.capability < b.capability)
            });
            prop_assert!(in_order);
        }
    }

    #[test]
    fn the_order_of_the_list_makes_no_difference_to_a_pair(
        needs in vec(posting(Kind::Need), 1..5),
        capabilities in vec(posting(Kind::Capability), 2..6),
        turn in any::<Index>(),
    ) {
        let turn = turn.index(capabilities.len());
        let mut turned = capabilities.clone();
        turned.rotate_left(turn);
        let (a, b) = (build(needs.clone(), capabilities.clone()), build(needs, turned));
        for (at, _) in capabilities.iter().enumerate() {
            let there = (at + capabilities.len() - turn) % capabilities.len();
            let (a, b) = (a.explain(0, at).fit.total().value(), b.explain(0, there).fit.total().value());
            prop_assert!((a - b).abs() < 0.01, "{} {}", a, b);
        }
    }

    #[test]
    fn the_number_of_threads_makes_no_difference(market in market(12)) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let alone = pool.install(|| market.best_of_all(Kind::Need, 5, &Silent));
        prop_assert_eq!(alone, market.best_of_all(Kind::Need, 5, &Silent));
    }

    #[test]
    fn marks_lie_in_their_texts_without_overlap(market in market(6)) {
        for (need, capability) in (0..market.items(Kind::Need).len()).map(|need| (need, 0)) {
            let explanation = market.explain(need, capability);
            prop_assert!(explanation.concepts.len() <= Explanation::MAX_CONCEPTS);
            prop_assert!(explanation.need_marks.len() + explanation.capability_marks.len() <= 40);
            for (kind, item, marks) in [
                (Kind::Need, need, &explanation.need_marks),
                (Kind::Capability, capability, &explanation.capability_marks),
            ] {
                let posting = &market.items(kind)[item].posting;
                for mark in marks {
                    let text = field(posting, mark.field);
                    prop_assert!(text.get(mark.range.clone()).is_some_and(|passage| !passage.is_empty()));
                    prop_assert!(explanation.concepts.iter().any(|concept| concept.number == mark.concept));
                }
                let apart = marks.windows(2).all(|pair| {
                    pair[0].field != pair[1].field || pair[0].range.end <= pair[1].range.start
                });
                prop_assert!(apart);
            }
        }
    }
}

fn field(posting: &Posting, field: Field) -> &str {
    let lines: [&[Line]; 2] = match &posting.detail {
        Detail::Need { must_haves, nice_to_haves } => [must_haves, nice_to_haves],
        Detail::Capability { evidence } => [evidence, &[]],
    };
    match field {
        Field::Title => posting.title.as_str(),
        Field::Summary => posting.summary.as_ref().map_or("", |text| text.as_str()),
        Field::Description => posting.description.as_ref().map_or("", |text| text.as_str()),
        Field::Keyword(at) => posting.keywords[at].as_str(),
        Field::Line(at) => lines[0][at].as_str(),
        Field::Extra(at) => lines[1][at].as_str(),
    }
}

fn need(title: &str, description: &str, must_haves: &[&str]) -> Posting {
    described(Kind::Need, title, description, must_haves)
}

fn capability(title: &str, description: &str) -> Posting {
    described(Kind::Capability, title, description, &[])
}

fn described(kind: Kind, title: &str, description: &str, lines: &[&str]) -> Posting {
    let mut posting = Posting::bare(kind, Title::parse(title).unwrap(), Language::guess(description));
    posting.description = Description::parse(description).ok();
    if let Detail::Need { must_haves, .. } = &mut posting.detail {
        *must_haves = lines.iter().map(|line| Line::parse(line).unwrap()).collect();
    }
    posting
}

/// A need, what answers it, and what doesn't.
fn coatings() -> Market {
    build(
        vec![
            need(
                "Thermal barrier coatings that survive CMAS",
                "Our turbine blades lose their thermal barrier coating to molten sand. We look for a sprayed \
                 coating that resists CMAS at 1250 °C.",
                &["Coating resists CMAS for 300 cycles", "Licence for the Chilean market"],
            ),
            need("热障涂层抗CMAS腐蚀", "涡轮叶片的热障涂层被熔融沙尘腐蚀，寻求等离子喷涂的新涂层。", &[]),
        ],
        vec![
            capability("Teaching English to nurses", "A course with exercises and a textbook for hospitals."),
            capability(
                "Zirconate thermal-barrier coatings by suspension plasma spraying",
                "Gadolinium zirconate coatings on turbine blades stop CMAS attack; sprayed columns keep the \
                 strain tolerance of the thermal barrier coating.",
            ),
            capability("抗CMAS热障涂层等离子喷涂技术", "锆酸钆热障涂层用于涡轮叶片，可抵抗熔融沙尘腐蚀。"),
        ],
    )
}

#[test]
fn both_answers_are_found_in_both_languages_and_nothing_else() {
    let market = coatings();
    for need in 0..2 {
        let mut found: Vec<usize> = market.best(Kind::Need, need, 9).iter().map(|m| m.capability).collect();
        found.sort_unstable();
        assert_eq!(found, [1, 2], "need {need}");
    }
}

#[test]
fn concepts_are_the_phrases_of_both_texts() {
    let market = coatings();
    let explanation = market.explain(0, 1);
    let words: Vec<(&str, &str)> =
        explanation.concepts.iter().map(|concept| (&*concept.need, &*concept.capability)).collect();
    assert!(words.contains(&("thermal barrier coating", "thermal-barrier coatings")), "{words:?}");
    assert!(!words.iter().any(|(need, _)| *need == "thermal"), "{words:?}");
    let chinese = market.explain(1, 2);
    assert!(chinese.concepts.iter().any(|concept| concept.need == "热障涂层"), "{:?}", chinese.concepts);
    assert!(explanation.concepts.iter().map(|concept| concept.share).sum::<f32>() <= 1.001);
}

#[test]
fn a_requirement_that_nothing_answers_is_a_gap() {
    let gaps = coatings().explain(0, 1).gaps;
    assert!(gaps.contains(&Gap::MustHave { index: 1 }), "{gaps:?}");
    assert!(!gaps.contains(&Gap::MustHave { index: 0 }), "{gaps:?}");
}

#[test]
fn texts_in_two_languages_are_not_blamed_for_each_others_words() {
    let gaps = coatings().explain(0, 2).gaps;
    assert!(!gaps.iter().any(|gap| matches!(gap, Gap::MustHave { .. })), "{gaps:?}");
}

#[test]
fn a_need_finds_what_answers_it_in_the_other_language() {
    let market = build(
        vec![
            need("延长热障涂层寿命", "燃气轮机的热障涂层剥落，寻求激光重熔或等离子喷涂的工艺。", &[]),
            need("水稻育种", "寻求抗稻瘟病的水稻品种。", &[]),
        ],
        vec![
            capability(
                "Plasma spraying",
                "We spray thermal barrier coatings for gas turbines and watch them spall.",
            ),
            capability("Rice breeding", "Rice varieties with resistance to rice blast."),
        ],
    );
    let topic =
        |need, capability| market.explain(need, capability).fit.profile().get(Dimension::Topic).unwrap();
    for (need, other) in [(0, 1), (1, 0)] {
        assert!(topic(need, need) > 0.5, "{}", topic(need, need));
        assert!(topic(need, other) < 0.05, "{}", topic(need, other));
    }
    let explanation = market.explain(0, 0);
    let named = |need: &str, capability: &str| {
        explanation.concepts.iter().find(|one| (&*one.need, &*one.capability) == (need, capability))
    };
    let concept = named("热障涂层", "thermal barrier coatings").unwrap_or_else(|| panic!("{explanation:?}"));
    assert!(explanation.need_marks.iter().any(|mark| mark.concept == concept.number));
    assert!(explanation.capability_marks.iter().any(|mark| mark.concept == concept.number));
    assert_eq!(market.search(Kind::Capability, "热障涂层", 10)[0].item, 0, "a search, too");
}

#[test]
fn translations_do_not_change_what_authors_words_weigh() {
    let total = |chinese: &str| {
        let text = "We spray thermal barrier coatings for gas turbines.";
        let need = need("Thermal barrier coatings", text, &[]);
        let ours = capability("Plasma spraying of turbine blades", text);
        build(vec![need], vec![ours, capability("喷涂", chinese)]).explain(0, 0).fit.total().value()
    };
    let (with, without) = (total("燃气轮机热障涂层等离子喷涂"), total("涂喷子离等层涂障热机轮气燃"));
    assert!((with - without).abs() < 0.5, "{with} {without}");
}

#[test]
fn gaps_come_gravest_first() {
    let mut need = need("Laser welding of battery tabs", "Laser welding of copper tabs.", &[]);
    let mut offer = capability("Laser welding of battery tabs", "Laser welding of copper tabs.");
    (need.trl, offer.trl) = (Trl::new(8).ok(), Trl::new(4).ok());
    (need.period, offer.period) = (Months::new(6).ok(), Months::new(12).ok());
    (need.ip, offer.ip) = (Some(IpStance::Assignment), Some(IpStance::Open));
    (need.region, offer.region) = (Region::from_code("320200").ok(), Region::from_code("610100").ok());
    let range = |amount: &str| MoneyRange::new(amount.parse().ok(), amount.parse().ok(), Currency::Cny).ok();
    (need.budget, offer.budget) = (range("100"), range("200"));
    need.forms.insert(Form::Testing);
    offer.forms.insert(Form::Textbook);
    let gaps = build(vec![need], vec![offer]).explain(0, 0).gaps;
    assert!(
        matches!(
            gaps[..],
            [
                Gap::Stage { .. },
                Gap::Budget { .. },
                Gap::Period { .. },
                Gap::Ip { .. },
                Gap::Form { .. },
                Gap::Region { .. }
            ]
        ),
        "{gaps:?}"
    );
}

#[test]
fn an_organization_is_not_matched_with_itself() {
    let own = OrganizationId::from_random(7);
    let text = ("Laser welding", "Laser welding of copper tabs.");
    let market = Market::build(
        vec![item(Some(own), need(text.0, text.1, &[])), item(None, need(text.0, text.1, &[]))],
        vec![item(Some(own), capability(text.0, text.1)), item(None, capability(text.0, text.1))],
        Weights::default(),
        Circumstances::default(),
        &Silent,
    );
    let found = |need| market.best(Kind::Need, need, 9).iter().map(|m| m.capability).collect::<Vec<_>>();
    assert_eq!((found(0), found(1)), (vec![1], vec![0, 1]));
    assert_eq!(market.best(Kind::Capability, 0, 9).len(), 1);
}

#[test]
fn searches_words_and_chinese_without_blanks() {
    let market = coatings();
    let found =
        |text| market.search(Kind::Capability, text, 10).iter().map(|hit| hit.item).collect::<Vec<_>>();
    assert_eq!(found("coating zirconate"), [1, 2], "a Chinese text by its English name");
    assert_eq!(found("热障涂层")[0], 2);
    assert_eq!(found("沙"), [2], "one character, too");
    assert_eq!(found("the of"), Vec::<usize>::new());
    assert_eq!(found(""), Vec::<usize>::new());
}

#[test]
fn codes_bring_together_what_texts_do_not() {
    let filler = |at: usize| capability(&format!("Welding {at}"), "Laser welding of copper tabs.");
    let mut capabilities: Vec<Posting> = (0..700).map(filler).collect();
    let mut chinese = capability("抗沙尘涂层", "用于涡轮叶片的涂层。");
    chinese.industries = vec![Industry::from_code("3741").unwrap()];
    capabilities.push(chinese);
    let mut need = need("Laser welding of blades", "Laser welding of copper tabs.", &[]);
    need.industries = vec![Industry::from_code("3741").unwrap()];
    let market = build(vec![need], capabilities);
    assert!(market.best(Kind::Need, 0, 1_000).iter().any(|found| found.capability == 700));
}

#[test]
fn an_empty_market_has_no_answers() {
    let market = build(Vec::new(), Vec::new());
    assert!(market.best_of_all(Kind::Need, 5, &Silent).is_empty());
    assert!(market.search(Kind::Need, "coating", 10).is_empty());
    let market = build(vec![need("?!", "…", &[])], vec![capability("coating", "coating")]);
    assert_eq!(market.best(Kind::Need, 0, 5), []);
    assert_eq!(market.explain(0, 0).fit.profile().get(Dimension::Topic), None);
}
