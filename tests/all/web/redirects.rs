//! Nobody is sent to another site, and no letter leads to one.

use super::PEOPLE;
use crate::support::people::{PASSWORD, code};
use crate::support::visitor::{Visitor, encoded};

const HOSTILE: [&str; 19] = [
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/en/\\evil.example",
    "/en//evil.example",
    "/en/..//evil.example",
    "/en/%2e%2e/../x",
    "/\t/evil.example",
    "/en\r\nLocation: https://evil.example",
    "/en/\0",
    "javascript:alert(1)",
    "data:text/html,x",
    "/en@evil.example",
    "evil.example/en/",
    " /en/",
];

#[test]
fn signing_in_leads_to_pages_of_this_site_only() {
    PEOPLE.person("redirect@a.example");
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session("redirect@a.example"));
    for next in HOSTILE {
        let mut visitor = Visitor::new(&PEOPLE);
        let form = [("email", "redirect@a.example"), ("password", PASSWORD), ("next", next)];
        let answer = visitor.post("/en/sign-in", &form);
        assert_eq!((answer.status, answer.header("location")), (303, "/en/account"), "{next}");
        let page = format!("/en/sign-in?{}", encoded(&[("next", next)]));
        assert_eq!(zhou.get(&page).header("location"), "/en/account", "{next}");
        let back = format!("/preferences?{}", encoded(&[("theme", "dark"), ("back", next)]));
        assert_eq!(zhou.get(&back).header("location"), "/", "{next}");
    }
    let mut visitor = Visitor::new(&PEOPLE);
    let next = "/zh/browse?q=%E6%B6%82&kind=need";
    let form = [("email", "redirect@a.example"), ("password", PASSWORD), ("next", next)];
    assert_eq!(visitor.post("/en/sign-in", &form).header("location"), next);
    let asked = visitor.twin().get("/en/account/sessions");
    assert_eq!(asked.status, 200);
    let first = Visitor::new(&PEOPLE).get("/zh/account/sessions?x=1");
    let to = "/zh/sign-in?next=%2Fzh%2Faccount%2Fsessions%3Fx%3D1";
    assert_eq!((first.status, first.header("location")), (303, to));
}

#[test]
fn the_second_step_keeps_to_this_site_too() {
    let email = "two.steps@a.example";
    PEOPLE.person(email);
    let (_, codes) = PEOPLE.with_second_factor(email);
    let mut visitor = Visitor::new(&PEOPLE);
    let form = [("email", email), ("password", PASSWORD), ("next", "//evil.example")];
    let answer = visitor.post("/en/sign-in", &form);
    let step = answer.header("location");
    assert!(step.starts_with("/en/sign-in/second-factor?next="), "{step}");
    assert_eq!(visitor.get(step).status, 200);
    let answer = visitor.post("/en/sign-in/second-factor", &[("code", &code(1)), ("next", "//evil.example")]);
    assert_eq!(answer.header("location"), "/en/account");
    let mut visitor = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let form = [("code", codes[0].as_str()), ("next", "https://evil.example")];
    let answer = visitor.post("/en/sign-in/second-factor", &form);
    assert_eq!(answer.header("location"), "/en/account/second-factor?recovered=1");
}

#[test]
fn letters_lead_to_the_configured_address_whatever_host_is_asked() {
    let email = "hosts@a.example";
    PEOPLE.person(email);
    let body = encoded(&[("email", email)]);
    let hosts = "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n\
                 Forwarded: host=evil.example\r\nX-Original-Host: evil.example\r\n";
    let answer = PEOPLE.exchange(&format!(
        "POST /en/reset HTTP/1.1\r\n{hosts}Sec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ));
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let letters = PEOPLE.letters(email);
    let link = format!("http://{}/en/reset/", PEOPLE.host());
    assert!(letters.len() == 1 && letters[0].contains(&link), "{letters:?}");
    assert!(!letters[0].contains("evil.example"), "{letters:?}");
    for path in ["/en/", "/en/about", "/en/account", "/", "/en/nothing", "/sitemap.xml", "/robots.txt"] {
        let answer = PEOPLE.exchange(&format!("GET {path} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"));
        assert!(!answer.contains("evil.example"), "{path}: {answer}");
    }
}
