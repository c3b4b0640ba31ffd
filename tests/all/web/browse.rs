//! Browsing: every state is an address.

use super::SITE;
use super::market::{CAPABILITY, NEED};
use crate::support::served::{all, texts};

/// How many postings a search finds.
fn found(path: &str) -> usize {
    let heading = texts(&SITE.page(path), "#results").remove(0);
    heading.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn filters_narrow_and_take_themselves_back() {
    let everything = found("/en/browse");
    assert_eq!(everything, 26);
    let page = SITE.page("/en/browse?kind=need&province=320000");
    assert_eq!(found("/en/browse?kind=need&province=320000"), 1);
    let removals: Vec<_> =
        all(&page, "a.chip-x").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    assert_eq!(removals, ["/en/browse?province=320000", "/en/browse?kind=need"]);
    assert_eq!(all(&page, "input[name=province][value='320000'][checked]").len(), 1);
}

#[test]
fn a_facets_count_is_what_it_leads_to() {
    let page = SITE.page("/en/browse");
    for label in all(&page, "#filters label:has(input[type=checkbox]):has(.n)") {
        let field = label.select(&scraper::Selector::parse("input").unwrap()).next().unwrap();
        let count = label.select(&scraper::Selector::parse(".n").unwrap()).next().unwrap();
        let (name, value) = (field.attr("name").unwrap(), field.attr("value").unwrap());
        let count: usize = count.text().collect::<String>().parse().unwrap();
        assert_eq!(found(&format!("/en/browse?{name}={value}")), count, "{name}={value}");
    }
}

#[test]
fn pages_hold_all_results_once() {
    let titles = |path: &str| texts(&SITE.page(path), ".postings h3");
    let (first, second) = (titles("/en/browse"), titles("/en/browse?page=2"));
    assert_eq!((first.len(), second.len()), (20, 6));
    assert!(second.iter().all(|title| !first.contains(title)));
    let page = SITE.page("/en/browse?kind=capability&page=2");
    let links: Vec<_> = all(&page, ".pager a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    assert_eq!(
        links,
        ["/en/browse?kind=capability", "/en/browse?kind=capability", "/en/browse?kind=capability&page=2"]
    );
    // Beyond the end is the end, under its own address.
    let beyond = SITE.page("/en/browse?page=77");
    assert!(all(&beyond, "link[rel=canonical]")[0].attr("href").unwrap().ends_with("/en/browse?page=2"));
}

#[test]
fn searched_words_are_marked_and_the_search_is_kept() {
    let page = SITE.page("/en/browse?q=barrier+coating");
    assert!(texts(&page, ".postings em").iter().any(|hit| hit.eq_ignore_ascii_case("coating")));
    assert_eq!(all(&page, "input[name=q][value='barrier coating']").len(), 1);
    let links: Vec<_> =
        all(&page, ".postings h3 a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    for id in [NEED, CAPABILITY] {
        assert!(links.contains(&format!("/en/postings/{id}")), "{links:?}");
    }
}

#[test]
fn an_empty_result_names_the_next_step() {
    let page = SITE.page("/en/browse?q=zzzzqqqq&kind=need");
    assert_eq!(texts(&page, ".notice b"), ["Nothing found."]);
    assert_eq!(all(&page, ".notice a[href='/en/browse?q=zzzzqqqq']").len(), 1);
    let page = SITE.page("/zh/browse?q=zzzzqqqq");
    assert_eq!(all(&page, ".notice a[href='/zh/browse']").len(), 1);
}
