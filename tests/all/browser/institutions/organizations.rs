//! Acting for an organization: founding it, bringing colleagues, and being verified.

use serde_json::{Value, json};

use super::accounts;
use crate::browser::journey::SEND;
use crate::browser::journey::{Journey, Person};

/// The least of a PDF that tells what it is.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";

/// An organization, by its path below the language.
pub(super) struct Organization {
    path: String,
    pub(super) name: &'static str,
}

/// The founder brings the organization onto the site.
pub(super) fn found(j: &mut Journey, founder: &Person) -> Organization {
    j.browser.turn_to(&founder.tab);
    j.open("/account", "account-new", 200);
    j.click("main a.btn-primary[href$='/organizations/new']", "organization-new", 200);
    j.click(SEND, "organization-new-errors", 422);
    j.problems_lead_to(&["name-zh", "kind"]);
    j.fill(&[
        ("name-zh", "恒远轴承有限公司"),
        ("name-en", "Hengyuan Bearings"),
        ("credit-code", "91350100M000100Y43"),
        ("mail-domains", "hengyuan.example"),
        ("website", "hengyuan.example"),
        ("description-zh", "生产风电主轴轴承和关节轴承。"),
        ("description-en", "We make main bearings for wind turbines, and spherical plain bearings."),
    ]);
    j.choose("kind", "enterprise");
    j.choose("region", "320200");
    j.click(SEND, "verification-new", 200);
    let path = j.path();
    let path = path[3..].trim_end_matches("/verification").to_owned();
    j.open("/account", "account-of-member", 200);
    let name = j.say("Hengyuan Bearings", "恒远轴承有限公司");
    assert!(j.text("header .own").contains(name), "the head says for whom one acts");
    Organization { path, name }
}

/// The founder invites a colleague, who has no account yet.
pub(super) fn invite(j: &mut Journey, founder: &Person, organization: &Organization) -> Person {
    j.browser.turn_to(&founder.tab);
    j.open(&format!("{}/members", organization.path), "members", 200);
    j.click(SEND, "members-errors", 422);
    j.problems_lead_to(&["email"]);
    let name = j.say("Lin Yue", "林悦");
    let email = "lin.yue@hengyuan.example";
    j.fill(&[("email", email)]);
    j.click(SEND, "members-invited", 200);
    assert!(j.text("main aside").contains(email), "the open invitation is listed");

    let colleague = j.person(name, email);
    let link = j.follow_letter(email, "/invitations/", "invitation");
    assert!(j.text("h1").contains(organization.name), "{}", j.text("h1"));
    j.fill(&[("name", name), ("password", organization.name)]);
    j.click(SEND, "invitation", 422);
    j.problems_lead_to(&["password"]);
    j.fill(&[("password", colleague.password)]);
    j.click(SEND, "members-joined", 200);
    assert_eq!(j.count("main form[action$='/role']"), 0, "an editor doesn't set roles");
    j.open_address(&link, "link-again", 410);
    colleague
}

/// Somebody with an account of their own asks to join; the founder accepts.
pub(super) fn join(j: &mut Journey, founder: &Person, organization: &Organization) -> Person {
    let asking = j.person(j.say("Sun Hao", "孙浩"), "sun.hao@elsewhere.example");
    accounts::new(j, &asking);
    j.open(&organization.path, "organization-of-others", 200);
    j.click("main form[action$='/membership'] button", "organization-asked", 200);
    j.open(&format!("{}/members", organization.path), "denied", 403);

    j.browser.turn_to(&founder.tab);
    j.follow_letter(founder.email, "/members", "members-asking");
    let asks = "main form[action$='/acceptance']";
    assert!(j.text("main").contains(asking.name));
    j.click(&format!("{asks} button"), "members", 200);
    assert_eq!(j.count(asks), 0);
    j.browser.turn_to(&asking.tab);
    j.open("/account", "account-of-member", 200);
    assert!(j.text("main").contains(organization.name));
    asking
}

/// The founder asks for verification: first with a file of a kind that isn't taken.
pub(super) fn ask_for_verification(j: &mut Journey, founder: &Person, organization: &Organization) {
    j.browser.turn_to(&founder.tab);
    j.open(&format!("{}/verification", organization.path), "verification-new", 200);
    let (text, licence) = (j.file("licence.txt", b"A licence"), j.file("licence.pdf", PDF));
    let statement = j.say("I lead the R&D office.", "我负责公司研发办公室。");
    j.fill(&[("statement", statement)]);
    j.browser.choose_files("main [name=files]", &[&text]);
    j.click(SEND, "verification-errors", 422);
    j.problems_lead_to(&["files"]);
    assert_eq!(j.value("statement"), statement, "what was typed stays");
    j.browser.choose_files("main [name=files]", &[&licence]);
    j.click(SEND, "verification-waiting", 200);
    assert_eq!(j.texts("main a[href*='/evidence/']"), ["licence.pdf"]);
    assert_eq!(j.count("main [name=statement]"), 0, "while one waits, no other can be sent");
}

/// The founder learns by a letter what is missing, and asks again with it.
pub(super) fn ask_again(j: &mut Journey, founder: &Person, reason: &str) {
    j.browser.turn_to(&founder.tab);
    j.follow_letter(founder.email, "/verification", "verification-sent-back");
    assert!(j.text("main").contains(reason), "the page says what is missing");
    let (licence, letter) = (j.file("licence.pdf", PDF), j.file("letter.pdf", PDF));
    j.fill(&[("statement", j.say("Here is the letter too.", "现补充授权书。"))]);
    j.browser.choose_files("main [name=files]", &[&licence, &letter]);
    j.click(SEND, "verification-waiting", 200);
}

/// The mark stands beside the name on the public page, for everybody.
pub(super) fn is_verified(j: &mut Journey, founder: &Person, organization: &Organization) {
    j.browser.turn_to(&founder.tab);
    j.follow_letter(founder.email, "/verification", "verification-verified");
    j.open(&format!("{}/members", organization.path), "members", 200);
    assert!(j.count("main li .verified") >= 2, "addresses in the confirmed domain are shown as such");
    j.open(&format!("{}/profile", organization.path), "profile", 200);
    let logo = j.picture("logo.png");
    j.browser.choose_files("main [name=logo]", &[&logo]);
    j.click("main form[action$='/logo'] button", "profile-with-logo", 200);

    j.device();
    j.open(&organization.path, "organization-verified", 200);
    assert_eq!(j.count("main .page-head .verified"), 1);
    j.until("document.querySelector('main img.logo').naturalWidth > 0", &json!(true));
}

/// Makes a colleague an administrator, so that the founder may go.
pub(super) fn hand_over(j: &mut Journey, founder: &Person, organization: &Organization, to: &Person) {
    j.browser.turn_to(&founder.tab);
    j.open(&format!("{}/members", organization.path), "members", 200);
    let script = format!(
        "(() => {{
            const lines = [...document.querySelectorAll('main li')];
            const form = lines.find(li => li.innerText.includes('{}')).querySelector('form[action$=\"/role\"]');
            form.querySelector('select').value = 'administrator';
            form.id = 'handed-over';
        }})()",
        to.email
    );
    assert_eq!(j.browser.ask(&script), Value::Null);
    j.click("#handed-over button", "members", 200);
    j.until("document.querySelectorAll('main option[value=administrator]:checked').length", &json!(2));
}
