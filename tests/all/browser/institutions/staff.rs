//! What moderators and administrators do: verifying organizations, and looking after people.

use super::organizations::Organization;
use crate::browser::journey::SEND;
use crate::browser::journey::{Journey, Person};

/// A moderator looks at what waits, first decides nothing, then what is given here.
pub(super) fn decide(j: &mut Journey, moderator: &Person, decision: &str, reason: &str) {
    j.browser.turn_to(&moderator.tab);
    j.open("/account", "account-of-staff", 200);
    j.click("header a[href$='/staff']", "staff", 200);
    j.click("main nav a[href$='/staff/verifications']", "staff-verifications", 200);
    j.click("main tbody a", "staff-case", 200);
    assert!(j.count("main a[href*='/evidence/']") > 0, "the evidence can be had");
    j.click(SEND, "staff-case-errors", 422);
    j.problems_lead_to(&["decision", "reason"]);
    j.browser.click(&format!("main [name=decision][value='{decision}']"));
    j.fill(&[("reason", reason)]);
    j.click(SEND, "staff-verifications", 200);
    assert_eq!(j.count("main tbody a"), 0, "nothing waits any more");
}

/// An administrator finds a person, and suspends and restores the account with a reason.
pub(super) fn suspend(j: &mut Journey, administrator: &Person, whom: &Person) {
    j.browser.turn_to(&administrator.tab);
    j.open("/staff", "staff", 200);
    j.click("main nav a[href$='/staff/people']", "staff-people", 200);
    j.browser.follow("people found", |page| page.write_and_enter("main input[type=search]", whom.email));
    j.click("main a[href*='/staff/people/']", "staff-person", 200);
    assert!(j.text("main").contains(whom.email));
    let act = "main form[action$='/suspension']";
    j.browser.click("main details.drop:has(form[action$='/suspension']) summary");
    j.click(&format!("{act} button"), "staff-person-errors", 422);
    j.problems_lead_to(&["reason"]);
    j.browser.write(&format!("{act} textarea"), j.say("Asked under a wrong name.", "冒用他人名义。"));
    j.click(&format!("{act} button"), "staff-person-suspended", 200);

    j.browser.turn_to(&whom.tab);
    j.open("/account", "signed-out", 200);
    j.fill(&[("email", whom.email), ("password", whom.password)]);
    j.click(SEND, "sign-in-errors", 422);

    j.browser.turn_to(&administrator.tab);
    let act = "main form[action$='/restoration']";
    j.browser.click("main details.drop:has(form[action$='/restoration']) summary");
    j.browser.write(&format!("{act} textarea"), j.say("It was a mistake.", "系误判。"));
    j.click(&format!("{act} button"), "staff-person", 200);
    j.browser.turn_to(&whom.tab);
    j.fill(&[("password", whom.password)]);
    j.click(SEND, "account-of-member", 200);
}

/// An administrator looks at an organization, and at all that was done.
pub(super) fn look_around(j: &mut Journey, administrator: &Person, organization: &Organization) {
    j.browser.turn_to(&administrator.tab);
    j.open("/staff/organizations", "staff-organizations", 200);
    j.click("main a[href*='/staff/organizations/']", "staff-organization", 200);
    assert!(j.text("h1").contains(organization.name));
    j.open("/staff", "staff", 200);
    j.click("main a[href$='/staff/mail']", "staff-mail", 200);
    j.click("main a[href$='/staff/mail/refused']", "staff-mail-refused", 200);
    j.open("/staff/mail", "staff-mail", 200);
    j.click("main a[href$='/staff/mail/folder']", "staff-mail-folder", 200);
    j.click("main li a[href*='/staff/mail/folder/']", "staff-mail-letter", 200);
    assert_eq!(j.count("main iframe[sandbox]"), 1, "the letter as it would look");
    j.open("/staff/audit", "staff-audit", 200);
    let folder = j.folder("audit");
    let file = j.browser.download(&folder, |page| page.click("main form[action$='/audit/export'] button"));
    assert!(std::fs::read_to_string(file).unwrap().contains("verification"), "the export holds the decision");
}
