//! The pages of matches, of a pair and of how scores are made, over HTTP.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use sunmao::domain::organization::Names;
use sunmao::domain::{
    Description, Detail, Keyword, Kind, Language, Line, OrganizationKind, Posting, Region, State, Summary,
    Title, Trl,
};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};

use crate::support::served::{Served, all, text, texts};

const NEED: &str = "N-000001";
const SNUG: &str = "C-000001";
const MIDDLING: &str = "C-000002";
const OTHER_FIELD: &str = "C-000003";
const DRAFT: &str = "C-000004";
const CLOSED: &str = "C-000005";

const HOSTILE: &str = "</mark></p><script>alert('thermal barrier coating')</script> & <b onclick=\"x\">";

static SITE: LazyLock<Served> = LazyLock::new(|| Served::with(organizations(), postings()));

fn organizations() -> Vec<OrganizationRecord> {
    [("maker", OrganizationKind::Enterprise), ("college", OrganizationKind::University)]
        .map(|(name, kind)| {
            let names = Names::new(Title::parse(name).ok(), None).unwrap();
            let organization = OrganizationRecord::bare(kind, Some(name.to_owned()), names);
            OrganizationRecord { verified: Some(true), ..organization }
        })
        .into()
}

fn posting(id: &str, title: &str, description: &str) -> PostingRecord {
    let kind = if id.starts_with('N') { Kind::Need } else { Kind::Capability };
    let mut posting = Posting::bare(kind, Title::parse(title).unwrap(), Language::En);
    posting.description = Some(Description::parse(description).unwrap());
    PostingRecord {
        id: Some(id.parse().unwrap()),
        reference: None,
        organization: Some(if kind == Kind::Need { "maker" } else { "college" }.to_owned()),
        state: Some(State::Published),
        published_at: None,
        updated_at: None,
        posting,
        states_disclosure: true,
    }
}

fn postings() -> Vec<PostingRecord> {
    let mut need = posting(
        NEED,
        "Thermal barrier coating for turbine blades",
        "First-stage turbine blades lose their ceramic top coat.\n\nWe look for a thermal barrier coating \
         that resists molten silicate deposits, and for burner-rig tests of coated blades.",
    );
    need.posting.summary = Summary::parse("A coating that survives 1,250 °C.").ok();
    need.posting.keywords = vec![Keyword::parse("thermal barrier coating").unwrap()];
    need.posting.detail =
        Detail::Need { must_haves: vec![Line::parse(HOSTILE).unwrap()], nice_to_haves: Vec::new() };
    need.posting.trl = Trl::new(7).ok();
    need.posting.region = Region::from_code("320200").ok();
    let mut snug = posting(
        SNUG,
        "Ceramic thermal barrier coatings by plasma spraying",
        &format!(
            "We spray thermal barrier coatings on turbine blades that resist molten silicate deposits. \
             {HOSTILE} A burner rig for tests of coated blades is at hand."
        ),
    );
    snug.posting.trl = Trl::new(5).ok();
    snug.posting.region = Region::from_code("320100").ok();
    let mut middling = posting(
        MIDDLING,
        "Burner rig for tests of turbine parts",
        "Our laboratory has two burner rigs with dust feed and tests parts of gas turbines for customers.",
    );
    middling.posting.trl = Trl::new(8).ok();
    let other = posting(
        OTHER_FIELD,
        "Fermentation of grape must with native yeasts",
        "We isolate yeasts from vineyards and ferment small batches under controlled temperature.",
    );
    let hidden = |id: &str| {
        let mut hidden = snug.clone();
        hidden.id = Some(id.parse().unwrap());
        hidden.posting.title = Title::parse(&format!("Hidden thermal barrier coating {id}")).unwrap();
        hidden
    };
    let mut draft = hidden(DRAFT);
    draft.state = Some(State::Draft);
    let mut closed = hidden(CLOSED);
    closed.state = Some(State::Closed);
    vec![need, snug, middling, other, draft, closed]
}

fn matches(id: &str) -> String {
    format!("/en/postings/{id}/matches")
}

/// The counterparts of a page with their scores, in its order.
fn scores(path: &str) -> Vec<(String, u8)> {
    let page = SITE.page(path);
    let score = |card: &scraper::ElementRef<'_>| {
        let selector = scraper::Selector::parse(".score b").unwrap();
        let score = card.select(&selector).next().unwrap();
        (card.attr("id").unwrap().to_owned(), text(&score).parse().unwrap())
    };
    all(&page, "article.match").iter().map(score).collect()
}

#[test]
fn the_best_fit_comes_first() {
    let found = scores(&matches(NEED));
    assert!(found.is_sorted_by_key(|(_, score)| std::cmp::Reverse(*score)), "{found:?}");
    assert_eq!(found[0].0, SNUG);
    let of = |id| found.iter().find(|(found, _)| found == id).map_or(0, |(_, score)| *score);
    assert!(of(SNUG) > of(MIDDLING) && of(MIDDLING) > of(OTHER_FIELD), "{found:?}");
}

#[test]
fn both_sides_and_the_pair_agree_on_the_score() {
    let of_need = scores(&matches(NEED));
    let of_capability = scores(&matches(SNUG));
    assert_eq!(of_capability, [(NEED.to_owned(), of_need[0].1)]);
    let pair = SITE.page(&format!("/en/pairs/{NEED}/{SNUG}"));
    assert_eq!(texts(&pair, ".parties .score b"), [of_need[0].1.to_string()]);
}

#[test]
fn what_nobody_stated_is_not_a_zero() {
    let page = SITE.page(&format!("/en/pairs/{NEED}/{SNUG}"));
    let rows = texts(&page, ".joint tbody tr");
    assert_eq!(rows.len(), 6);
    for (row, stated) in rows.iter().zip([true, true, true, false, true, false]) {
        assert_eq!(row.ends_with("Not stated"), !stated, "{row}");
        assert_eq!(row.ends_with(|c: char| c.is_ascii_digit()), stated, "{row}");
    }
    // Nobody stated the disciplines; the texts tell them, and the page says so.
    assert!(rows[1].contains("inferred"), "{}", rows[1]);
    assert!(rows.iter().enumerate().all(|(at, row)| at == 1 || !row.contains("inferred")), "{rows:?}");
}

#[test]
fn passages_that_answer_each_other_carry_equal_numbers() {
    for path in [matches(NEED), matches(SNUG), format!("/zh/pairs/{NEED}/{SNUG}")] {
        let page = SITE.page(&path);
        let numbers = |selector: &str| texts(&page, selector).into_iter().collect::<BTreeSet<_>>();
        let (need, capability) = (numbers(".need-side mark sup"), numbers(".cap-side mark sup"));
        assert!(!need.is_empty(), "{path}");
        assert_eq!(need, capability, "{path}");
        assert_eq!(numbers(".concepts li > b"), need, "{path}");
    }
}

#[test]
fn hostile_text_stays_text() {
    for path in [matches(NEED), matches(SNUG), format!("/en/pairs/{NEED}/{SNUG}")] {
        let page = SITE.page(&path);
        assert!(all(&page, "main script, main [onclick]").is_empty(), "{path}");
        for side in [".need-side", ".cap-side"] {
            // The numbers of marked passages may stand behind any word.
            let told = texts(&page, side).concat();
            assert!(told.contains("</mark></p><script") && told.contains("& <b onclick"), "{path}: {told}");
        }
    }
}

#[test]
fn a_minimum_leaves_out_what_is_below() {
    let found = scores(&matches(NEED));
    let above = format!("{}?min={}", matches(NEED), found[1].1 + 1);
    assert_eq!(scores(&above), found[..1]);
    let none = SITE.page(&format!("{}?min=100", matches(NEED)));
    assert!(all(&none, "article.match").is_empty());
    assert_eq!(all(&none, &format!(".notice a[href='{}']", matches(NEED))).len(), 1);
}

#[test]
fn gaps_that_cannot_be_accepted_leave_matches_out() {
    let ripe = scores(&format!("{}?ripe=1", matches(NEED)));
    assert!(ripe.iter().any(|(id, _)| id == MIDDLING), "{ripe:?}");
    assert!(ripe.iter().all(|(id, _)| id != SNUG), "{ripe:?}");
}

#[test]
fn what_is_hidden_appears_nowhere() {
    for path in [matches(NEED), format!("{}?all=1", matches(NEED))] {
        let body = SITE.get(&path).body;
        assert!(!body.contains("Hidden") && !body.contains(DRAFT) && !body.contains(CLOSED));
    }
    for id in [DRAFT, CLOSED] {
        for path in [matches(id), format!("/en/pairs/{NEED}/{id}")] {
            let answer = SITE.get(&path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.body.contains("Hidden"), "{path}");
        }
    }
}

#[test]
fn what_does_not_exist_is_not_found() {
    for path in [
        "/en/postings/N-ZZZZZZ/matches".to_owned(),
        "/en/postings/nonsense/matches".to_owned(),
        "/zh/postings/%3Cscript%3E/matches".to_owned(),
        format!("/en/pairs/{NEED}/C-ZZZZZZ"),
        format!("/en/pairs/{SNUG}/{NEED}"),
        format!("/en/pairs/{NEED}/{NEED}"),
        format!("/en/pairs/{NEED}"),
    ] {
        let answer = SITE.get(&path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("<script>"), "{path}");
    }
}

#[test]
fn queries_that_make_no_sense_show_the_plain_list() {
    let plain = scores(&matches(NEED));
    for query in ["?min=abc", "?sort=%22%3E", "?open=%00", "?near=2&ripe=&affordable=no", "?min=-5"] {
        assert_eq!(scores(&format!("{}{query}", matches(NEED))), plain, "{query}");
    }
}

#[test]
fn pages_speak_the_readers_language_throughout() {
    let pair = format!("pairs/{NEED}/{SNUG}");
    for (language, name) in [("en", "Six dimensions"), ("zh", "六个维度")] {
        for path in [
            format!("postings/{NEED}/matches"),
            format!("postings/{SNUG}/matches"),
            pair.clone(),
            "scores".into(),
        ] {
            let page = SITE.page(&format!("/{language}/{path}"));
            let told = texts(&page, "body").concat();
            assert!(told.contains(name), "{path}");
            for area in [
                "matches-",
                "pair-",
                "scores-",
                "finding-",
                "gap-",
                "layout-",
                "posting-",
                "format-",
                "dimension-",
                "band-",
            ] {
                assert!(!told.contains(area), "{language}/{path} shows a key: {area}");
            }
        }
    }
}

#[test]
fn the_weights_shown_are_those_of_the_engine() {
    let shares = ["35%", "15%", "15%", "10%", "10%", "15%"];
    assert_eq!(texts(&SITE.page(&matches(NEED)), ".facets .kv dd"), shares);
    assert_eq!(texts(&SITE.page("/en/scores"), "table:first-of-type td.r")[..6], shares);
}
