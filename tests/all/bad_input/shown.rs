//! Free text may hold anything, and is shown as text wherever it stands.

use super::{HOSTILE, URLENCODED, body, right, with};
use crate::support::forms::{self, Takes};
use crate::support::people::PASSWORD;
use crate::support::visitor::encoded;
use crate::support::world::World;

/// Where the text of a field is read afterwards: by whom, and at which address.
fn readers(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/organizations/{one}/profile" => {
            vec![("reader", "/organizations/{one}"), ("administrator", "/organizations/{one}/profile")]
        }
        "/organizations/{unverified}/verification" => {
            vec![("administrator", "/organizations/{unverified}/verification")]
        }
        "/staff/verifications/{verification}" => vec![
            ("moderator", "/staff/verifications/{verification}"),
            ("administrator", "/organizations/{waiting}/verification"),
            ("site-administrator", "/staff/audit"),
        ],
        "/staff/posts/{need}" => vec![
            ("moderator", "/staff/posts/{need}"),
            ("administrator", "/posts/{need}/history"),
            ("site-administrator", "/staff/audit"),
        ],
        "/posts/{refused}/appeal" => {
            vec![("moderator", "/staff/posts/{refused}"), ("administrator", "/posts/{refused}/history")]
        }
        path if path.starts_with("/staff/people") => {
            vec![("site-administrator", "/staff/people/{member}"), ("site-administrator", "/staff/audit")]
        }
        path if path.starts_with("/staff/organizations") => {
            vec![("site-administrator", "/staff/organizations/{one}"), ("site-administrator", "/staff/audit")]
        }
        _ => Vec::new(),
    }
}

#[test]
fn text_is_kept_and_shown_as_text() {
    let world = World::new();
    let hostile = HOSTILE.join(" ");
    let value = encoded(&[("", &hostile)])[1..].to_owned();
    for form in forms::FORMS {
        for (field, _, takes) in form.fields {
            if !matches!(takes, Takes::Text | Takes::OptionalText) {
                continue;
            }
            if form.path.ends_with("/restoration") {
                let table = if form.path.contains("people") {
                    "users SET suspended_at = '2026-01-01 00:00:00'"
                } else {
                    "organizations SET suspended = TRUE"
                };
                let which = world.fill(None, if form.path.contains("people") { "{member}" } else { "{one}" });
                world.site.execute(&format!("UPDATE {table} WHERE public_id = '{which}'"));
            }
            let fields = with(&right(&world, form), field, &value);
            let mut visitor = world.visitor(form.who.name());
            let own = [("Sec-Fetch-Site", "same-origin")];
            let path = world.action(form);
            let answer = visitor.post_raw(&path, &own, URLENCODED, body(&fields).as_bytes());
            assert!([200, 303].contains(&answer.status), "{path} {field}: {}", answer.status);
            for (who, page) in readers(form.path) {
                // Each language's page shows its own words, where there are any.
                let language = if field.ends_with("-zh") { "zh" } else { "en" };
                let page = format!("/{language}{}", world.fill(None, page));
                let shown = world.visitor(Some(who)).get(&page);
                assert_eq!(shown.status, 200, "{page}");
                for markup in ["<script>alert(1)", "<img src=x"] {
                    assert!(!shown.body.contains(markup), "{page}: {markup} of {path} {field}");
                }
                let text: String = shown.html().root_element().text().collect();
                let said = text.contains("{{7*7}} ${7*7} '; DROP TABLE users; --");
                assert!(said || page.ends_with("/profile"), "{page} doesn't say the {field} of {path}");
            }
            let letters = world.site.select(
                "SELECT body_html AS value FROM letters UNION ALL SELECT subject || recipient FROM letters",
            );
            for letter in letters {
                assert!(
                    !letter.contains("<script>alert(1)") && !letter.contains("<img src=x"),
                    "{path}: {letter}"
                );
            }
            world.put_back();
        }
    }
    let kept = world.site.select("SELECT name AS value FROM users LIMIT 1");
    assert_eq!(kept.len(), 1, "the table is still there");
}

#[test]
fn nobody_gets_in_by_a_fragment_of_sql() {
    let world = World::new();
    for email in ["' OR 1=1; --@a.example", "administrator@one.example' --", "%", "_@one.example"] {
        for password in ["' OR '1'='1", PASSWORD] {
            let mut visitor = world.visitor(None);
            assert_eq!(visitor.sign_in(email, password).status, 422, "{email}");
            assert!(!visitor.is_signed_in());
        }
    }
}
