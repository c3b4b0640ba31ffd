//! Reviewing: from the queue to the decision.

use serde_json::{Value, json};

use super::scene::{self, Moderator};
use crate::browser::journey::{Journey, SEND};

/// Signs a moderator in, with the second factor.
pub(super) fn sign_in(j: &mut Journey, who: &mut Moderator) {
    scene::sign_in(j, &who.person, "second-step");
    let code = who.app.code();
    j.fill(&[("code", &code)]);
    j.click(SEND, "account-of-staff", 200);
}

/// Opens what is called so, from the queue.
fn open(j: &mut Journey, who: &Moderator, title: &str) {
    j.browser.turn_to(&who.person.tab);
    j.open("/staff/queue", "queue", 200);
    let script = format!(
        "[...document.querySelectorAll('main tbody a')].find(a => a.innerText.includes({})).id = 'wanted', null",
        json!(title)
    );
    assert_eq!(j.browser.ask(&script), Value::Null);
    j.click("#wanted", "review", 200);
    assert!(j.text("h1").contains(title));
}

/// A moderator claims what is called so, at first forgets to decide, and then decides.
pub(super) fn decide(j: &mut Journey, who: &Moderator, title: &str, decision: &str, words: &str) {
    open(j, who, title);
    j.click("main form[action$='/claim'] button", "review-claimed", 200);
    j.click(SEND, "review-errors", 422);
    j.problems_lead_to(&["decision", "reason"]);
    j.browser.click(&format!("main [name=decision][value='{decision}']"));
    if !words.is_empty() {
        j.fill(&[("reason", words)]);
    }
    j.click(SEND, "queue-decided", 200);
    assert!(!j.texts("main tbody a").iter().any(|other| other == title), "it waits no more");
}

/// A moderator reads what changes, and publishes it.
pub(super) fn publish_change(j: &mut Journey, who: &Moderator, title: &str) {
    open(j, who, title);
    assert!(j.count("[aria-labelledby=difference] ins") > 0, "what is new is marked");
    j.browser.click("main [name=decision][value=publish]");
    j.click(SEND, "queue-decided", 200);
}

/// Who refused something doesn't decide on the appeal.
pub(super) fn cannot_decide(j: &mut Journey, who: &Moderator, title: &str) {
    open(j, who, title);
    assert_eq!(j.count("main [name=decision]"), 0);
}
