//! Files that go with postings: kept whatever else is wrong, and given to who may read the posting.

use sunmao::domain::account::Role;

use super::PEOPLE;
use super::moderation::moderator;
use crate::support::people::PASSWORD;
use crate::support::sample;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::{Part, Visitor};

const OWN: [(&str, &str); 1] = [("Sec-Fetch-Site", "same-origin")];
const ONE: &str = super::ONE;
const PDF: &[u8] = b"%PDF-1.7 a drawing with a secret";

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), "h1, .error-summary li"));
    answer.header("location").to_owned()
}

fn revision(visitor: &mut Visitor<'_>, draft: &str) -> String {
    all(&visitor.get(draft).html(), "input[name=revision]")[0].attr("value").unwrap().to_owned()
}

#[test]
fn files_stay_whatever_else_is_wrong_and_go_when_they_are_removed() {
    PEOPLE.member("drawer@lab.example", ONE.parse().unwrap(), Role::Editor);
    let mut editor = Visitor::signed_in(&PEOPLE, "drawer@lab.example", PASSWORD);
    let draft = location(&editor.post("/en/posts/drafts", &[("kind", "need"), ("organization", ONE)]));
    let parts = |revision, doing, deadline, files: &[(&'static str, &'static [u8])]| {
        let mut parts = vec![
            Part::Field("title", "Coating"),
            Part::Field("language", "en"),
            Part::Field("deadline", deadline),
            Part::Field("revision", revision),
            Part::Field("do", doing),
        ];
        parts.extend(files.iter().map(|(name, content)| Part::File("files", name, content)));
        parts
    };
    let files: [(&str, &[u8]); 2] = [("drawing.pdf", PDF), ("page.pdf", b"<html><script>alert(1)</script>")];
    let refused = editor.post_parts(&draft, &OWN, &parts("1", "submit", "soon", &files));
    assert_eq!(refused.status, 422);
    let page = refused.html();
    assert_eq!(texts(&page, ".error-summary a").len(), 2, "the date, and the file that is none");
    let id = all(&page, "input[name=attachments]")[0].attr("value").unwrap().to_owned();
    let mut again = parts("1", "save", "2099-01-31", &[]);
    again.push(Part::Field("attachments", &id));
    location(&editor.post_parts(&draft, &OWN, &again));
    let link = format!("/en/posts/attachments/{id}");
    let file = editor.get(&link);
    assert_eq!((file.status, file.body.as_bytes()), (200, PDF));
    assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''drawing.pdf");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").contains("sandbox"));

    // Others can't have it, nor take it into a posting of their own.
    PEOPLE.member("thief@lab.example", super::OTHER.parse().unwrap(), Role::Editor);
    let mut thief = Visitor::signed_in(&PEOPLE, "thief@lab.example", PASSWORD);
    assert_eq!(thief.get(&link).status, 403);
    let theirs =
        location(&thief.post("/en/posts/drafts", &[("kind", "need"), ("organization", super::OTHER)]));
    let mut stolen = parts("1", "submit", "2099-01-31", &[]);
    stolen.push(Part::Field("attachments", &id));
    location(&thief.post_parts(&theirs, &OWN, &stolen));
    let list = thief.get("/en/posts").html();
    let history = all(&list, "a[href$='/history']")[0].attr("href").unwrap().to_owned();
    assert!(!thief.get(&history).body.contains("drawing.pdf"));

    let revision = revision(&mut editor, &draft);
    let mut removed = parts(&revision, "save", "2099-01-31", &[]);
    removed.extend([Part::Field("attachments", &id), Part::Field("remove", &id)]);
    location(&editor.post_parts(&draft, &OWN, &removed));
    assert!(all(&editor.get(&draft).html(), "input[name=attachments]").is_empty());
}

#[test]
fn readers_have_the_files_of_what_is_published_and_may_be_read_whole() {
    let named = |id: &str, name: &str, verified| {
        let mut organization = sample::organization(name);
        organization.id = id.parse().ok();
        organization.verified = Some(verified);
        organization
    };
    let organizations = vec![named(ONE, "one", false), named(super::OTHER, "other", true)];
    let site = &Served::with(organizations, Vec::new());
    for (email, organization) in [("files@one.example", ONE), ("files@other.example", super::OTHER)] {
        site.member(email, organization.parse().unwrap(), Role::Editor);
    }
    let mut editor = Visitor::signed_in(site, "files@one.example", PASSWORD);
    let mut partner = Visitor::signed_in(site, "files@other.example", PASSWORD);
    let mut moderator = moderator(site, "files");
    for (disclosure, stranger, verified) in
        [("public", 200, 200), ("teaser", 404, 200), ("confidential", 404, 404)]
    {
        let draft = location(&editor.post("/en/posts/drafts", &[("kind", "need"), ("organization", ONE)]));
        let title = format!("Files of what is {disclosure}");
        let parts = [
            Part::Field("title", &title),
            Part::Field("language", "en"),
            Part::Field("disclosure", disclosure),
            Part::Field("revision", "1"),
            Part::Field("do", "submit"),
            Part::File("files", "drawing.pdf", PDF),
        ];
        let next = location(&editor.post_parts(&draft, &OWN, &parts));
        if disclosure != "public" {
            let revision = revision(&mut editor, &next);
            location(&editor.post(&next, &[("revision", &revision)]));
        }
        let id = site
            .select(&format!("SELECT public_id AS value FROM postings WHERE title = '{title}'"))
            .remove(0);
        let file = site
            .select(&format!(
                "SELECT versions.attachments AS value FROM versions JOIN postings ON postings.id = posting_id
                 WHERE public_id = '{id}'"
            ))
            .remove(0);
        let link = format!("/en/postings/{id}/attachments/{file}");
        assert_eq!(editor.get(&link).status, 404, "nothing is published yet");
        assert_eq!(partner.get(&link).status, 404);
        let queue = format!("/en/staff/posts/{id}");
        assert!(moderator.get(&queue).body.contains("drawing.pdf"));
        assert_eq!(moderator.get(&format!("{queue}/attachments/{file}")).body.as_bytes(), PDF);
        let decision = [("version", "1"), ("decision", "publish"), ("listed", ""), ("reason", "")];
        location(&moderator.post(&queue, &decision));

        let mut nobody = Visitor::new(site);
        for (visitor, expected) in [(&mut nobody, stranger), (&mut partner, verified), (&mut editor, 200)] {
            assert_eq!(visitor.get(&link).status, expected, "{disclosure}");
            let page = visitor.get(&format!("/en/postings/{id}")).body;
            assert_eq!(page.contains("drawing.pdf"), expected == 200, "{disclosure}");
        }
        site.execute(&format!("UPDATE postings SET state = 'closed' WHERE public_id = '{id}'"));
        assert_eq!(Visitor::new(site).get(&link).status, 404, "it isn't published any more");
    }
}
