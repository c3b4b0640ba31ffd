//! Posting many at once: what is shown is what happens, errors come back to be corrected, nothing is lost.

use sunmao::domain::account::Role;

use super::{ONE, OTHER, PEOPLE};
use crate::support::people::PASSWORD;
use crate::support::served::{Answer, all, texts};
use crate::support::visitor::{Part, Visitor};

const OWN: [(&str, &str); 1] = [("Sec-Fetch-Site", "same-origin")];

fn editor(email: &str, organization: &str) -> Visitor<'static> {
    PEOPLE.member(email, organization.parse().unwrap(), Role::Editor);
    Visitor::signed_in(&PEOPLE, email, PASSWORD)
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), "h1, .error-summary li"));
    answer.header("location").to_owned()
}

fn upload(editor: &mut Visitor<'_>, name: &str, content: &[u8]) -> Answer {
    let parts = [Part::Field("kind", "need"), Part::File("file", name, content)];
    editor.post_parts(&format!("/en/organizations/{ONE}/uploads"), &OWN, &parts)
}

fn accept(editor: &mut Visitor<'_>, plan: &str) -> Answer {
    let digest = all(&editor.get(plan).html(), "input[name=digest]")[0].attr("value").unwrap().to_owned();
    editor.post(plan, &[("digest", &digest)])
}

fn postings(reference: &str) -> Vec<String> {
    PEOPLE.select(&format!(
        "SELECT state || ' ' || title AS value FROM postings WHERE reference = '{reference}'"
    ))
}

#[test]
fn a_table_is_looked_through_corrected_and_taken_over() {
    let mut editor = editor("bulk@lab.example", ONE);
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
    assert_eq!(location(&accept(&mut editor, &plan)), "/en/posts?done=taken-over");
    assert_eq!(postings("bulk-1"), ["in-review High vacuum pump"]);
    assert_eq!(editor.get(&plan).status, 404, "it is taken over once");

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
    let mut editor = editor("bulk2@lab.example", ONE);
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
    let mut editor = editor("bulk3@lab.example", ONE);
    let mut other = self::editor("bulk4@lab.example", OTHER);
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
    let id = PEOPLE.select("SELECT public_id AS value FROM postings WHERE reference = 'dream-1'").remove(0);
    let theirs = format!("id,title\n{id},Stolen\n");
    let parts = [Part::Field("kind", "need"), Part::File("file", "steal.csv", theirs.as_bytes())];
    let plan = location(&other.post_parts(&format!("/en/organizations/{OTHER}/uploads"), &OWN, &parts));
    assert!(texts(&other.get(&plan).html(), "tbody .tag")[0].contains("no posting of this number"));
}

#[test]
fn a_file_that_is_no_table_is_told_at_its_field() {
    let mut editor = editor("bulk5@lab.example", ONE);
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
    let template = editor.get("/zh/posts/uploads/template?kind=capability&format=csv");
    assert!(template.body.contains("标题") && template.body.contains("自编号"));
}
