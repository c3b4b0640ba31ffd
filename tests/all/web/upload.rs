//! Posting many at once: what is shown is what happens, errors come back to be corrected, nothing is lost.

mod files;
mod tables;

use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use sunmao::domain::account::Role;

use crate::support::people::PASSWORD;
use crate::support::sample;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::{Part, Visitor};

const OWN: [(&str, &str); 1] = [("Sec-Fetch-Site", "same-origin")];

/// A site of organizations without postings: one for each editor, as each keeps a few tables only.
static SITE: LazyLock<Served> = LazyLock::new(|| {
    let organizations = (1..=12).map(|number| {
        let mut organization = sample::organization(&format!("organization {number}"));
        organization.id = format!("O-{number:06}").parse().ok();
        organization
    });
    Served::with(organizations.collect(), Vec::new())
});

/// Somebody who posts for an organization.
struct Editor {
    visitor: Visitor<'static>,
    organization: String,
}

impl Deref for Editor {
    type Target = Visitor<'static>;

    fn deref(&self) -> &Self::Target {
        &self.visitor
    }
}

impl DerefMut for Editor {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.visitor
    }
}

/// The editor of the organization of this number.
fn editor(number: usize) -> Editor {
    let (email, organization) = (format!("editor{number}@lab.example"), format!("O-{number:06}"));
    SITE.member(&email, organization.parse().unwrap(), Role::Editor);
    Editor { visitor: Visitor::signed_in(&SITE, &email, PASSWORD), organization }
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), "h1, .error-summary li"));
    answer.header("location").to_owned()
}

fn upload(editor: &mut Editor, name: &str, content: &[u8]) -> Answer {
    let parts = [Part::Field("kind", "need"), Part::File("file", name, content)];
    let path = format!("/en/organizations/{}/uploads", editor.organization);
    editor.post_parts(&path, &OWN, &parts)
}

fn accept(editor: &mut Editor, plan: &str) -> Answer {
    let digest = all(&editor.get(plan).html(), "input[name=digest]")[0].attr("value").unwrap().to_owned();
    editor.post(plan, &[("digest", &digest)])
}

fn postings(reference: &str) -> Vec<String> {
    SITE.select(&format!(
        "SELECT state || ' ' || title AS value FROM postings WHERE reference = '{reference}'"
    ))
}

#[test]
fn a_table_is_looked_through_corrected_and_taken_over() {
    let mut editor = editor(1);
    let long = "x".repeat(81);
    let table = format!(
        "标题,自编号,成熟度,描述,favourite colour\nHigh vacuum pump,bulk-1,7,It leaks.,red\n\
         Wrong level,bulk-2,99,It leaks too.,blue\n{long},bulk-3,,,\nHigh vacuum pump,,7,It leaks.,red\n"
    );
    let plan = location(&upload(&mut editor, "needs.csv", table.as_bytes()));
    let page = editor.get(&plan).html();
    let fates = texts(&page, "tbody .tag");
    assert_eq!(fates.len(), 4, "every row is told: {fates:?}");
    assert_eq!(fates[0], "New; a moderator reads it");
    assert!(
        fates[1].contains("成熟度") && fates[2].contains("80") && fates[3].contains("line 2"),
        "{fates:?}"
    );
    assert!(texts(&page, ".notice")[0].contains("favourite colour"));
    assert!(postings("bulk-1").is_empty(), "nothing happens before somebody says so");

    let errors = editor.get(&format!("{plan}/errors?format=csv"));
    assert!(errors.header("content-disposition").starts_with("attachment"));
    assert!(errors.body.contains("bulk-2") && !errors.body.contains("bulk-1"));
    let corrected = errors.body.replace(",99,", ",6,").replace(&long, "Short enough");
    let digest = all(&page, "input[name=digest]")[0].attr("value").unwrap();
    for time in ["once", "twice"] {
        assert_eq!(location(&editor.post(&plan, &[("digest", digest)])), plan, "{time}");
    }
    assert_eq!(postings("bulk-1"), ["in-review High vacuum pump"]);
    let id = SITE.select("SELECT public_id AS value FROM postings WHERE reference = 'bulk-1'").remove(0);
    let page = editor.get(&plan).html();
    assert_eq!(texts(&page, "h1"), ["What the table did"]);
    assert_eq!(texts(&page, ".bullets li"), ["One new posting", "3 rows are left out"]);
    assert_eq!(texts(&page, "tbody .tag"), fates, "as it was shown");
    assert_eq!(texts(&page, "tbody td a"), [id]);
    for link in [
        "/en/posts",
        &format!("/en/organizations/{}/uploads", editor.organization),
        &format!("{plan}/errors?format=xlsx"),
    ] {
        assert!(!all(&page, &format!("main a[href='{link}']")).is_empty(), "{link}");
    }
    assert!(all(&page, "main form").is_empty(), "there is nothing more to do to it");
    assert_eq!(editor.get(&format!("{plan}/errors?format=csv")).body, errors.body);
    assert_eq!(location(&editor.post(&format!("{plan}/discard"), &[])), plan, "what it did stays to be read");
    let chinese = editor.get(&plan.replace("/en/", "/zh/")).html();
    assert_eq!(texts(&chinese, ".bullets li"), ["1项新发布", "3行不予采用"]);

    let again = location(&upload(&mut editor, "again.csv", corrected.as_bytes()));
    let page = editor.get(&again).html();
    let fates = texts(&page, "tbody .tag");
    assert_eq!(fates[..2], ["New; a moderator reads it", "New; a moderator reads it"]);
    assert!(fates[2].starts_with("Says what N-"), "the repeated row is of a posting by now: {fates:?}");
    location(&accept(&mut editor, &again));
    assert_eq!((postings("bulk-2").len(), postings("bulk-3").len()), (1, 1));
}

#[test]
fn what_would_happen_otherwise_by_now_is_shown_again() {
    let mut editor = editor(2);
    let table = "title,ref\nLow temperature glue,stale-1\n";
    let first = location(&upload(&mut editor, "a.csv", table.as_bytes()));
    let second = location(&upload(&mut editor, "b.csv", table.as_bytes()));
    let digest = all(&editor.get(&second).html(), "input[name=digest]")[0].attr("value").unwrap().to_owned();
    location(&accept(&mut editor, &first));
    assert_eq!(location(&editor.post(&second, &[("digest", &digest)])), format!("{second}?done=changed"));
    let page = editor.get(&second).html();
    assert!(texts(&page, "tbody .tag")[0].contains("waits for a moderator; take it back first"));
    assert_eq!(postings("stale-1").len(), 1);
    location(&editor.post(&format!("{second}/discard"), &[]));
    assert_eq!(editor.get(&second).status, 404);
}

#[test]
fn a_table_reaches_nobody_elses_postings_and_publishes_nothing() {
    let mut editor = editor(3);
    let mut other = self::editor(4);
    let table =
        "title,ref,state,organization\nA published dream,dream-1,published,\nOf others,dream-2,,other\n";
    let plan = location(&upload(&mut editor, "a.csv", table.as_bytes()));
    assert_eq!(other.get(&plan).status, 403);
    assert_eq!(other.post(&plan, &[("digest", "x")]).status, 403);
    assert_eq!(other.get(&format!("{plan}/errors")).status, 403);
    assert!(texts(&editor.get(&plan).html(), "tbody .tag")[1].contains("another organization"));
    location(&accept(&mut editor, &plan));
    assert_eq!(postings("dream-1"), ["in-review A published dream"]);
    assert!(postings("dream-2").is_empty());
    let id = SITE.select("SELECT public_id AS value FROM postings WHERE reference = 'dream-1'").remove(0);
    let theirs = format!("id,title\n{id},Stolen\n");
    let plan = location(&upload(&mut other, "steal.csv", theirs.as_bytes()));
    assert!(texts(&other.get(&plan).html(), "tbody .tag")[0].contains("no posting of this number"));
}

#[test]
fn a_file_that_is_no_table_is_told_at_its_field() {
    let mut editor = editor(5);
    let many = "title\n".to_owned() + &"a need\n".repeat(1_001);
    let files: [(&str, &[u8]); 6] = [
        ("a.csv", b""),
        ("a.xlsx", b"%PDF-1.7"),
        ("a.csv", b"\xff\xfe\x00\xd8\x00"),
        ("a.csv", b"colour,size\nred,1\n"),
        ("a.csv", many.as_bytes()),
        ("a.xlsx", b"PK\x03\x04"),
    ];
    for (name, content) in files {
        let answer = upload(&mut editor, name, content);
        assert_eq!(answer.status, 422, "{name}: {} bytes", content.len());
        assert_eq!(all(&answer.html(), ".error-summary a[href='#file']").len(), 1);
    }
}
