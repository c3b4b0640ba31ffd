//! Writing postings by form: nothing typed is lost, and nothing wrong is submitted.

use sunmao::domain::account::Role;

use super::{ONE, PEOPLE};
use crate::support::people::PASSWORD;
use crate::support::served::{Answer, all, texts};
use crate::support::visitor::Visitor;

/// Somebody who writes for an organization.
fn editor(email: &str) -> Visitor<'static> {
    PEOPLE.member(email, ONE.parse().unwrap(), Role::Editor);
    Visitor::signed_in(&PEOPLE, email, PASSWORD)
}

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location")
}

/// Begins a draft; its address.
fn begin(editor: &mut Visitor<'_>, kind: &str) -> String {
    let answer = editor.post("/en/posts/drafts", &[("kind", kind), ("organization", ONE)]);
    location(&answer).to_owned()
}

/// What a right form says.
fn need<'a>(title: &'a str, revision: &'a str, doing: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("language", "en"),
        ("description", "It spalls.\r\n\r\nAlways."),
        ("must-haves", "1,000 cycles\r\n\r\n1,250 °C"),
        ("forms", "testing"),
        ("forms", "joint-research"),
        ("industries", "3741"),
        ("trl", "7"),
        ("budget-min", "300万"),
        ("budget-max", "4,500,000"),
        ("deadline", "2099-01-31"),
        ("revision", revision),
        ("do", doing),
    ]
}

fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter_mut().filter(|(field, _)| *field == name).for_each(|field| field.1 = value);
    fields
}

#[test]
fn a_need_is_written_saved_submitted_and_taken_back() {
    let mut editor = editor("writer@lab.example");
    let home = editor.get("/en/").html();
    assert_eq!(texts(&home, ".tools .btn-primary"), ["Post"]);
    let draft = begin(&mut editor, "need");
    let wrong = with(need("<b>Coating</b>", "1", "save"), "deadline", "soon");
    assert_eq!(location(&editor.post(&draft, &wrong)), format!("{draft}?done=saved"), "errors or not");
    let page = editor.get(&draft).html();
    assert_eq!(all(&page, "#title")[0].attr("value"), Some("<b>Coating</b>"));
    assert_eq!(all(&page, "#deadline")[0].attr("value"), Some("soon"));
    assert_eq!(all(&page, "input[name=forms][checked]").len(), 2);
    assert_eq!(all(&page, "input[name=trl][checked]")[0].attr("value"), Some("7"));
    assert_eq!(texts(&page, "#must-haves"), ["1,000 cycles 1,250 °C"]);

    let refused = editor.post(&draft, &with(need("<b>Coating</b>", "2", "submit"), "deadline", "soon"));
    assert_eq!(refused.status, 422);
    assert_eq!(all(&refused.html(), ".error-summary a[href='#deadline']").len(), 1);
    let sent = editor.post(&draft, &need("<b>Coating</b>", "2", "submit"));
    assert_eq!(location(&sent), "/en/posts?done=submitted");
    assert_eq!(editor.get(&draft).status, 404);

    let list = editor.get("/en/posts");
    assert!(list.body.contains("&#60;b&#62;Coating") && !list.body.contains("<b>Coating"));
    let list = list.html();
    assert_eq!(texts(&list, "#g-in-review"), ["In review"]);
    let taking_back = all(&list, "form[action$='/taking-back']")[0].attr("action").unwrap().to_owned();
    let history = taking_back.replace("taking-back", "history");
    assert_eq!(texts(&editor.get(&history).html(), "ol .tag"), ["Waits for a moderator"]);
    let back = editor.post(&taking_back, &[]);
    let page = editor.get(location(&back).split('?').next().unwrap()).html();
    assert_eq!(all(&page, "#budget-min")[0].attr("value"), Some("3000000"));
    assert_eq!(texts(&page, "#description"), ["It spalls. Always."]);
    assert_eq!(all(&page, "input[name=industries][checked]")[0].attr("value"), Some("3741"));
    assert_eq!(texts(&editor.get(&history).html(), "ol .tag"), ["Taken back"]);
    let closed = editor.post(&taking_back.replace("taking-back", "closure"), &[("closure", "withdrawn")]);
    assert_eq!(location(&closed), "/en/posts?done=closed");
    let expired = editor.post(&taking_back.replace("taking-back", "closure"), &[("closure", "expired")]);
    assert_eq!(expired.status, 400, "time alone does that");
}

#[test]
fn the_second_of_two_tabs_chooses() {
    let mut editor = editor("tabs@lab.example");
    let draft = begin(&mut editor, "capability");
    let capability =
        |title, evidence| [("title", title), ("evidence", evidence), ("revision", "1"), ("do", "save")];
    editor.post(&draft, &capability("First", "Measured in 2025"));
    let second = editor.post(&draft, &capability("Second", "Measured in 2024"));
    assert_eq!(second.status, 409);
    let page = second.html();
    let said = texts(&page, ".pre");
    assert!(said.contains(&"First".to_owned()) && said.contains(&"Second".to_owned()), "{said:?}");
    let mut fields: Vec<(String, String)> = all(&page, "main form textarea")
        .iter()
        .map(|area| {
            (area.attr("name").unwrap().to_owned(), area.text().collect::<String>().trim().to_owned())
        })
        .collect();
    let revision = all(&page, "input[name=revision]")[0].attr("value").unwrap().to_owned();
    for (name, value) in [("revision", revision.as_str()), ("theirs", "evidence"), ("do", "save")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(location(&editor.post(&draft, &fields)), format!("{draft}?done=saved"));
    let page = editor.get(&draft).html();
    assert_eq!(all(&page, "#title")[0].attr("value"), Some("Second"));
    assert_eq!(texts(&page, "#evidence"), ["Measured in 2025"]);
    assert_eq!(location(&editor.post(&format!("{draft}/discard"), &[])), "/en/posts?done=discarded");
    assert_eq!(editor.get(&draft).status, 404);
}

#[test]
fn who_is_signed_out_keeps_what_was_typed() {
    let mut editor = editor("gone@lab.example");
    let draft = begin(&mut editor, "need");
    let own = [("Sec-Fetch-Site", "same-origin")];
    let mut stranger = Visitor::new(&PEOPLE);
    let lost = stranger.post_saying(&draft, &own, &need("Long \"work\"\r\n", "1", "submit"));
    assert_eq!(lost.status, 401);
    let page = lost.html();
    let title = all(&page, "textarea[name=title]")[0].text().collect::<String>();
    assert_eq!(title.trim(), "Long \"work\"");
    assert_eq!(all(&page, "textarea[name=forms]").len(), 2);
    assert_eq!(all(&page, "input[name=revision]")[0].attr("value"), Some("1"));
    assert_eq!(all(&page, &format!("form[action='{draft}'] button[value=save]")).len(), 1);
}

#[test]
fn what_is_no_posting_is_told_field_by_field() {
    let mut editor = editor("wrong@lab.example");
    let draft = begin(&mut editor, "need");
    let (long, lines) = ("涂".repeat(81), "x\n".repeat(31));
    let line = format!("one\n{}", "x".repeat(501));
    for (field, value) in [
        ("title", ""),
        ("title", long.as_str()),
        ("language", "fr"),
        ("must-haves", lines.as_str()),
        ("must-haves", line.as_str()),
        ("forms", "marriage"),
        ("industries", "0"),
        ("trl", "10"),
        ("budget-min", "much"),
        ("budget-max", "1"),
        ("deadline", "2026-02-30"),
        ("deadline", "2020-01-01"),
        ("description", "a\u{202E}b"),
    ] {
        let answer = editor.post(&draft, &with(need("Coating", "1", "submit"), field, value));
        assert_eq!(answer.status, 422, "{field}={value}");
        let page = answer.html();
        assert_eq!(all(&page, &format!(".error-summary a[href='#{field}']")).len(), 1, "{field}={value}");
        assert_eq!(all(&page, &format!("#{field}")).len(), 1, "{field}={value}");
    }
    for (field, value) in [("do", "publish"), ("revision", "x")] {
        assert_eq!(editor.post(&draft, &with(need("Coating", "1", "submit"), field, value)).status, 400);
    }
    assert_eq!(editor.post("/en/posts/drafts", &[("kind", "wish"), ("organization", ONE)]).status, 400);
    PEOPLE.member("only.reads@lab.example", ONE.parse().unwrap(), Role::Reader);
    let mut reader = Visitor::signed_in(&PEOPLE, "only.reads@lab.example", PASSWORD);
    let list = reader.get("/en/posts");
    assert_eq!((list.status, all(&list.html(), "main form").len()), (200, 0));
    assert_eq!(reader.get(&draft).status, 403);
}

#[test]
fn who_hides_a_part_looks_once_more_at_what_everybody_will_read() {
    let mut editor = editor("discreet@lab.example");
    let draft = begin(&mut editor, "need");
    let mut form = with(need("Coating for blades", "1", "submit"), "description", "Call +86 139 1234 5678.");
    form.push(("summary", "Ask lin.yue@maker.example for a coating."));
    form.push(("disclosure", "teaser"));
    let check = editor.post(&draft, &form);
    assert_eq!(location(&check), format!("{draft}/check"), "it isn't submitted yet");
    let page = editor.get(&format!("{draft}/check")).html();
    assert_eq!(texts(&page, "section[aria-labelledby=found] li b"), ["lin.yue@maker.example"]);
    assert_eq!(texts(&page, "section[aria-labelledby=open] h3"), ["Coating for blades"]);
    let hidden = texts(&page, "section[aria-labelledby=rest] li");
    assert_eq!(hidden, ["The problem", "Must-haves", "Budget", "Closes"]);
    let revision = all(&page, "input[name=revision]")[0].attr("value").unwrap().to_owned();

    form.retain(|(field, _)| *field != "revision" && *field != "summary");
    form.push(("revision", &revision));
    assert_eq!(location(&editor.post(&draft, &form)), format!("{draft}/check"));
    let stale = editor.post(&format!("{draft}/check"), &[("revision", &revision)]);
    assert_eq!(
        location(&stale),
        format!("{draft}/check?done=changed"),
        "it was changed since it was checked"
    );
    let page = editor.get(&format!("{draft}/check?done=changed")).html();
    assert!(texts(&page, "section[aria-labelledby=found] li b").is_empty());
    let revision = all(&page, "input[name=revision]")[0].attr("value").unwrap().to_owned();
    let sent = editor.post(&format!("{draft}/check"), &[("revision", &revision)]);
    assert_eq!(location(&sent), "/en/posts?done=submitted");
}
