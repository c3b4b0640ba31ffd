//! The page of matches, rendered from hand-made findings.

use actix_web::test::TestRequest;
use askama::Template;
use scraper::{ElementRef, Html, Selector};

use super::choice::{RawQuery, Selection};
use super::sample::{capability, need, why};
use super::*;
use crate::matching::Explanation;

/// The page as a browser gets it, for a need with two matches or a capability with one.
fn page(address: &str) -> Html {
    let mut second = capability();
    second.record.id = "C-333333".parse().unwrap();
    let docked =
        |counterpart, explanation: Explanation| Docked { counterpart, fit: explanation.fit, explanation };
    let docking = if address.contains("/N-") {
        let matches = vec![docked(capability(), why(0.96, 85)), docked(second, why(0.4, 61))];
        Docking { posting: need(), matches, total: 2, nearest: Vec::new() }
    } else {
        Docking {
            posting: capability(),
            matches: vec![docked(need(), why(0.96, 85))],
            total: 1,
            nearest: Vec::new(),
        }
    };
    rendered(address, docking)
}

fn rendered(address: &str, docking: Docking) -> Html {
    let request = TestRequest::with_uri(address).to_http_request();
    let raw = web::Query::<RawQuery>::from_query(request.query_string()).unwrap().into_inner();
    let view = MatchesPage::new(Page::of(&request), docking, Selection::from(raw), &Weights::default());
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
fn without_matches_nothing_is_said_of_scores() {
    let address = "/en/postings/N-7F3K9Q/matches";
    let lead = |html: Html| text(&all(&html, ".page-head p")[0]);
    assert!(lead(page(address)).contains("Each score"));
    let nothing = Docking { posting: need(), matches: Vec::new(), total: 0, nearest: Vec::new() };
    assert_eq!(lead(rendered(address, nothing)), "No capability comes near this need yet.");
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
        assert!(all(&html, "main script").is_empty());
        let marked = all(&html, ".need-side mark")
            .iter()
            .map(text)
            .any(|mark| mark.contains("<script>alert(1)</script> &"));
        assert!(marked, "{address}");
    }
}

#[test]
fn texts_and_names_carry_their_language() {
    let html = page("/en/postings/N-7F3K9Q/matches");
    assert!(all(&html, ".cap-side [lang=zh-CN] p").len() > 1);
    assert_eq!(all(&html, ".match h3[lang=zh-CN]").len(), 2);
    assert_eq!(all(&html, ".concepts .cap-c[lang=zh-CN]").len(), 1);
}

#[test]
fn the_need_stands_at_the_left_from_either_side() {
    for address in ["/en/postings/N-7F3K9Q/matches", "/en/postings/C-2B4D6F/matches"] {
        let html = page(address);
        let sides: Vec<_> =
            all(&html, ".pair > *").iter().map(|side| side.attr("class").unwrap().to_owned()).collect();
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
    assert_eq!(all(&html, "#C-333333 .gaps li").len(), 2);
    assert!(text(&all(&html, "#C-333333")[0]).contains("and 2 more gaps"));
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
