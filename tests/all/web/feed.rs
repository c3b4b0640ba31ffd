//! Feeds of searches.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::SITE;
use super::market::{HOSTILE, NEED};
use crate::support::served::all;

/// What stands in a feed: the texts and attributes by the path of their element, as often as they occur.
fn parsed(xml: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = Reader::from_str(xml);
    let (mut path, mut found) = (Vec::new(), BTreeMap::<String, Vec<String>>::new());
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => {
                assert!(path.is_empty());
                return found;
            }
            Event::Start(tag) | Event::Empty(tag) if tag.attributes().any(|one| one.is_err()) => {
                panic!("{xml}")
            }
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                text.clear();
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                for one in tag.attributes() {
                    let one = one.unwrap();
                    let key = one.key.as_ref().to_owned();
                    let value = one.value.to_string();
                    found.entry(format!("{}/{name}@{key}", path.join("/"))).or_default().push(value);
                }
            }
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(part) => {
                let code = part.resolve_char_ref().unwrap();
                text.push(code.expect("a number"));
            }
            Event::End(_) => {
                found.entry(path.join("/")).or_default().push(std::mem::take(&mut text));
                path.pop();
            }
            _ => {}
        }
    }
}

fn count(feed: &BTreeMap<String, Vec<String>>, path: &str) -> usize {
    feed.get(path).map_or(0, Vec::len)
}

#[test]
fn a_feed_says_what_atom_asks_for() {
    let answer = SITE.get("/en/browse.atom?kind=need");
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed = parsed(&answer.body);
    for one in ["id", "title", "updated"] {
        assert_eq!(count(&feed, &format!("feed/{one}")), 1, "{one}");
    }
    let entries = count(&feed, "feed/entry");
    assert_eq!(entries, 1);
    for one in ["id", "title", "updated", "published", "author/name", "summary"] {
        assert_eq!(count(&feed, &format!("feed/entry/{one}")), entries, "{one}");
    }
    assert!(feed["feed/entry/id"][0].ends_with(&format!("/en/postings/{NEED}")));
    assert_eq!(feed["feed/entry/title"][0], format!("Thermal barrier coating {HOSTILE}"));
    assert_eq!(feed["feed/entry/author/name"], ["maker"]);
    assert_eq!(feed["feed/entry/category@term"], ["need", "3413"]);
    assert_eq!(feed["feed/link@rel"], ["self", "alternate"]);
    assert!(feed["feed/link@href"][0].ends_with("/en/browse.atom?kind=need"));
    assert!(feed["feed/link@href"][1].ends_with("/en/browse?kind=need"));
    assert_eq!(feed["feed/id"], feed["feed/link@href"][1..]);
}

#[test]
fn a_feed_holds_what_its_page_finds_the_newest_first() {
    let feed = parsed(&SITE.get("/en/browse.atom").body);
    assert_eq!(count(&feed, "feed/entry"), 26, "more than one page has");
    assert!(feed["feed/entry/published"].is_sorted_by(|one, next| one >= next));
    for odd in ["kind=cat&page=99&sort=up", "%FF=%00&q=%00%01", "=&&==&", "page=2&sort=deadline"] {
        assert_eq!(
            count(&parsed(&SITE.get(&format!("/en/browse.atom?{odd}")).body), "feed/entry"),
            26,
            "{odd}"
        );
    }
    let nothing = parsed(&SITE.get("/zh/browse.atom?q=zzzzqqqq%3C%26%EF%BF%BF%22").body);
    assert_eq!((count(&nothing, "feed/entry"), count(&nothing, "feed/updated")), (0, 1));
}

#[test]
fn an_unchanged_feed_isn_t_sent_again() {
    let first = SITE.get("/en/browse.atom?q=coating");
    let tag = first.header("etag").to_owned();
    let again = SITE.request("GET", "/en/browse.atom?q=coating", &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.header("cache-control"), first.header("cache-control"));
    let other = SITE.request("GET", "/en/browse.atom?q=must", &[("If-None-Match", &tag)]);
    assert_eq!(other.status, 200);
}

#[test]
fn a_search_leads_to_its_feed() {
    let page = SITE.page("/zh/browse?q=coating&kind=need&page=1&sort=stage");
    let head = all(&page, "link[type='application/atom+xml']")[0].attr("href");
    assert_eq!(head, Some("/zh/browse.atom?q=coating&kind=need"));
    assert_eq!(all(&page, "main a[type='application/atom+xml']")[0].attr("href"), head);
}
