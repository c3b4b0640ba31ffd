//! Writing in a real browser: a draft that saves itself, two who write at once, a session that ends in between.

use serde_json::json;

use crate::support::browser::Browser;
use crate::support::sample;
use crate::support::served::Served;
use crate::support::visitor::Visitor;
use sunmao::domain::account::Role;
use sunmao::domain::{Description, Kind};

const WRITER: &str = "writer@one.example";

/// A site with somebody who writes, and a capability that fits what they write.
fn site() -> Served {
    let organizations = [("O-000001", "one"), ("O-000002", "two")].map(|(id, name)| {
        let mut organization = sample::organization(name);
        organization.id = id.parse().ok();
        organization
    });
    let mut capability =
        sample::posting(Kind::Capability, "c", "two", "Thermal barrier coating by plasma spraying");
    capability.posting.description = Description::parse("Ceramic coatings on turbine blades.").ok();
    let site = Served::with(organizations.to_vec(), vec![capability]);
    site.member(WRITER, "O-000001".parse().unwrap(), Role::Editor);
    site
}

fn sign_in(site: &Served, browser: &mut Browser) -> String {
    let session = site.session(WRITER);
    let origin = format!("http://{}", site.host());
    browser.command("Network.setCookie", json!({ "name": "session", "value": session, "url": origin }));
    origin
}

fn draft(site: &Served) -> String {
    let mut writer = Visitor::with_session(site, &site.session(WRITER));
    let begun = writer.post("/en/posts/drafts", &[("kind", "need"), ("organization", "O-000001")]);
    begun.header("location").to_owned()
}

/// Waits until something holds on the page.
#[track_caller]
fn wait(browser: &mut Browser, condition: &str) {
    let script = format!(
        "new Promise((done) => {{
            const end = Date.now() + 20000;
            const look = () => {{
                if ({condition}) done(true);
                else if (Date.now() > end) done(false);
                else setTimeout(look, 50);
            }};
            look();
        }})"
    );
    assert_eq!(browser.ask(&script), json!(true), "{condition}: {}", browser.ask("document.body.innerText"));
}

#[test]
fn a_draft_saves_itself_and_a_session_that_ends_loses_nothing() {
    let (site, mut browser) = (site(), Browser::start());
    let origin = sign_in(&site, &mut browser);
    let draft = draft(&site);
    browser.open(&format!("{origin}{draft}"));
    assert_eq!(browser.ask("document.querySelectorAll('.mini-match').length"), json!(0));
    browser.write("#title", "Thermal barrier coating for turbine blades");
    wait(&mut browser, "document.querySelectorAll('.mini-match').length === 1");
    wait(&mut browser, "document.querySelector('[name=revision]').value === '2'");
    let kept = |field: &str| {
        let fields = site.select("SELECT fields AS value FROM drafts").remove(0);
        fields.contains(field)
    };
    assert!(kept("Thermal barrier coating for turbine blades"), "saved without a button");

    // Enter doesn't send the form.
    browser.write_and_enter("#summary", "It survives 1,250 °C.");
    wait(&mut browser, "document.querySelector('[name=revision]').value === '3'");
    assert!(browser.ask("location.pathname").as_str().unwrap().ends_with(draft.as_str()));
    assert!(kept("It survives 1,250"));

    // Somebody else saves meanwhile: this tab must not write over it.
    let mut other = Visitor::with_session(&site, &site.session(WRITER));
    other.post(&draft, &[("title", "Another title"), ("revision", "3"), ("do", "save")]);
    browser.write("#keywords", "coating");
    wait(&mut browser, "document.getElementById('saving').textContent.includes('Somebody else')");
    assert!(kept("Another title") && !kept("coating"));
    browser.follow("the difference", |page| page.click("form.stack .btn-primary ~ .btn"));
    let difference = browser.ask("document.querySelector('main').innerText");
    assert!(difference.as_str().unwrap().contains("Another title"), "{difference}");

    browser.open(&format!("{origin}{draft}"));
    browser.write("#title", "Written before the session ended");
    wait(&mut browser, "document.querySelector('[name=revision]').value === '5'");
    site.execute("DELETE FROM sessions");
    browser.write("#description", "Typed after the session ended.");
    wait(&mut browser, "document.getElementById('saving').textContent.includes('signed out')");
    browser.follow("signed out", |page| page.click("form.stack .btn-primary ~ .btn"));
    let source = browser.ask("document.documentElement.outerHTML");
    assert!(source.as_str().unwrap().contains("Typed after the session ended."), "the text comes along");
}

#[test]
fn what_is_submitted_while_it_is_being_saved_is_submitted_once_that_is_done() {
    let (site, mut browser) = (site(), Browser::start());
    let origin = sign_in(&site, &mut browser);
    let draft = draft(&site);
    browser.open(&format!("{origin}{draft}"));
    // The answer comes late: the draft has a new revision, which the form doesn't know yet.
    browser.ask(
        "const send = window.fetch;
         window.fetch = async (...request) => {
            const answer = await send(...request);
            window.answered = true;
            await new Promise((done) => setTimeout(done, 1500));
            return answer;
         }",
    );
    browser.write("#title", "Thermal barrier coating for turbine blades");
    wait(&mut browser, "window.answered");
    browser.write("#summary", "It survives 1,250 °C.");
    browser.follow("submitted", |page| page.click("main form .btn-primary"));
    assert_eq!(browser.ask("location.search"), json!("?done=submitted"));
    let summaries = site.select("SELECT summary AS value FROM postings WHERE state = 'in-review'");
    assert_eq!(summaries, ["It survives 1,250 °C."]);
}

#[test]
fn what_came_back_with_mistakes_is_saved_without_another_letter_typed() {
    let (site, mut browser) = (site(), Browser::start());
    let origin = sign_in(&site, &mut browser);
    let draft = draft(&site);
    browser.open(&format!("{origin}{draft}"));
    // Sent within the pause before a draft saves itself, and refused: a need has a title.
    browser.write("#description", "It spalls after 400 cycles.");
    browser.follow("refused", |page| page.click("main form .btn-primary"));
    assert_eq!(browser.ask("document.querySelectorAll('.error-summary').length"), json!(1));
    wait(&mut browser, "document.querySelector('[name=revision]').value === '2'");
    browser.open(&format!("{origin}{draft}"));
    let kept = browser.ask("document.getElementById('description').value");
    assert_eq!(kept, json!("It spalls after 400 cycles."));
}

#[test]
fn a_draft_that_is_refused_is_not_sent_again_as_it_is() {
    let (site, mut browser) = (site(), Browser::start());
    let origin = sign_in(&site, &mut browser);
    browser.open(&format!("{origin}{}", draft(&site)));
    browser.ask(
        "window.sent = 0;
         const send = window.fetch;
         window.fetch = (...request) => { window.sent += 1; return send(...request); };
         const text = document.getElementById('description');
         text.value = 'x'.repeat(700000);
         text.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    wait(&mut browser, "window.sent > 0");
    // Three times the pause after which it would be sent again.
    browser.ask("new Promise((done) => setTimeout(done, 3600))");
    assert_eq!(browser.ask("window.sent"), json!(1));
}
