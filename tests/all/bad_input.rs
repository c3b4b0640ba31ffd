//! What nobody would fill in on purpose: every form answers with a page that says what to do, stores nothing,
//! keeps what was typed, and never fails. The forms are those of [`forms::FORMS`].

mod addresses;
mod files;
mod shown;

use scraper::Html;

use crate::support::forms::{self, Form, Takes};
use crate::support::people::PASSWORD;
use crate::support::served::{Answer, all};
use crate::support::visitor::{Part, encoded, multipart};
use crate::support::world::World;

const URLENCODED: &str = "application/x-www-form-urlencoded";

/// Text that something may take for more than text.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "${7*7}",
    "'; DROP TABLE users; --",
    "' OR '1'='1",
];

/// Characters that nobody sees, or that turn the text around, percent-encoded.
const INVISIBLE: [&str; 7] = ["a%00b", "a%1bb", "%07", "a%E2%80%AEb", "a%E2%81%A6b", "a%C2%85b", "%E2%80%8B"];

/// The right fields of a form, percent-encoded.
type Fields = Vec<(&'static str, String)>;

fn right(world: &World, form: &Form) -> Fields {
    let value = |value: &str| encoded(&[("", &world.fill(form.who.name(), value))])[1..].to_owned();
    form.fields.iter().map(|(name, right, _)| (*name, value(right))).collect()
}

fn with(fields: &Fields, field: &str, value: &str) -> Fields {
    fields
        .iter()
        .map(|(name, right)| (*name, if *name == field { value.to_owned() } else { right.clone() }))
        .collect()
}

fn body(fields: &Fields) -> String {
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// Sends a body as who fills in the form, and asserts that it is refused as it should be.
fn refused(world: &World, form: &Form, what: &str, kind: &str, body: &[u8]) -> Answer {
    let (path, mut visitor) = (world.action(form), world.visitor(form.who.name()));
    world.changed();
    let own = [("Sec-Fetch-Site", "same-origin")];
    let answer = visitor.post_raw(&path, &own, kind, body);
    assert_page(&answer, &format!("{path}: {what}"), form.path == "/setup/{token}");
    assert!(!world.changed(), "{path}: {what}: something was stored");
    answer
}

/// A 4xx page in the site's style, without a word of what is inside.
fn assert_page(answer: &Answer, what: &str, is_over: bool) {
    let status = answer.status;
    // Neither of these says what to do about the input.
    let odd = [401, 403, 404, 405].contains(&status) || (status == 410 && !is_over);
    assert!(
        (400..500).contains(&status) && !odd,
        "{what}: {status} {}",
        &answer.body[..answer.body.len().min(2_000)]
    );
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{what}");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{what}");
    // Not parsed: that takes longer than the answer.
    let main = answer.body.split_once("<main").map_or("", |(_, main)| main);
    assert_eq!(main.matches("<h1").count(), 1, "{what}");
    assert!(main.matches("<p").count() + main.matches("<li").count() > 0, "{what}");
    assert!(answer.body.contains("<html lang=\"en\""), "{what}");
    assert!(answer.body.matches("<a ").count() > 3, "{what}");
    for inside in
        ["alert(1)</script>", "onerror=alert(1)>", PASSWORD, "a new password 42", "panicked", "diesel"]
    {
        assert!(!answer.body.contains(inside), "{what}: {inside}");
    }
}

/// What the control of a field holds.
fn held(page: &Html, field: &str) -> Vec<String> {
    let inputs = all(page, &format!("input[name='{field}']:not([type=checkbox])"));
    let areas = all(page, &format!("textarea[name='{field}']"));
    let options = all(
        page,
        &format!(
            "select[name='{field}'] option[selected], input[name='{field}'][checked], button[name='{field}']"
        ),
    );
    let values = inputs.iter().chain(&options).filter_map(|it| it.attr("value").map(str::to_owned));
    // A text area's first line break belongs to its tag.
    let texts = areas.iter().map(|it| it.text().collect::<String>().trim_start_matches('\n').to_owned());
    values.chain(texts).collect()
}

/// That a form which is shown again holds what was typed.
fn assert_kept(answer: &Answer, form: &Form, fields: &Fields, but: &str) {
    if answer.status != 422 {
        return;
    }
    let page = answer.html();
    for ((name, value), (_, _, takes)) in fields.iter().zip(form.fields) {
        let is_secret = matches!(takes, Takes::Secret | Takes::NewSecret);
        let held = held(&page, name);
        if is_secret {
            assert!(held.iter().all(String::is_empty), "{} {name}: a secret comes back", form.path);
        } else if *name != but && !matches!(takes, Takes::Carried | Takes::Pressed) {
            let typed = decoded(value);
            assert!(held.contains(&typed), "{} {name}: {typed:?} is lost: {held:?}", form.path);
        }
    }
}

fn decoded(value: &str) -> String {
    form_urlencoded::parse(format!("x={value}").as_bytes()).next().unwrap().1.into_owned()
}

#[test]
fn each_field_is_read_as_what_it_is() {
    let world = World::new();
    for form in forms::FORMS {
        let right = right(&world, form);
        for (number, (field, _, takes)) in form.fields.iter().enumerate() {
            let mut is_kept = false;
            // The long forms are slow to show, and read one field as another: each gets other bad values.
            let step = if form.many.is_empty() { 1 } else { 3 };
            for (bad, is_typed) in bad_values(*takes).into_iter().skip(number % step).step_by(step) {
                let fields = with(&right, field, &bad);
                let shown: String = bad.chars().take(40).collect();
                let what = format!("{field}={shown}");
                let answer = refused(&world, form, &what, URLENCODED, body(&fields).as_bytes());
                if answer.status == 422 && !is_kept {
                    assert_kept(&answer, form, &fields, if is_typed { "" } else { field });
                    is_kept = true;
                }
            }
            let twice = format!("{}&{field}=x", body(&right));
            let answer = refused(&world, form, &format!("{field} twice"), URLENCODED, twice.as_bytes());
            assert_eq!(answer.status, 400, "{} {field} twice", form.path);
        }
        for field in form.many {
            let codes = (0..500).map(|n| format!("{n}&{field}=")).collect::<String>();
            for bad in ["x", "%00", "%FF", "%3Cscript%3Ealert(1)%3C/script%3E", &"9".repeat(10_000), &codes] {
                let body = format!("{}&{field}={bad}", body(&right));
                let answer = refused(&world, form, &format!("{field} of many"), URLENCODED, body.as_bytes());
                assert_kept(&answer, form, &right, "");
            }
        }
    }
}

/// Values that a field doesn't take, percent-encoded, and whether the form shows them again.
fn bad_values(takes: Takes) -> Vec<(String, bool)> {
    let mut bad: Vec<(String, bool)> =
        ["%FF", "%E6%B6", "%C0%AF", "%zz"].map(|it| (it.to_owned(), false)).into();
    if takes == Takes::Carried {
        return bad;
    }
    let is_free =
        matches!(takes, Takes::Text | Takes::OptionalText | Takes::ShortText | Takes::OptionalShortText);
    let is_text = is_free || matches!(takes, Takes::Plain | Takes::OptionalPlain);
    let is_optional = matches!(
        takes,
        Takes::OptionalPlain | Takes::OptionalText | Takes::OptionalShortText | Takes::OptionalChoice
    );
    if !is_optional {
        bad.extend([(String::new(), is_text), ("+%09%0A".to_owned(), false)]);
    }
    if takes != Takes::NewSecret {
        bad.extend(INVISIBLE.map(|it| (it.to_owned(), false)));
    }
    if !is_free && takes != Takes::NewSecret {
        let encoded = |text: &str| encoded(&[("", text)])[1..].to_owned();
        bad.extend(HOSTILE.map(|it| (encoded(it), is_text)));
        if matches!(takes, Takes::Choice | Takes::Pressed | Takes::OptionalChoice) {
            bad.extend(["-1", "NaN", "0x10", "null", "[]"].map(|it| (encoded(it), false)));
        }
    }
    // Descriptions may be longer than any other text.
    let long = if takes == Takes::OptionalText { 30_000 } else { 10_000 };
    bad.extend(["a".repeat(long), "%E6%B6%82".repeat(long), "a".repeat(60_000)].map(|it| (it, is_text)));
    bad
}

#[test]
fn a_body_that_is_no_form_of_the_page_is_refused() {
    let world = World::new();
    for form in forms::FORMS {
        let fields = body(&right(&world, form));
        let refused = |what: &str, kind: &str, body: &[u8]| refused(&world, form, what, kind, body).status;
        let unknown = |more: &str| refused(more, URLENCODED, format!("{fields}&{more}").as_bytes());
        assert_eq!(unknown("is_admin=1"), 400, "{}", form.path);
        assert_eq!(unknown("%FF=1"), 400, "{}", form.path);
        assert_eq!(unknown("__proto__[x]=1"), 400, "{}", form.path);
        assert_eq!(unknown(&"x=1&".repeat(250)), 400, "{}", form.path);
        assert_eq!(unknown(&(0..250).map(|n| format!("x{n}=1&")).collect::<String>()), 400, "{}", form.path);
        for kind in ["text/plain", "application/json", "application/xml", "nonsense", "multipart/form-data"] {
            assert_eq!(refused(kind, kind, fields.as_bytes()), 400, "{} {kind}", form.path);
        }
        assert_eq!(refused("JSON", "application/json", b"{\"email\":\"a@b.example\"}"), 400, "{}", form.path);
        let (kind, whole) = multipart(&[Part::Field("x", "y"), Part::File("z", "f", &[0; 100])]);
        for length in [1, 30, 60, whole.len() - 60, whole.len() - 4] {
            assert_eq!(refused("cut off", &kind, &whole[..length]), 400, "{} {length}", form.path);
        }
        assert_eq!(refused("a file", &kind, &whole), 400, "{}", form.path);
        if form.files.is_none() {
            assert_eq!(refused("large", URLENCODED, &[b'a'; 600_000]), 413, "{}", form.path);
        }
        assert!(!world.changed(), "{}", form.path);
    }
}

#[test]
fn a_length_that_is_too_much_or_none_is_refused_before_anything_comes() {
    let world = World::new();
    for (path, much) in [("/sign-in", 600_000), ("/organizations/{id}/logo", 17 << 20)] {
        let form = forms::at(path).unwrap();
        let visitor = world.visitor(form.who.name());
        let status = |length: &str| {
            let answer = world.site.exchange(&format!(
                "POST {} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nCookie: {}\r\n\
                 Content-Type: {URLENCODED}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
                world.action(form),
                visitor.header()
            ));
            answer.split(' ').nth(1).unwrap_or_default().to_owned()
        };
        assert_eq!(status(&much.to_string()), "413", "{path}");
        for length in ["-1", "x", "+5", "99999999999999999999999"] {
            assert_eq!(status(length), "400", "{path}: {length}");
        }
    }
    assert!(!world.changed());
}
