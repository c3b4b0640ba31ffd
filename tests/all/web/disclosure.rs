//! What the authors of teaser and confidential postings hide is in no answer to who may not read it: a
//! marker stands in every hidden field, and is looked for everywhere.

use std::collections::{BTreeSet, VecDeque};
use std::sync::LazyLock;

use chrono::Utc;
use sunmao::domain::account::Role;
use sunmao::domain::{
    Amount, Currency, Description, Detail, Disclosure, Keyword, Kind, Line, MoneyRange, Months, Summary, Trl,
};
use sunmao::exchange::record::PostingRecord;
use sunmao::flows::import::import;
use sunmao::flows::refresh::refresh;
use sunmao::matching::Silent;

use crate::support::people::PASSWORD;
use crate::support::sample;
use crate::support::served::Served;
use crate::support::visitor::Visitor;

/// The most pages that one visitor opens.
const MOST: usize = 250;

/// What everybody may read of all postings here.
const SUMMARY: &str = "Ceramic thermal barrier coatings that survive 1,250 °C on gas turbine blades.";

const OWNER: &str = "O-000001";
const COUNTERPART: &str = "O-000002";
const OTHER: &str = "O-000003";
const CURIOUS: &str = "O-000004";

/// The hidden postings, by how much of them is public.
const TEASERS: [&str; 2] = ["N-00000T", "C-00000T"];
const CONFIDENTIAL: [&str; 2] = ["N-00000C", "C-00000C"];

/// The public ones of the counterpart.
const PUBLIC: [&str; 2] = ["N-00000P", "C-00000P"];

/// What stands in the hidden fields of one disclosure level.
fn markers(disclosure: Disclosure) -> Vec<String> {
    let (word, month, year, amount) = match disclosure {
        Disclosure::Teaser => ("qxteaser", 37, 2096, "7,654,321"),
        _ => ("qxsecret", 47, 2097, "8,765,432"),
    };
    let words = ["description", "keyword", "line"].map(|field| format!("{word}{field}"));
    words.into_iter().chain([format!("{month}\u{a0}months"), year.to_string(), amount.to_owned()]).collect()
}

fn hidden(kind: Kind, id: &str, disclosure: Disclosure) -> PostingRecord {
    let mut record = open(kind, id, "owner");
    let [description, keyword, line, months, year, amount] = markers(disclosure).try_into().unwrap();
    let posting = &mut record.posting;
    posting.disclosure = disclosure;
    posting.description = Description::parse(&format!("Thermal barrier coating {description}.")).ok();
    posting.keywords = vec![Keyword::parse(&keyword).unwrap()];
    let lines = vec![Line::parse(&format!("1,000 cycles {line}")).unwrap()];
    posting.detail = match kind {
        Kind::Need => Detail::Need { must_haves: lines.clone(), nice_to_haves: lines },
        Kind::Capability => Detail::Capability { evidence: lines },
    };
    posting.budget = MoneyRange::new(amount.parse::<Amount>().ok(), None, Currency::Cny).ok();
    posting.period = Months::new(months.split('\u{a0}').next().unwrap().parse().unwrap()).ok();
    posting.deadline = format!("{year}-01-31").parse().ok();
    posting.remote = Some(true);
    record
}

fn open(kind: Kind, id: &str, owner: &str) -> PostingRecord {
    let mut record = sample::posting(kind, id, owner, "Thermal barrier coating for gas turbine blades");
    record.id = id.parse().ok();
    record.posting.summary = Summary::parse(SUMMARY).ok();
    record.posting.trl = Trl::new(7).ok();
    record
}

/// The site, with postings that came after its people.
static SECRETS: LazyLock<Served> = LazyLock::new(|| {
    let named = |id: &str, name: &str, verified| {
        let mut organization = sample::organization(name);
        organization.id = id.parse().ok();
        organization.verified = Some(verified);
        organization
    };
    let organizations = vec![
        named(OWNER, "owner", true),
        named(COUNTERPART, "partner", true),
        named(OTHER, "other", false),
        named(CURIOUS, "curious", true),
    ];
    let served = Served::with(organizations, Vec::new());
    for (email, organization) in [
        ("own@lab.example", OWNER),
        ("partner@lab.example", COUNTERPART),
        ("other@lab.example", OTHER),
        ("curious@lab.example", CURIOUS),
    ] {
        served.member(email, organization.parse().unwrap(), Role::Editor);
    }
    let [need, capability] = Kind::ALL;
    let mut postings = Vec::new();
    for (kind, at) in [(need, 0), (capability, 1)] {
        postings.push(hidden(kind, TEASERS[at], Disclosure::Teaser));
        postings.push(hidden(kind, CONFIDENTIAL[at], Disclosure::Confidential));
        postings.push(open(kind, PUBLIC[at], "partner"));
    }
    import(served.site().store(), Vec::new(), postings, Utc::now()).unwrap();
    refresh(served.site(), "test", Utc::now(), &Silent).unwrap();
    served
});

/// Addresses that are asked for in any case: every page of every posting, and searches for every marker.
fn addresses() -> Vec<String> {
    let ids = || TEASERS.into_iter().chain(CONFIDENTIAL).chain(PUBLIC);
    let mut all: Vec<String> = ["en", "zh"].map(|language| format!("/{language}/")).into();
    for id in ids() {
        all.extend([format!("/en/postings/{id}"), format!("/en/postings/{id}/matches")]);
        all.push(format!("/zh/postings/{id}"));
        all.extend([format!("/en/posts/{id}/history"), format!("/en/staff/posts/{id}")]);
        let counterparts = ids().filter(|other| id.starts_with('N') && other.starts_with('C'));
        all.extend(counterparts.map(|other| format!("/en/pairs/{id}/{other}")));
    }
    for query in ["coating", "kind=need", "kind=capability", "sort=newest", "sort=deadline"] {
        let key = if query.contains('=') { "" } else { "q=" };
        all.push(format!("/en/browse?{key}{query}"));
        all.push(format!("/en/browse.atom?{key}{query}"));
    }
    all.extend(["/sitemap.xml".to_owned(), "/en/sitemap.xml".to_owned()]);
    all
}

/// Every answer that a visitor gets to these addresses and to all that they lead to.
fn crawl(visitor: &mut Visitor<'_>) -> Vec<(String, String)> {
    let mut waiting: VecDeque<String> = addresses().into();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut answers = Vec::new();
    while let Some(path) = waiting.pop_front().filter(|_| answers.len() < MOST) {
        let answer = visitor.get(&path);
        let page = answer.html();
        for link in crate::support::served::all(&page, "a[href], link[href]") {
            let target = link.attr("href").unwrap().split('#').next().unwrap();
            if target.starts_with('/') && !target.starts_with("/assets") && known.insert(target.to_owned()) {
                waiting.push_back(target.to_owned());
            }
        }
        answers.push((path, answer.body));
    }
    answers
}

/// Fails where one of these stands in an answer.
fn absent(answers: &[(String, String)], markers: &[String]) {
    for (path, body) in answers {
        for marker in markers {
            assert!(!body.contains(marker.as_str()), "{marker} in {path}");
        }
    }
}

/// The postings that a search finds.
fn found(visitor: &mut Visitor<'_>, text: &str) -> BTreeSet<String> {
    let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let page = visitor.get(&format!("/en/browse?q={query}")).html();
    let links = crate::support::served::all(&page, "main a[href*='/postings/']");
    let addresses = links.iter().map(|link| link.attr("href").unwrap());
    addresses.filter_map(|address| Some(address.split('/').nth(3)?.to_owned())).collect()
}

#[test]
fn a_stranger_finds_the_public_part_and_nothing_else() {
    let mut stranger = Visitor::new(&SECRETS);
    let page = stranger.get("/en/postings/N-00000T");
    assert_eq!(page.status, 200);
    assert!(page.body.contains(SUMMARY) && page.body.contains("TRL\u{a0}7"), "the public part is there");
    assert_eq!(found(&mut stranger, "turbine").len(), 6, "and is found");
    let all = [markers(Disclosure::Teaser), markers(Disclosure::Confidential)].concat();
    let answers = crawl(&mut stranger);
    assert!(answers.len() > 50, "{}", answers.len());
    absent(&answers, &all);
    for marker in &all[..3] {
        assert!(found(&mut stranger, marker).is_empty(), "{marker}");
    }
}

#[test]
fn a_member_of_an_unverified_organization_is_told_no_more() {
    let mut other = Visitor::signed_in(&SECRETS, "other@lab.example", PASSWORD);
    let all = [markers(Disclosure::Teaser), markers(Disclosure::Confidential)].concat();
    absent(&crawl(&mut other), &all);
    for marker in all.iter().filter(|marker| marker.starts_with("qx")) {
        assert!(found(&mut other, marker).is_empty(), "{marker}");
    }
}

#[test]
fn a_verified_counterpart_reads_all_of_a_teaser_and_nothing_hidden_of_what_is_confidential() {
    let mut partner = Visitor::signed_in(&SECRETS, "partner@lab.example", PASSWORD);
    for id in TEASERS {
        let page = partner.get(&format!("/en/postings/{id}")).body;
        for marker in markers(Disclosure::Teaser) {
            assert!(page.contains(&marker), "{marker} isn't in {id}");
        }
    }
    absent(&crawl(&mut partner), &markers(Disclosure::Confidential));
    for marker in markers(Disclosure::Confidential).iter().filter(|marker| marker.starts_with("qx")) {
        assert!(found(&mut partner, marker).is_empty(), "{marker}");
    }
}

#[test]
fn members_read_all_of_their_own() {
    let mut own = Visitor::signed_in(&SECRETS, "own@lab.example", PASSWORD);
    for (ids, disclosure) in [(TEASERS, Disclosure::Teaser), (CONFIDENTIAL, Disclosure::Confidential)] {
        for id in ids {
            let page = own.get(&format!("/en/postings/{id}")).body;
            for marker in markers(disclosure) {
                assert!(page.contains(&marker), "{marker} isn't in {id}");
            }
        }
    }
}

#[test]
fn who_writes_sees_the_best_counterparts_by_their_public_parts() {
    let mut partner = Visitor::signed_in(&SECRETS, "curious@lab.example", PASSWORD);
    let begun = partner.post("/en/posts/drafts", &[("kind", "need"), ("organization", CURIOUS)]);
    let draft = begun.header("location").to_owned();
    let secret = &markers(Disclosure::Confidential)[0];
    let panel = |partner: &mut Visitor<'_>, title: &str, revision: &str| {
        let fields = [("title", title), ("language", "en"), ("deadline", "soon"), ("revision", revision)];
        partner.post(&format!("{draft}/panel"), &fields)
    };
    let found = panel(&mut partner, "Thermal barrier coating for gas turbine blades", "1");
    assert_eq!(found.status, 200, "what is wrong with a field doesn't hinder");
    let page = found.html();
    let links = crate::support::served::all(&page, ".mini-match h3 a").len();
    assert_eq!(links, 3);
    absent(&[("the panel".to_owned(), found.body.clone())], &markers(Disclosure::Confidential));
    assert_eq!(crate::support::served::all(&page, "[data-revision='2']").len(), 1);
    let other = panel(&mut partner, secret, "1");
    assert_eq!(other.status, 409, "somebody saved meanwhile");
    let other = panel(&mut partner, secret, "2");
    assert_eq!((other.status, other.body.contains("mini-match")), (200, false), "a guess finds nothing");
    let kept = partner.get(&draft).html();
    let title = crate::support::served::all(&kept, "#title")[0].attr("value").unwrap().to_owned();
    assert_eq!(&title, secret, "it is saved");
}

#[test]
fn letters_of_matches_tell_of_the_public_part_alone() {
    let all = [markers(Disclosure::Teaser), markers(Disclosure::Confidential)].concat();
    let to_partner = "recipient = 'partner@lab.example'";
    let letters = SECRETS.select(&format!(
        "SELECT subject || body_text || coalesce(body_html, '') AS value FROM letters WHERE {to_partner}"
    ));
    let text = letters.concat();
    for id in TEASERS.iter().chain(&CONFIDENTIAL) {
        assert!(text.contains(id), "the partner is told of {id}");
    }
    for marker in all {
        assert!(!text.contains(&marker), "{marker}");
    }
}
