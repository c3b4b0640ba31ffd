//! Having an account: from the first start to the deletion.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::browser::authenticator::Authenticator;
use crate::browser::journey::{Journey, Person, SEND};

/// The button in the head of the page.
const SIGN_OUT: &str = "header form[action$='/sign-out'] button";

/// Somebody with a second factor.
pub(super) struct Guarded {
    pub(super) person: Person,
    app: Authenticator,
    recovery: Vec<String>,
}

/// The link of the first start makes an administrator, who sets up a second factor.
pub(super) fn first_start(j: &mut Journey) -> Guarded {
    let person = j.person(j.say("Ma Lan", "马兰"), "ma.lan@site.example");
    let link = j.setup();
    j.open(&link, "setup", 200);
    j.fill(&[("name", person.name), ("email", person.email), ("password", "password")]);
    j.click(SEND, "setup", 422);
    j.problems_lead_to(&["password"]);
    j.fill(&[("password", person.password)]);
    j.click(SEND, "second-factor-new", 200);

    let secret = j.text("main .code");
    let mut app = Authenticator::new(&secret);
    j.fill(&[("code", "000000"), ("present", person.password)]);
    j.click(SEND, "second-factor-errors", 422);
    j.problems_lead_to(&["code"]);
    assert_eq!(j.text("main .code"), secret, "a mistyped code must not change what the app was shown");
    let code = app.code();
    j.fill(&[("code", &code), ("present", person.password)]);
    j.click(SEND, "recovery-codes", 200);
    let recovery = j.texts("main .codes li");
    assert_eq!(recovery.iter().collect::<BTreeSet<_>>().len(), 10, "{recovery:?}");

    j.click("main a.btn-primary", "account-of-staff", 200);
    assert_eq!(j.count("header a[href$='/staff']"), 1, "the head leads staff to their pages");
    j.open(&link, "link-again", 410);
    Guarded { person, app, recovery }
}

/// Signs in with the second factor; once with the app, once with a recovery code.
pub(super) fn second_factor(j: &mut Journey, who: &mut Guarded) {
    j.browser.turn_to(&who.person.tab);
    j.click(SIGN_OUT, "signed-out", 200);
    j.fill(&[("email", who.person.email), ("password", who.person.password)]);
    j.click(SEND, "second-step", 200);
    j.open("/account", "signed-out", 200);
    assert!(j.path().ends_with("/sign-in"), "half a session opens nothing: {}", j.path());

    sign_in(j, &who.person, "second-step");
    j.fill(&[("code", "000000")]);
    j.click(SEND, "second-step", 422);
    j.problems_lead_to(&["code"]);
    let code = who.app.code();
    j.fill(&[("code", &code)]);
    j.click(SEND, "account-of-staff", 200);

    j.click(SIGN_OUT, "signed-out", 200);
    sign_in(j, &who.person, "second-step");
    j.fill(&[("code", &who.recovery[0])]);
    j.click(SEND, "second-factor-recovered", 200);
    assert!(j.text("main .notice").contains('9'), "{}", j.text("main .notice"));
    j.click(SIGN_OUT, "signed-out", 200);
    sign_in(j, &who.person, "second-step");
    j.fill(&[("code", &who.recovery[0])]);
    j.click(SEND, "second-step", 422);
    j.fill(&[("code", &who.recovery[1])]);
    j.click(SEND, "second-factor-recovered", 200);
}

/// Fills in the form of signing in; with the right password, the browser ends at `after`.
pub(super) fn sign_in(j: &mut Journey, person: &Person, after: &str) {
    j.open("/sign-in", "sign-in", 200);
    j.fill(&[("email", person.email), ("password", person.password)]);
    j.click(SEND, after, 200);
}

/// Signs up: first with mistakes, then by the letter.
pub(super) fn sign_up(j: &mut Journey) -> Person {
    let person = j.person(j.say("Zhou Min", "周敏"), "zhou.min@hengyuan.example");
    j.open("/", "home-empty", 200);
    j.click("header .tools a[href*='/sign-in']", "sign-in", 200);
    j.click("main a[href$='/sign-up']", "sign-up", 200);
    j.fill(&[("name", person.name), ("email", "zhou.min"), ("password", "short")]);
    j.click(SEND, "sign-up-errors", 422);
    j.problems_lead_to(&["email", "password"]);
    let kept = (j.value("name"), j.value("email"), j.value("password"));
    assert_eq!(kept, (person.name.to_owned(), "zhou.min".to_owned(), String::new()));

    j.fill(&[("email", person.email), ("password", person.password)]);
    j.click(SEND, "sign-up-sent", 200);
    assert!(j.text("main").contains(person.email), "a mistyped address is seen here");
    let link = j.follow_letter(person.email, "/sign-up/", "confirm");
    j.fill(&[("password", "another password")]);
    j.click(SEND, "confirm", 422);
    j.problems_lead_to(&["password"]);
    j.fill(&[("password", person.password)]);
    j.click(SEND, "account-new", 200);
    assert!(j.text("main").contains(person.email));
    j.open_address(&link, "link-again", 410);
    person
}

/// Signs up without a detour.
pub(super) fn new(j: &mut Journey, person: &Person) {
    j.open("/sign-up", "sign-up", 200);
    j.fill(&[("name", person.name), ("email", person.email), ("password", person.password)]);
    j.click(SEND, "sign-up-sent", 200);
    j.follow_letter(person.email, "/sign-up/", "confirm");
    j.fill(&[("password", person.password)]);
    j.click(SEND, "account-new", 200);
}

/// Signs out everywhere, which ends the session of another device too.
pub(super) fn sessions(j: &mut Journey, person: &Person) {
    let other = j.device();
    sign_in(j, person, "account-of-member");
    j.browser.turn_to(&person.tab);
    j.open("/account", "account-of-member", 200);
    j.click("main a[href$='/account/sessions']", "sessions", 200);
    assert_eq!(j.count("main li .agent"), 2, "both devices are listed");
    j.click("main .btn-bad", "signed-out", 200);
    j.browser.turn_to(&other);
    j.open("/account", "signed-out", 200);
    assert!(j.path().ends_with("/sign-in"), "{}", j.path());

    // And on to the page that was asked for.
    j.fill(&[("email", person.email), ("password", person.password)]);
    j.click(SEND, "account-of-member", 200);
    assert!(j.path().ends_with("/account"), "{}", j.path());
    j.browser.turn_to(&person.tab);
}

/// Chooses another password by a letter, since the old one was forgotten.
pub(super) fn reset(j: &mut Journey, person: &mut Person) {
    let stranger = j.device();
    j.open("/sign-in", "sign-in", 200);
    j.click("main a[href$='/reset']", "reset", 200);
    j.fill(&[("email", "nobody@hengyuan.example")]);
    j.click(SEND, "reset-sent", 200);
    let of_nobody = j.text("main").replace("nobody@", "zhou.min@");
    j.open("/reset", "reset", 200);
    j.fill(&[("email", person.email)]);
    j.click(SEND, "reset-sent", 200);
    assert_eq!(j.text("main"), of_nobody, "the answer tells nobody who has an account");

    let link = j.follow_letter(person.email, "/reset/", "reset-choose");
    j.fill(&[("password", person.email)]);
    j.click(SEND, "reset-choose", 422);
    j.problems_lead_to(&["password"]);
    j.fill(&[("password", "windmill copper thread 7")]);
    j.click(SEND, "signed-out", 200);
    j.fill(&[("email", person.email), ("password", person.password)]);
    j.click(SEND, "sign-in-errors", 422);
    j.problems_lead_to(&["email"]);
    person.password = "windmill copper thread 7";
    j.fill(&[("password", person.password)]);
    j.click(SEND, "account-of-member", 200);
    j.open_address(&link, "link-again", 410);
    person.tab = stranger;
}

/// Reads what was told, and chooses how soon letters come.
pub(super) fn told(j: &mut Journey, person: &Person) {
    j.browser.turn_to(&person.tab);
    j.open("/account", "account-of-member", 200);
    j.click(".tools a[href$='/notifications']", "notifications", 200);
    let news = j.count("main li .tag-warn");
    assert!(news > 0, "the changed password is news");
    j.click("main li form button", "reset", 200);
    j.open("/notifications", "notifications-read", 200);
    assert_eq!(j.count("main li .tag-warn"), news - 1);
    j.click("main a[href$='/account/mail']", "mail-settings", 200);
    j.choose("zone", "Europe/Berlin");
    j.click(SEND, "mail-settings-saved", 200);
    j.open("/notifications", "notifications-elsewhere", 200);
    assert!(j.text("main").contains("Europe/Berlin"));
    j.open("/account", "account-of-member", 200);
    j.click("main a[href$='/account/email']", "account-email", 200);
}

/// Changes the address; the link of the letter is nothing to strangers, nor to somebody else.
pub(super) fn move_house(j: &mut Journey, person: &mut Person, other: Option<&Person>) {
    let moved = "moved@guild.example";
    j.browser.turn_to(&person.tab);
    j.open("/account/email", "account-email", 200);
    j.fill(&[("email", moved), ("present", person.password)]);
    j.click(SEND, "address-sent", 200);
    let link = j.letter(moved, "/account/email/");
    j.device();
    j.open_address(&link, "sign-in-first", 200);
    assert!(!j.text("main").contains(moved));
    if let Some(other) = other {
        j.browser.turn_to(&other.tab);
        j.open_address(&link, "address-of-other", 403);
        assert!(!j.text("main").contains(moved) && !j.text("main").contains(person.email));
    }
    j.browser.turn_to(&person.tab);
    j.open_address(&link, "address-confirm", 200);
    j.click("main form .btn-primary", "address-changed", 200);
    person.email = moved;
}

/// The last administrator of an organization can't go.
pub(super) fn stay(j: &mut Journey, person: &Person) {
    j.browser.turn_to(&person.tab);
    j.open("/account/deletion", "deletion", 200);
    j.fill(&[("present", person.password)]);
    j.click("main .btn-bad", "deletion", 422);
    j.problems_lead_to(&["present"]);
}

/// Saves a search, at first without a name; changes how soon it tells, and deletes it.
pub(super) fn searches(j: &mut Journey, person: &Person) {
    j.browser.turn_to(&person.tab);
    j.open("/account", "account-of-member", 200);
    j.click("main a[href$='/account/searches']", "searches-none", 200);
    j.open("/browse?q=coating", "browse-signed-in", 200);
    j.browser.click("main .save > summary");
    j.fill(&[("name", "")]);
    j.click("main .save .btn-primary", "search-errors", 422);
    j.problems_lead_to(&["name"]);
    j.fill(&[("name", j.say("Coatings", "涂层"))]);
    j.choose("pace", "weekly");
    j.click(SEND, "search-saved", 200);
    j.click("main .notice a", "searches", 200);
    assert_eq!((j.texts("main li h2").len(), j.value("pace")), (1, "weekly".to_owned()));
    j.click("main li a[href$='/name']", "search-name", 200);
    j.fill(&[("name", "")]);
    j.click(SEND, "search-name", 422);
    j.problems_lead_to(&["name"]);
    j.fill(&[("name", j.say("Coatings of blades", "叶片涂层"))]);
    j.click(SEND, "searches", 200);
    assert_eq!(j.texts("main li h2"), [j.say("Coatings of blades", "叶片涂层")]);
    j.choose("pace", "never");
    j.click("main form[action$='/pace'] button", "searches", 200);
    assert_eq!(j.value("pace"), "never");
    j.click("main form[action$='/removal'] button", "searches-none", 200);
}

/// Takes along what the site holds, and deletes the account.
pub(super) fn leave(j: &mut Journey, person: &Person) {
    j.browser.turn_to(&person.tab);
    j.open("/account", "account-of-member", 200);
    j.click("main a[href$='/account/password']", "password", 200);
    j.open("/account", "account-of-member", 200);
    let folder = j.folder("downloads");
    let file = j.browser.download(&folder, |page| page.click("main form[action$='/account/data'] button"));
    assert_eq!(file.file_name().unwrap(), "sunmao-account.json");
    let held = std::fs::read_to_string(file).unwrap();
    assert!(serde_json::from_str::<Value>(&held).is_ok(), "{held}");
    assert!(held.contains(person.email) && held.contains(person.name), "{held}");

    j.click("main a[href$='/account/deletion']", "deletion", 200);
    j.fill(&[("present", "another password")]);
    j.click("main .btn-bad", "deletion", 422);
    j.problems_lead_to(&["present"]);
    j.fill(&[("present", person.password)]);
    j.click("main .btn-bad", "signed-out", 200);
    j.fill(&[("email", person.email), ("password", person.password)]);
    j.click(SEND, "sign-in-errors", 422);
}

/// Writes to the operator until the site asks to wait.
pub(super) fn too_many(j: &mut Journey) {
    j.device();
    j.open("/contact", "contact", 200);
    j.fill(&[("email", "someone@elsewhere.example"), ("message", j.say("Good morning", "您好"))]);
    j.click(SEND, "contact-sent", 200);
    j.open("/contact", "contact", 200);
    j.fill(&[("email", "someone@elsewhere.example"), ("message", j.say("Good morning", "您好"))]);
    let last = j.browser.ask(
        "(async () => {
            const form = document.querySelector('main form');
            const send = () => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
            let answer;
            for (let i = 0; i < 40 && answer?.status !== 429; i++) answer = await send();
            return [answer.status, Number(answer.headers.get('retry-after')) > 0];
        })()",
    );
    assert_eq!(last, json!([429, true]));
    j.click(SEND, "too-many", 429);
}
