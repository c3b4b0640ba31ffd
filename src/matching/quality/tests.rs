use proptest::prelude::*;

use super::*;
use crate::domain::{
    Amount, Currency, Discipline, Form, Industry, IpStance, Keyword, Line, MoneyRange, Months, Region,
    Summary, Title, Trl,
};

fn need(title: &str) -> Posting {
    Posting::bare(Kind::Need, Title::parse(title).unwrap(), Language::guess(title))
}

fn capability(title: &str) -> Posting {
    Posting::bare(Kind::Capability, Title::parse(title).unwrap(), Language::guess(title))
}

fn lines(texts: &[&str]) -> Vec<Line> {
    texts.iter().map(|text| Line::parse(text).unwrap()).collect()
}

fn describe(posting: &mut Posting, text: &str) {
    posting.description = Some(Description::parse(text).unwrap());
}

fn kinds(posting: &Posting) -> Vec<HintKind> {
    assess(posting).hints.into_iter().map(|hint| hint.kind).collect()
}

/// The subjects and words of the claims that are open.
fn claims(posting: &Posting) -> Vec<(Subject, String)> {
    let mut claims: Vec<Claim> = kinds(posting)
        .into_iter()
        .filter_map(|kind| if let HintKind::FigureFor(claim) = kind { Some(claim) } else { None })
        .collect();
    claims.sort_by_key(|claim| (claim.field, claim.range.start));
    claims.into_iter().map(|claim| (claim.subject, claim.word)).collect()
}

/// A posting to which nothing is to be added.
fn full(kind: Kind) -> Posting {
    let mut posting = match kind {
        Kind::Need => need("Ceramic top coat for gas turbine blades"),
        Kind::Capability => capability("Ceramic coatings by suspension plasma spraying"),
    };
    posting.summary = Some(Summary::parse("Coats spall after 600 cycles; we need 1,000.").unwrap());
    describe(&mut posting, &"Coated blades lose their top coat in sand-laden air at 1,250 °C. ".repeat(8));
    posting.keywords = ["coating", "CMAS", "YSZ"].map(|word| Keyword::parse(word).unwrap()).to_vec();
    posting.detail = match kind {
        Kind::Need => Detail::Need {
            must_haves: lines(&["1,000 thermal cycles at 1,250 °C"]),
            nice_to_haves: Vec::new(),
        },
        Kind::Capability => {
            Detail::Capability { evidence: lines(&["1,050 cycles at 1,250 °C, burner rig, 2024"]) }
        }
    };
    posting.trl = Trl::new(6).ok();
    posting.forms.insert(Form::JointResearch);
    posting.industries = vec![Industry::from_code("3741").unwrap()];
    posting.disciplines = vec![Discipline::from_code("430").unwrap()];
    posting.remote = Some(false);
    posting.budget = MoneyRange::new(None, Amount::from_minor(100).ok(), Currency::Cny).ok();
    posting.period = Months::new(12).ok();
    posting.ip = Some(IpStance::ALL[0]);
    posting.deadline = chrono::NaiveDate::from_ymd_opt(2027, 1, 31);
    posting
}

#[test]
fn a_full_posting_has_nothing_open() {
    for kind in [Kind::Need, Kind::Capability] {
        assert_eq!(assess(&full(kind)), Quality { score: 100, hints: Vec::new() });
    }
}

#[test]
fn the_weights_add_up() {
    for kind in [Kind::Need, Kind::Capability] {
        use worth::*;
        let all = [
            &TITLE,
            &SUMMARY,
            &DESCRIPTION,
            &FIGURE,
            &TRL,
            &FORMS,
            &INDUSTRY,
            &DISCIPLINE,
            &KEYWORDS,
            &MUST_HAVES,
            &EVIDENCE,
            &BUDGET,
            &PERIOD,
            &IP,
            &DEADLINE,
            &PLACE,
        ];
        let claims = CLAIM.of(kind) * MOST_CLAIMS as u8;
        assert_eq!(all.iter().map(|worth| worth.of(kind)).sum::<u8>() + claims, 100, "{kind:?}");
        // What may bring claims with it gains as much as they cost.
        assert!(DESCRIPTION.of(kind) >= DESCRIPTION_SHORT.of(kind) + claims);
        assert!(kind == Kind::Capability || MUST_HAVES.of(kind) >= claims);
        assert!(EVIDENCE.of(kind) >= EVIDENCE_FIGURE.of(kind) + EVIDENCE_YEAR.of(kind));
        let bare = match kind {
            Kind::Need => need("合作"),
            Kind::Capability => capability("合作"),
        };
        // Only what nobody claimed is left.
        assert_eq!(assess(&bare).score, claims, "{kind:?}");
    }
}

#[test]
fn titles_that_name_nothing_are_told() {
    for title in [
        "Technology cooperation sought",
        "Research and development project",
        "Scientific and technical innovation",
        "寻求技术合作项目",
        "科技成果转化推广",
        "企业技术难题攻关",
        "校企合作研发需求",
    ] {
        assert!(kinds(&need(title)).contains(&HintKind::TitleGeneric), "{title}");
    }
    for title in ["合作", "技术需求", "Coating", "AI"] {
        assert!(
            kinds(&need(title)).iter().any(|kind| matches!(kind, HintKind::TitleShort { .. })),
            "{title}"
        );
    }
    for title in ["热障涂层研发", "Thermal coating project", "PEEK打印件层间强度", "高寒矿区电池加热技术合作"]
    {
        let is_title = |kind: &HintKind| matches!(kind, HintKind::TitleShort { .. } | HintKind::TitleGeneric);
        assert!(!kinds(&need(title)).iter().any(is_title), "{title}");
    }
}

#[test]
fn a_summary_that_repeats_the_title_says_nothing() {
    let mut posting = need("Thermal barrier coating");
    posting.summary = Some(Summary::parse("Thermal  barrier-coating.").unwrap());
    assert!(kinds(&posting).contains(&HintKind::SummaryRepeatsTitle));
}

#[test]
fn lengths_are_counted_by_language() {
    let mut english = need("Thermal barrier coating");
    describe(&mut english, &"word ".repeat(20));
    assert!(kinds(&english).contains(&HintKind::DescriptionShort { length: 99, wanted: 120 }));
    describe(&mut english, &"word ".repeat(40));
    assert!(kinds(&english).contains(&HintKind::DescriptionThin { length: 199, wanted: 400 }));
    let mut chinese = need("热障涂层失效分析");
    describe(&mut chinese, &"涂".repeat(59));
    assert!(kinds(&chinese).contains(&HintKind::DescriptionShort { length: 59, wanted: 60 }));
    describe(&mut chinese, &"涂".repeat(200));
    assert!(!kinds(&chinese).iter().any(|kind| matches!(kind, HintKind::DescriptionThin { .. })));
}

#[test]
fn what_asks_for_a_figure_is_named_with_its_place() {
    let mut posting = need("燃气轮机叶片涂层");
    let text = "叶片在高温、含盐环境中工作，要求耐磨、寿命长。";
    describe(&mut posting, text);
    let found = assess(&posting).hints.into_iter().find_map(|hint| match hint.kind {
        HintKind::FigureFor(claim) if claim.subject == Subject::Temperature => Some(claim),
        _ => None,
    });
    let claim = found.unwrap();
    assert_eq!(
        (claim.field, claim.word.as_str(), &text[claim.range.clone()]),
        (Field::Description, "高温", "高温")
    );
    assert_eq!(claims(&posting).len(), 3);

    posting.detail =
        Detail::Need { must_haves: lines(&["耐受1250 ℃"]), nice_to_haves: lines(&["1000次循环"]) };
    assert_eq!(claims(&posting), [(Subject::Wear, "耐磨".to_owned())]);
}

#[test]
fn claims_are_answered_by_figures_of_their_kind() {
    for (text, open) in [
        ("The part must survive high temperatures for 1,000 h", vec![Subject::Temperature]),
        ("The part must survive high temperatures: 900 °C", vec![]),
        ("A high-pressure valve with a long service life", vec![Subject::Pressure, Subject::Lifetime]),
        ("A high-pressure valve, 70 MPa, with a service life of 11,000 cycles", vec![]),
        ("Hardness of 900 HV", vec![]),
        ("Better hardness. The drum weighs 5 kg", vec![Subject::Hardness]),
        ("Efficiency above 92 % and accuracy of 5 μm", vec![]),
        ("提高检测精度与效率", vec![Subject::Accuracy, Subject::Efficiency]),
        ("检测精度±0.01 mm，能耗降低15%", vec![]),
        ("预算200万元，要求高强度", vec![Subject::Strength]),
    ] {
        let mut posting = need("Something long enough");
        describe(&mut posting, text);
        let subjects: Vec<Subject> = claims(&posting).into_iter().map(|(subject, _)| subject).collect();
        assert_eq!(subjects, open, "{text}");
    }
}

#[test]
fn figures_are_told_from_years_money_and_names() {
    for text in ["1,250 °C", "900 HV", "30 fps", "95％以上", "厚度3毫米", "5 HRC", "20 000 r/min", "3 L/min"]
    {
        assert!(figure::is_in(text), "{text}");
    }
    for text in
        ["in 2024", "2024年", "预算200万元", "GB/T 3280-2015", "TRL 7", "H2O", "two robots", "第3项", ""]
    {
        assert!(!figure::is_in(text), "{text}");
    }
    for text in ["tested in 2024", "2023年12月", "2019-05-01", "(2021)"] {
        assert!(figure::names_year(text), "{text}");
    }
    for text in ["2000 h", "2000小时", "12024", "2024.5 mm", "1890", ""] {
        assert!(!figure::names_year(text), "{text}");
    }
}

#[test]
fn evidence_needs_figure_and_year() {
    let mut posting = full(Kind::Capability);
    let mut with = |line: &str| {
        posting.detail = Detail::Capability { evidence: lines(&[line]) };
        kinds(&posting)
    };
    assert_eq!(with("Tested by a partner"), [HintKind::EvidenceFigure, HintKind::EvidenceYear]);
    assert_eq!(with("Tested by a partner in 2024"), [HintKind::EvidenceFigure]);
    assert_eq!(with("1,050 cycles"), [HintKind::EvidenceYear]);
    assert_eq!(with("1,050 cycles (2024)"), []);
}

/// Texts of which some say much and some claim much.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("high temperature "),
        Just("高温"),
        Just("耐磨，"),
        Just("寿命"),
        Just("强度。"),
        Just("accuracy; "),
        Just("efficiency "),
        Just("1,250 °C "),
        Just("5 mm, "),
        Just("900 HV "),
        Just("2024 "),
        Just("热障涂层"),
        Just("coating "),
        Just("\n"),
        Just("noise. "),
        Just("hardness "),
        Just("95% "),
    ];
    prop::collection::vec(word, 1..30).prop_map(|words| format!("x{}", words.concat()))
}

/// Fills in one thing that isn't stated.
fn state(posting: &mut Posting, what: usize, text: &str) {
    let line = || Line::parse(&text.chars().take(500).collect::<String>()).ok();
    match what {
        0 if posting.summary.is_none() => {
            posting.summary = Summary::parse(&text.chars().take(500).collect::<String>()).ok();
        }
        1 if posting.description.is_none() => posting.description = Description::parse(text).ok(),
        2 if posting.keywords.is_empty() => posting.keywords.extend(Keyword::parse("coating")),
        3 => match &mut posting.detail {
            Detail::Need { must_haves: list, .. } | Detail::Capability { evidence: list }
                if list.is_empty() =>
            {
                list.extend(line());
            }
            _ => {}
        },
        4 => {
            if let Detail::Need { nice_to_haves, .. } = &mut posting.detail {
                nice_to_haves.extend(line());
            }
        }
        5 => posting.trl = Trl::new(5).ok(),
        6 => posting.forms.insert(Form::Testing),
        7 => posting.industries = vec![Industry::from_code("3741").unwrap()],
        8 => posting.disciplines = vec![Discipline::from_code("430").unwrap()],
        9 => posting.remote = Some(true),
        10 => posting.budget = MoneyRange::new(None, Amount::from_minor(100).ok(), Currency::Cny).ok(),
        11 => posting.period = Months::new(6).ok(),
        12 => posting.ip = Some(IpStance::ALL[1]),
        13 => posting.deadline = chrono::NaiveDate::from_ymd_opt(2027, 1, 31),
        14 => posting.region = Region::from_code("320000").ok(),
        _ => posting.keywords.extend(Keyword::parse("another")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn stating_more_never_costs_points(
        is_need in any::<bool>(),
        title in text(),
        steps in prop::collection::vec((0_usize..16, text()), 1..14),
    ) {
        let title: String = title.chars().take(80).collect();
        let mut posting = if is_need { need(&title) } else { capability(&title) };
        let mut last = assess(&posting);
        for (what, text) in steps {
            state(&mut posting, what, &text);
            let now = assess(&posting);
            prop_assert!(now.score >= last.score, "{} after {}: {:?}", now.score, last.score, posting);
            last = now;
        }
    }

    #[test]
    fn score_and_hints_add_up_and_places_are_whole(is_need in any::<bool>(), text in "(\\PC|[0-9.年 ]|高温|wear|寿命){1,120}") {
        let mut posting = if is_need { need("x") } else { capability("x") };
        posting.description = Description::parse(&text).ok();
        if let Detail::Need { must_haves, .. } = &mut posting.detail {
            must_haves.extend(Line::parse(&text));
        }
        let quality = assess(&posting);
        let open: u32 = quality.hints.iter().map(|hint| u32::from(hint.points)).sum();
        prop_assert_eq!(u32::from(quality.score) + open, 100);
        prop_assert_eq!(&quality, &assess(&posting));
        for hint in quality.hints {
            if let HintKind::FigureFor(claim) = hint.kind {
                let text = crate::matching::text_of(&posting, claim.field).unwrap();
                prop_assert_eq!(text.get(claim.range), Some(claim.word.as_str()));
            }
        }
    }
}
