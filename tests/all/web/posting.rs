//! The pages of a posting and of an organization.

use super::SITE;
use super::market::{CAPABILITY, HOSTILE, NEED};
use crate::support::served::{all, text, texts};

#[test]
fn a_posting_shows_everything_it_says() {
    let page = SITE.page(&format!("/en/postings/{NEED}"));
    let shown = texts(&page, "main").remove(0);
    for told in [
        "Asks TRL\u{a0}7",
        "A coating that survives 1,250 °C.",
        "1,000 cycles",
        "a burner rig with dust feed",
        "热障涂层 & <b>",
        "Joint R&D",
        "Internships and recruitment",
        "Wuxi, Jiangsu",
        "¥3.0–4.5\u{a0}M",
        "18\u{a0}months",
        "Joint ownership",
        "31\u{a0}Jan 2099",
        "(3413)",
    ] {
        assert!(shown.contains(&told.split_whitespace().collect::<Vec<_>>().join(" ")), "{told}: {shown}");
    }
    let page = SITE.page(&format!("/zh/postings/{CAPABILITY}"));
    assert!(texts(&page, "main").remove(0).contains("1,180 furnace cycles at 1,200 °C"));
}

#[test]
fn a_posting_cannot_bring_markup() {
    for path in [format!("/en/postings/{NEED}"), "/en/".to_owned(), "/zh/browse?q=coating".to_owned()] {
        let answer = SITE.get(&path);
        assert!(!answer.body.contains("<script>"), "{path}");
        let page = answer.html();
        assert!(all(&page, "[onmouseover]").is_empty(), "{path}");
        assert!(text(&page.root_element()).contains(HOSTILE), "{path}");
    }
}

#[test]
fn a_posting_leads_to_its_organization_and_its_matches() {
    let page = SITE.page(&format!("/en/postings/{NEED}"));
    assert!(!all(&page, &format!("a[href='/en/postings/{NEED}/matches']")).is_empty());
    assert_eq!(all(&page, &format!(".mini-match a[href='/en/pairs/{NEED}/{CAPABILITY}']")).len(), 1);
    let organization =
        all(&page, ".page-head a[href^='/en/organizations/']")[0].attr("href").unwrap().to_owned();
    let page = SITE.page(&organization);
    assert_eq!(texts(&page, "h1"), ["maker"]);
    assert_eq!(all(&page, &format!("a[href='/en/postings/{NEED}']")).len(), 1);
    assert_eq!(all(&page, ".page-head .verified").len(), 1);
}

#[test]
fn the_front_page_counts_what_strangers_can_read() {
    let page = SITE.page("/en/");
    assert_eq!(texts(&page, ".stats dd")[..3], ["1", "25", "2"]);
    assert_eq!(all(&page, &format!("figure a[href='/en/pairs/{NEED}/{CAPABILITY}']")).len(), 1);
}
