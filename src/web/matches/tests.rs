//! The page of matches, rendered from hand-made findings.

use actix_web::test::TestRequest;
use askama::Template;
use chrono::{DateTime, NaiveDate};
use scraper::{ElementRef, Html, Selector};

use super::choice::{RawQuery, Selection};
use super::*;
use crate::domain::organization::Names;
use crate::domain::{
    Amount, Currency, Description, Detail, Fit, Form, Industry, IpStance, Keyword, Language, Line,
    MoneyRange, Months, Organization, OrganizationId, OrganizationKind, Posting, Profile, Record, Region,
    State, Summary, Title, Trl,
};
use crate::flows::PostingView;
use crate::matching::{Concept, Explanation, Field, Finding, Gap, Mark, MoneyFinding, Nearness};

const HOSTILE: &str = "<script>alert(1)</script> & \"quoted\" 'text'";

fn lines(texts: &[&str]) -> Vec<Line> {
    texts.iter().map(|text| Line::parse(text).unwrap()).collect()
}

fn view(id: &str, organization: &str, posting: Posting) -> PostingView {
    let organization = Organization {
        id: OrganizationId::from_random(7),
        reference: None,
        kind: OrganizationKind::Enterprise,
        names: Names::new(Title::parse(organization).ok(), None).unwrap(),
        region: None,
        industries: Vec::new(),
        disciplines: Vec::new(),
        website: None,
        description_en: None,
        description_zh: None,
        verified: true,
    };
    let record = Record {
        id: id.parse().unwrap(),
        reference: None,
        organization: organization.id,
        state: State::Published,
        published_at: DateTime::from_timestamp(1_793_000_000, 0),
        updated_at: DateTime::from_timestamp(1_793_000_000, 0).unwrap(),
        posting,
    };
    PostingView { record, organization }
}

fn need() -> PostingView {
    let mut need = Posting::bare(
        Kind::Need,
        Title::parse("High-temperature ceramic coating for turbine blades").unwrap(),
        Language::En,
    );
    need.summary = Summary::parse("First-stage blades lose their ceramic top coat after 400 starts.").ok();
    need.description = Description::parse(
        "We need a ceramic top coat for first-stage blades that holds at 1,250 °C.\n\nThe partner should \
         run burner-rig tests and prepare an engine test.",
    )
    .ok();
    need.keywords = vec![Keyword::parse("CMAS").unwrap(), Keyword::parse("热障涂层").unwrap()];
    need.detail = Detail::Need {
        must_haves: lines(&["Deposition on real blade geometry", HOSTILE]),
        nice_to_haves: lines(&["Two doctoral candidates"]),
    };
    need.trl = Trl::new(7).ok();
    need.forms = [Form::JointResearch, Form::Testing].into_iter().collect();
    need.industries = vec![Industry::from_code("3413").unwrap()];
    need.region = Region::from_code("320200").ok();
    need.remote = Some(true);
    need.budget =
        MoneyRange::new("3000000".parse().ok(), "4500000".parse().ok(), Currency::Cny).ok();
    need.period = Months::new(18).ok();
    need.ip = Some(IpStance::JointOwnership);
    need.deadline = NaiveDate::from_ymd_opt(2027, 1, 31);
    view("N-7F3K9Q", "Hengyuan Turbine Technology", need)
}

fn capability() -> PostingView {
    let mut capability =
        Posting::bare(Kind::Capability, Title::parse("悬浮液等离子喷涂稀土锆酸盐涂层").unwrap(), Language::Zh);
    capability.description = Description::parse(&format!("我们制备热障涂层，可开展燃烧台架试验。{HOSTILE}")).ok();
    capability.detail = Detail::Capability { evidence: lines(&["试样通过1200 ℃、1180次热循环（2025年）"]) };
    capability.trl = Trl::new(5).ok();
    capability.region = Region::from_code("610100").ok();
    view("C-2B4D6F", "Qinling University of Technology", capability)
}

/// Where `part` stands in `text`.
fn mark(field: Field, text: &str, part: &str, concept: usize) -> Mark {
    let at = text.find(part).unwrap();
    Mark { field, range: at..at + part.len(), concept }
}

fn why(topic: f32, total: f32) -> Explanation {
    let (need, capability) = (need().record.posting, capability().record.posting);
    let (asked, offered) = (need.description.unwrap(), capability.description.unwrap());
    let concept = |number, need: &str, capability: &str| Concept {
        number,
        need: need.into(),
        capability: capability.into(),
        share: 0.5,
    };
    Explanation {
        fit: Fit { profile: Profile::new([Some(topic), Some(0.9), Some(0.56), None, Some(0.7), Some(0.8)]), total },
        findings: [
            Finding::Topic { shared: 3 },
            Finding::Chain { industry: Industry::from_code("34").ok(), discipline: None },
            Finding::Stage { asked: Trl::new(7).unwrap(), offered: Trl::new(5).unwrap() },
            Finding::NotStated,
            Finding::Region { nearness: Nearness::Remote, need: need.region, capability: capability.region },
            Finding::Terms { money: Some(MoneyFinding::Covered), period: None, ip: None },
        ],
        concepts: vec![
            concept(1, "热障涂层", "热障涂层"),
            concept(2, "burner-rig tests", "燃烧台架试验"),
            concept(3, HOSTILE, HOSTILE),
        ],
        need_marks: vec![
            mark(Field::Description, asked.as_str(), "burner-rig tests", 2),
            mark(Field::Keyword(1), "热障涂层", "热障涂层", 1),
            mark(Field::Line(1), HOSTILE, "<script>alert(1)</script> & \"quoted\"", 3),
        ],
        capability_marks: vec![
            mark(Field::Description, offered.as_str(), "热障涂层", 1),
            mark(Field::Description, offered.as_str(), "燃烧台架试验", 2),
            mark(Field::Description, offered.as_str(), "<script>alert(1)</script>", 3),
        ],
        gaps: vec![
            Gap::Stage { asked: Trl::new(7).unwrap(), offered: Trl::new(5).unwrap() },
            Gap::MustHave { index: 1 },
            Gap::Budget { budget: amount("4500000"), price: amount("6000000"), currency: Currency::Cny },
            Gap::Chain,
        ],
    }
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// The page as a browser gets it, for a need with two matches or a capability with one.
fn page(address: &str) -> Html {
    let request = TestRequest::with_uri(address).to_http_request();
    let raw = web::Query::<RawQuery>::from_query(request.query_string()).unwrap().into_inner();
    let mut second = capability();
    second.record.id = "C-333333".parse().unwrap();
    let docked = |counterpart, explanation: Explanation| Docked { counterpart, fit: explanation.fit, explanation };
    let docking = if address.contains("/N-") {
        let matches = vec![docked(capability(), why(0.96, 84.6)), docked(second, why(0.4, 61.2))];
        Docking { posting: need(), matches, total: 2 }
    } else {
        Docking { posting: capability(), matches: vec![docked(need(), why(0.96, 84.6))], total: 1 }
    };
    let view = MatchesPage::new(Page::of(&request), docking, Selection::from(raw));
    Html::parse_document(&view.render().unwrap())
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_first_card_stands_open_and_others_by_address() {
    let open = |address| -> Vec<String> {
        let html = page(address);
        all(&html, ".match[data-open]").iter().filter_map(|card| card.attr("id").map(str::to_owned)).collect()
    };
    assert_eq!(open("/en/postings/N-7F3K9Q/matches"), ["C-2B4D6F"]);
    assert_eq!(open("/en/postings/N-7F3K9Q/matches?open=C-333333"), ["C-333333"]);
    assert!(open("/en/postings/N-7F3K9Q/matches?open=none").is_empty());
}

#[test]
fn a_dimension_that_is_not_stated_says_so_and_has_no_number() {
    let html = page("/en/postings/N-7F3K9Q/matches");
    let row = all(&html, ".match[data-open] .joint tr")
        .into_iter()
        .find(|row| text(row).starts_with("Talent"))
        .unwrap();
    assert!(text(&row).contains("Not stated") && !text(&row).contains('0'), "{}", text(&row));
}

#[test]
fn passages_that_answer_each_other_carry_equal_numbers() {
    let html = page("/en/postings/N-7F3K9Q/matches");
    let numbers = |side: &str| {
        let mut numbers: Vec<String> = all(&html, &format!("{side} mark sup")).iter().map(text).collect();
        numbers.sort();
        numbers
    };
    assert_eq!(numbers(".need-side"), ["1", "2", "3"]);
    assert_eq!(numbers(".need-side"), numbers(".cap-side"));
    let marked: Vec<String> = all(&html, ".cap-side mark").iter().map(text).collect();
    assert!(marked[1].starts_with("燃烧台架试验"), "{marked:?}");
}

#[test]
fn hostile_text_stays_text() {
    for address in ["/en/postings/N-7F3K9Q/matches", "/zh/postings/C-2B4D6F/matches"] {
        let html = page(address);
        assert!(all(&html, "script").is_empty());
        let marked = all(&html, ".need-side mark").iter().map(text).any(|mark| mark.contains("<script>alert(1)</script> &"));
        assert!(marked, "{address}");
    }
}

#[test]
fn texts_and_names_carry_their_language() {
    let html = page("/en/postings/N-7F3K9Q/matches");
    assert_eq!(all(&html, ".cap-side [lang=zh-CN] p").len() > 1, true);
    assert_eq!(all(&html, ".match h3[lang=zh-CN]").len(), 2);
    assert_eq!(all(&html, ".concepts .cap-c[lang=zh-CN]").len(), 1);
}

#[test]
fn the_need_stands_at_the_left_from_either_side() {
    for address in ["/en/postings/N-7F3K9Q/matches", "/en/postings/C-2B4D6F/matches"] {
        let html = page(address);
        let sides: Vec<_> = all(&html, ".pair > *").iter().map(|side| side.attr("class").unwrap().to_owned()).collect();
        assert_eq!(sides, ["need-side", "cap-side"]);
        assert!(text(&all(&html, ".need-side")[0]).contains("ceramic top coat"));
        assert_eq!(text(&all(&html, ".match .score b")[0]), "85");
    }
    assert!(!all(&page("/en/postings/C-2B4D6F/matches"), "aside .edge-cap").is_empty());
}

#[test]
fn a_closed_card_names_the_gravest_gaps_and_counts_the_others() {
    let html = page("/en/postings/N-7F3K9Q/matches");
    assert_eq!(all(&html, "#C-2B4D6F .gaps li").len(), 4);
    assert_eq!(all(&html, "#C-333333 .gaps li").len(), 3);
    assert!(text(&all(&html, "#C-333333")[0]).contains("and 1 more gap"));
}

#[test]
fn links_keep_what_the_reader_chose() {
    let html = page("/zh/postings/N-7F3K9Q/matches?min=50&ripe=1&sort=stage");
    let toggle = all(&html, "#C-333333 footer .end")[0].attr("href").unwrap();
    assert_eq!(toggle, "/zh/postings/N-7F3K9Q/matches?min=50&ripe=1&sort=stage&open=C-333333#C-333333");
    assert_eq!(all(&html, "input[name=ripe][type=checkbox][checked]").len(), 1);
    assert_eq!(all(&html, "option[value=stage][selected]").len(), 1);
}

#[test]
fn the_weights_shown_are_shares_of_the_ones_used() {
    let html = page("/en/postings/N-7F3K9Q/matches");
    let shares: Vec<String> = all(&html, ".facets .kv dd").iter().map(text).collect();
    assert_eq!(shares, ["35%", "15%", "15%", "10%", "10%", "15%"]);
}

#[test]
fn pages_for_looking() {
    for (name, address) in [("m-en", "/en/postings/N-7F3K9Q/matches"), ("m-zh", "/zh/postings/N-7F3K9Q/matches"), ("c-zh", "/zh/postings/C-2B4D6F/matches")] {
        let html = page(address).html().replace("/assets/", "assets/").replace("assets/css/sunmao.", "assets/css/sunmao.css?").replace("assets/css/vendor/modern-normalize.", "assets/css/vendor/modern-normalize.css?");
        std::fs::write(format!("/tmp/dock/{name}.html"), html).unwrap();
    }
}
