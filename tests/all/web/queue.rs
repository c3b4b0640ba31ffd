//! One queue over everything that waits, and reports from the form to what comes of them.

use super::moderation::{NEED, hotter, moderator, site, submit};
use crate::support::people::PASSWORD;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::Visitor;

const OWNER: &str = "author@one.example";

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), "h1, .error-summary li"));
    answer.header("location").to_owned()
}

/// Somebody of another organization than the need's.
fn reporter<'a>(site: &'a Served, email: &str) -> Visitor<'a> {
    site.person(email);
    Visitor::signed_in(site, email, PASSWORD)
}

fn state(site: &Served) -> String {
    site.select(&format!("SELECT state AS value FROM postings WHERE public_id = '{NEED}'")).remove(0)
}

#[test]
fn a_report_that_is_upheld_takes_the_posting_off_and_tells_both_sides() {
    let site = site();
    let form = format!("/en/postings/{NEED}/report");
    let page = Visitor::new(&site).get(&format!("/en/postings/{NEED}")).html();
    assert_eq!(all(&page, &format!("a[href='{form}']")).len(), 1);
    assert!(
        location(&Visitor::new(&site).get(&form)).contains("/sign-in"),
        "who isn't signed in is led there"
    );
    let mut own = Visitor::signed_in(&site, OWNER, PASSWORD);
    assert!(all(&own.get(&form).html(), "input[name=ground]").is_empty(), "one's own is changed or closed");

    let mut reporter = reporter(&site, "reporter@else.example");
    let wrong = reporter.post(&form, &[("ground", "other"), ("words", " ")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(all(&wrong.html(), ".error-summary a[href='#words']").len(), 1);
    let words = ("words", "The <b>figures</b> are made up.");
    assert_eq!(reporter.post(&form, &[("ground", "misleading"), words]).status, 200);
    let again = reporter.post(&form, &[("ground", "misleading"), words]);
    assert!(texts(&again.html(), ".notice")[0].contains("before"), "one report of one thing waits");

    let mut moderator = moderator(&site, "liang");
    let queue = moderator.get("/en/staff/queue?sort=report").html();
    assert_eq!(texts(&queue, "tbody th a"), ["Coating for turbine blades"]);
    let case = location(&moderator.post("/en/staff/queue/next", &[("sort", "report")]));
    let page = moderator.get(&case);
    assert!(page.body.contains("&#60;b&#62;figures") && page.body.contains("reporter@else.example"));
    assert!(
        texts(&page.html(), "aside p")[0].contains("You"),
        "it is claimed: {:?}",
        texts(&page.html(), "aside p")
    );
    let unsaid = moderator.post(&case, &[("decision", "uphold"), ("reason", "")]);
    assert_eq!(unsaid.status, 422);
    let done = moderator.post(&case, &[("decision", "uphold"), ("reason", "Show how it was measured.")]);
    assert_eq!(location(&done), "/en/staff/queue?done=1");

    assert_eq!(state(&site), "changes-asked");
    assert_eq!(Visitor::new(&site).get(&format!("/en/postings/{NEED}")).status, 404);
    assert!(site.letters(OWNER).concat().contains("Show how it was measured."));
    let told = site.letters("reporter@else.example").concat();
    assert!(told.contains("found it right") && !told.contains("liang"), "{told}");
    assert!(texts(&own.get("/en/posts").html(), "main").concat().contains("A moderator asks for changes"));
    let late = moderator.post(&case, &[("decision", "dismiss"), ("reason", "")]);
    assert!(location(&late).ends_with("?told=late"));
}

#[test]
fn what_one_moderator_takes_another_does_not_get() {
    let site = site();
    submit(&site, hotter);
    let mut reporter = reporter(&site, "reporter@else.example");
    reporter.post(&format!("/en/postings/{NEED}/report"), &[("ground", "spam"), ("words", "")]);
    let (mut liang, mut chen) = (moderator(&site, "liang"), moderator(&site, "chen"));
    let next = |who: &mut Visitor<'_>| location(&who.post("/en/staff/queue/next", &[("sort", "")]));
    let first = next(&mut liang);
    assert_eq!(first, format!("/en/staff/posts/{NEED}"), "the longest waiting");
    let second = next(&mut chen);
    assert!(second.starts_with("/en/staff/reports/"), "{second}");
    assert_eq!(next(&mut liang), "/en/staff/queue?done=none");
    let taken = liang.post(&second, &[("decision", "dismiss"), ("reason", "")]);
    assert!(location(&taken).ends_with("?told=taken"));
    let free = liang.get("/en/staff/queue?free=1").html();
    assert_eq!(all(&free, "tbody tr").len(), 1, "the own one is still shown, the other's isn't");
    // Decide, and go on with what is left.
    location(&chen.post(&format!("{second}/release"), &[]));
    let decision = [("version", "1"), ("decision", "publish"), ("listed", ""), ("reason", ""), ("next", "1")];
    assert_eq!(location(&liang.post(&first, &decision)), second);
    location(&liang.post(&second, &[("decision", "dismiss"), ("reason", ""), ("next", "1")]));
    assert_eq!(state(&site), "published", "nothing was wrong");
    assert!(site.letters("reporter@else.example").concat().contains("found nothing wrong"));
}

#[test]
fn nobody_judges_what_is_said_of_their_own() {
    let site = site();
    let mut reporter = reporter(&site, "reporter@else.example");
    reporter.post("/en/organizations/O-000001/report", &[("ground", "spam"), ("words", "")]);
    let mut biased = moderator(&site, "biased");
    site.execute(
        "INSERT INTO memberships (user_id, organization_id, role)
         SELECT users.id, organizations.id, 'reader' FROM users, organizations
         WHERE email = 'biased@sunmao.example' AND organizations.public_id = 'O-000001'",
    );
    let queue = biased.get("/en/staff/queue").html();
    let link = all(&queue, "tbody th a")[0].attr("href").unwrap().to_owned();
    assert!(texts(&queue, "tbody td").contains(&"Your organization".to_owned()));
    assert_eq!(biased.post(&link, &[("decision", "dismiss"), ("reason", "")]).status, 403);
    let next = biased.post("/en/staff/queue/next", &[("sort", "")]);
    assert_eq!(location(&next), "/en/staff/queue?done=none");
}
