//! The pages of organizations: founding, members, invitations, verification, and what they refuse.

use sunmao::domain::account::Role;

use super::PEOPLE;
use crate::support::people::PASSWORD;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::{Part, Visitor};

const OWN: &[(&str, &str)] = &[("Sec-Fetch-Site", "same-origin")];

/// What the form says of an organization with this name.
fn about(name: &str) -> Vec<(&str, &str)> {
    vec![
        ("name-zh", ""),
        ("name-en", name),
        ("kind", "university"),
        ("credit-code", ""),
        ("region", "320200"),
        ("size", "small"),
        ("website", "www.lab.example"),
        ("mail-domains", "lab.example"),
        ("industries", "C"),
        ("industries", "3741"),
        ("disciplines", "430"),
        ("description-zh", ""),
        ("description-en", "What we do.\r\nAnd how."),
    ]
}

/// The same with one field changed.
fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter_mut().filter(|(field, _)| *field == name).for_each(|field| field.1 = value);
    fields
}

/// Somebody new who is signed in.
fn somebody<'a>(site: &'a Served, email: &str) -> Visitor<'a> {
    site.person(email);
    Visitor::signed_in(site, email, PASSWORD)
}

/// Adds an organization; its address.
fn found(founder: &mut Visitor<'_>, name: &str) -> String {
    let answer = founder.post("/en/organizations/new", &about(name));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let to = answer.header("location").to_owned();
    to.split("/verification").next().unwrap().to_owned()
}

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location")
}

#[test]
fn an_organization_is_added_shown_and_changed() {
    let mut founder = somebody(&PEOPLE, "founder@lab.example");
    let before = founder.token();
    let home = found(&mut founder, "Jianan Lab");
    assert_ne!(founder.token(), before, "more rights, another token");
    let page = founder.get(&home).html();
    assert_eq!(texts(&page, "h1"), ["Jianan Lab"]);
    assert_eq!(texts(&page, ".page-head .unverified"), ["Not verified"]);
    assert_eq!(
        texts(&page, ".notice-warn").len(),
        1,
        "members are told what an unverified organization can't do"
    );
    let strangers = Visitor::new(&PEOPLE).get(&home).html();
    assert!(texts(&strangers, ".notice-warn").is_empty());
    assert_eq!(texts(&strangers, ".kv dd")[0], "20 to 299 people");

    let profile = founder.get(&format!("{home}/profile")).html();
    let checked: Vec<&str> =
        all(&profile, "input[checked]").iter().filter_map(|it| it.attr("value")).collect();
    assert_eq!(checked, ["C", "3741", "430"], "what was chosen is chosen again");
    let saved = founder.post(&format!("{home}/profile"), &with(about("Jianan Lab"), "size", "large"));
    assert_eq!(location(&saved), format!("{home}/profile?done=saved"));

    let mut other = somebody(&PEOPLE, "other@lab.example");
    let again = other.post("/en/organizations/new", &about("Jianan Lab"));
    assert_eq!(again.status, 422);
    let join = format!("form[action='{home}/membership'] button");
    assert_eq!(all(&again.html(), &join).len(), 1, "the page offers to join it instead");
    let asked = other.post(&format!("{home}/membership"), &[]);
    assert_eq!(location(&asked), home);
    assert_eq!(texts(&other.get(&home).html(), ".page-head .tag"), ["You asked to join"]);
    let members = founder.get(&format!("{home}/members")).html();
    assert_eq!(texts(&members, "#joins"), ["1 person asks to join"]);
    let taken_back = other.post(&format!("{home}/membership/withdrawal"), &[]);
    assert_eq!(location(&taken_back), home);
    let members = founder.get(&format!("{home}/members")).html();
    assert!(texts(&members, "#joins").is_empty());
}

#[test]
fn bad_input_is_told_and_nothing_is_lost() {
    let mut founder = somebody(&PEOPLE, "bad@lab.example");
    let long = "x".repeat(20_001);
    for (field, value) in [
        ("name-en", ""),
        ("name-en", long.as_str()),
        ("name-en", "<script>alert(1)</script>"),
        ("name-en", "{{7*7}}"),
        ("name-en", "x'; DROP TABLE users; --"),
        ("name-en", "a\u{0}b"),
        ("name-en", "a\u{202E}b"),
        ("kind", ""),
        ("kind", "<b>"),
        ("credit-code", "123"),
        ("region", "999999"),
        ("size", "-1"),
        ("website", "javascript:alert(1)"),
        ("mail-domains", "qq.com"),
        ("mail-domains", "lab"),
        ("industries", "' OR 1=1"),
        ("disciplines", "X"),
        ("description-en", long.as_str()),
    ] {
        let answer = founder.post("/en/organizations/new", &with(about("Bad Lab"), field, value));
        assert_eq!(answer.status, 422, "{field}={value}");
        let page = answer.html();
        assert!(!texts(&page, ".error-summary a").is_empty(), "{field}={value}");
        assert_eq!(all(&page, "script:not([src])").len(), 0, "{field}={value}");
        if field != "description-en" {
            let kept = texts(&page, "#description-en");
            assert_eq!(kept, ["What we do. And how."], "{field}={value}");
        }
    }
    for unknown in [("verified", "1"), ("name-en", "again")] {
        let mut fields = about("Bad Lab");
        fields.push(unknown);
        assert_eq!(founder.post("/en/organizations/new", &fields).status, 400);
    }
    let fine = founder.post("/en/organizations/new", &about("Bad Lab"));
    assert_eq!(fine.status, 303, "nothing of it was stored: {}", fine.body);
}

#[test]
fn a_logo_is_written_anew_and_may_be_kept() {
    let mut founder = somebody(&PEOPLE, "logo@lab.example");
    let home = found(&mut founder, "Logo Lab");
    let logo = format!("{home}/logo");
    assert_eq!(Visitor::new(&PEOPLE).get(&logo).status, 404);
    let none = founder.post_parts(&logo, OWN, &[Part::File("logo", "", b"")]);
    assert_eq!(none.status, 422);
    let script = founder.post_parts(&logo, OWN, &[Part::File("logo", "a.png", b"<svg onload='alert(1)'/>")]);
    assert_eq!((script.status, texts(&script.html(), "#logo-e").len()), (422, 1));
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbaImage::new(40, 20).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let set = founder.post_parts(&logo, OWN, &[Part::File("logo", "../a.svg", png.get_ref())]);
    assert_eq!(location(&set), format!("{home}/profile?done=saved"));

    let mut stranger = Visitor::new(&PEOPLE);
    let shown = stranger.get(&logo);
    assert_eq!((shown.status, shown.header("content-type")), (200, "image/png"));
    assert_eq!(shown.header("cache-control"), "public, max-age=300");
    assert!(shown.header("content-security-policy").contains("default-src 'none'"));
    let tag = shown.header("etag").to_owned();
    let known = stranger.send("GET", &logo, &[("If-None-Match", &tag)], None);
    assert_eq!((known.status, known.body.as_str()), (304, ""));
    let page = stranger.get(&home).html();
    let address = all(&page, "img.logo")[0].attr("src").unwrap().to_owned();
    assert_eq!(stranger.get(&address).status, 200);

    assert_eq!(founder.post(&format!("{logo}/removal"), &[]).status, 303);
    assert_eq!(stranger.get(&logo).status, 404);
}

#[test]
fn evidence_is_saved_and_never_shown() {
    let mut founder = somebody(&PEOPLE, "evidence@lab.example");
    let home = found(&mut founder, "Evidence Lab");
    let verification = format!("{home}/verification");
    let parts = |content: &'static [u8]| {
        [Part::Field("statement", "We are who we are."), Part::File("files", "执照 \"1\".pdf", content)]
    };
    let bad = founder.post_parts(&verification, OWN, &parts(b"<html>"));
    assert_eq!((bad.status, texts(&bad.html(), "#files-e").len()), (422, 1));
    assert_eq!(texts(&bad.html(), "#statement"), ["We are who we are."]);
    let empty = founder.post_parts(&verification, OWN, &[Part::Field("statement", " \u{202E} ")]);
    assert_eq!(empty.status, 422);
    let sent = founder.post_parts(&verification, OWN, &parts(b"%PDF-1.7 licence"));
    assert_eq!(location(&sent), format!("{verification}?done=asked"));
    let page = founder.get(&verification).html();
    assert!(all(&page, "#statement").is_empty(), "one wish at a time");
    let file = all(&page, "a[href*='/evidence/']")[0].attr("href").unwrap().to_owned();

    let answer = founder.get(&file);
    assert_eq!((answer.status, answer.body.as_str()), (200, "%PDF-1.7 licence"));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.header("content-disposition").starts_with("attachment; filename*=UTF-8''%E6%89%A7"));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-security-policy").contains("sandbox"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(Visitor::new(&PEOPLE).get(&file).status, 303, "strangers sign in first");
    assert_eq!(somebody(&PEOPLE, "curious@lab.example").get(&file).status, 404);

    let frozen = founder.post(&format!("{home}/profile"), &about("Evidence Laboratory"));
    assert_eq!((frozen.status, texts(&frozen.html(), "#name-zh-e").len()), (422, 1));
}

#[test]
fn an_invitation_brings_a_colleague() {
    let mut founder = somebody(&PEOPLE, "chief@lab.example");
    let home = found(&mut founder, "Inviting Lab");
    let invitations = format!("{home}/invitations");
    let bad = founder.post(&invitations, &[("email", "nobody"), ("role", "owner")]);
    assert_eq!((bad.status, texts(&bad.html(), ".error-summary a").len()), (422, 2));
    let sent = founder.post(&invitations, &[("email", "new@lab.example"), ("role", "editor")]);
    assert_eq!(location(&sent), format!("{home}/members?done=invited"));
    let link = PEOPLE.link_to("new@lab.example", "/en/invitations/");

    let mut colleague = Visitor::new(&PEOPLE);
    let page = colleague.get(&link);
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    let weak = colleague.post(&link, &[("name", "Wu Fang"), ("password", "Inviting Lab")]);
    assert_eq!((weak.status, texts(&weak.html(), "#password-e").len()), (422, 1));
    assert_eq!(founder.post(&link, &[]).status, 403, "not for who is signed in with another address");
    let joined = colleague.post(&link, &[("name", "Wu Fang"), ("password", PASSWORD)]);
    assert_eq!(location(&joined), format!("{home}/members?done=joined"));
    let members = colleague.get(&format!("{home}/members")).html();
    assert_eq!(texts(&members, "#all"), ["2 members"]);
    assert!(all(&members, "select").iter().all(|select| select.attr("name") != Some("role")));
    assert_eq!(Visitor::new(&PEOPLE).get(&link).status, 410);

    let leave = format!("{home}/departure");
    let alone = founder.post(&leave, &[]);
    assert_eq!((alone.status, texts(&alone.html(), ".error-summary").len()), (422, 1));
    assert_eq!(location(&colleague.post(&leave, &[])), "/en/account?done=left");
    assert_eq!(colleague.get(&format!("{home}/members")).status, 403);
}

#[test]
fn a_suspended_organization_is_there_for_its_members_alone() {
    let mut founder = somebody(&PEOPLE, "suspended@lab.example");
    let home = found(&mut founder, "Suspended Lab");
    let id = home.rsplit('/').next().unwrap();
    PEOPLE.member("reader@lab.example", id.parse().unwrap(), Role::Reader);
    PEOPLE.execute(&format!("UPDATE organizations SET suspended = 1 WHERE public_id = '{id}'"));
    assert_eq!(Visitor::new(&PEOPLE).get(&home).status, 404);
    assert_eq!(somebody(&PEOPLE, "outside@lab.example").get(&home).status, 404);
    let mut reader = Visitor::signed_in(&PEOPLE, "reader@lab.example", PASSWORD);
    for page in [&home, &format!("{home}/members")] {
        assert_eq!(texts(&reader.get(page).html(), ".notice-warn").len(), 1, "{page}");
    }
    assert_eq!(founder.get(&format!("{home}/profile")).status, 403);
}
