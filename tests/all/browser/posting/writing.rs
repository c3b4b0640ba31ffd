//! Writing: with mistakes, over a session that ends, and over what a moderator says.

use serde_json::json;

use super::scene::Scene;
use crate::browser::journey::{Journey, SEND};

/// Stands in what strangers may not read of the capability.
pub(super) const SECRET: &str = "SUSPENSION-7731";

/// A posting that everybody can read.
pub(super) struct Posted {
    pub(super) id: String,
    pub(super) title: &'static str,
}

/// The editor writes a need: with mistakes, and over a session that ends in between. Its title.
pub(super) fn need(j: &mut Journey, scene: &Scene) -> &'static str {
    j.browser.turn_to(&scene.editor.tab);
    j.open("/posts", "posts-none", 200);
    j.click("main form button[value=need]", "draft-need", 200);
    j.fill(&[("budget-max", "a lot")]);
    j.click(SEND, "draft-need-errors", 422);
    j.problems_lead_to(&["title", "budget-max"]);
    assert_eq!(j.value("budget-max"), "a lot", "what was typed stays");

    let title = j.say("Ceramic coating for turbine blades", "涡轮叶片陶瓷涂层");
    let text = j.say("It must survive 1,250 °C for 500 hours.", "须在1250℃下工作500小时。");
    j.fill(&[("budget-max", "800000"), ("title", title)]);
    keep(j);
    // Somebody ends all sessions, and nothing that is typed afterwards is lost.
    j.database().execute("DELETE FROM sessions");
    j.fill(&[("description", text)]);
    j.click(SEND, "draft-signed-out", 401);
    sign_in_elsewhere(j, scene);
    j.click(SEND, "draft-need-again", 200);
    assert_eq!((j.value("title"), j.value("description")), (title.to_owned(), text.to_owned()));

    j.fill(&[("must-haves", j.say("1,250 °C for 500 hours", "1250℃，500小时"))]);
    j.browser.click("main [name=trl][value='7']");
    j.click(SEND, "posts-submitted", 200);
    assert!(j.text("main").contains(title), "it is listed");
    title
}

/// Saves what stands in the form: with scripts it does so by itself.
fn keep(j: &mut Journey) {
    if j.scripts() {
        j.until("document.querySelectorAll('#panel .mini-match').length", &json!(1));
        j.until("document.querySelector('[name=revision]').value !== '1'", &json!(true));
    } else {
        j.click("main form button[value=save]:not(.vh)", "draft-need-saved", 200);
    }
    let path = j.path();
    j.open(&path[3..], "draft-need-kept", 200);
    assert_ne!(j.value("title"), "", "what was typed is kept");
}

/// Signs in as in another tab of the same browser.
fn sign_in_elsewhere(j: &mut Journey, scene: &Scene) {
    let script = format!(
        "(async () => {{
            const address = {};
            const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
            const form = new URLSearchParams(new FormData(page.querySelector('main form')));
            form.set('email', {});
            form.set('password', {});
            return (await fetch(address, {{ method: 'POST', body: form }})).url.endsWith('/account');
        }})()",
        json!(j.address("/sign-in")),
        json!(scene.editor.email),
        json!(scene.editor.password),
    );
    assert_eq!(j.browser.ask(&script), json!(true), "signed in");
}

/// The editor learns by a letter what a moderator asks, answers it, and submits again. The posting's identifier.
pub(super) fn answer(j: &mut Journey, scene: &Scene, question: &str) -> String {
    j.browser.turn_to(&scene.editor.tab);
    j.follow_letter(scene.editor.email, "/history", "posting-history");
    assert!(j.text("main").contains(question), "the author reads what is asked");
    let id = j.path().split('/').nth(3).unwrap().to_owned();
    j.click("main form[action$='/draft'] button", "draft-need-asked", 200);
    let text = j.say("It must last 2,000 hours at 1,250 °C.", "须在1250℃下工作2000小时。");
    j.fill(&[("description", text), ("message", j.say("2,000 hours.", "2000小时。"))]);
    j.click(SEND, "posts-submitted", 200);
    id
}

/// The editor changes the title of what is published.
pub(super) fn change(j: &mut Journey, scene: &Scene, posted: &Posted, title: &str) {
    j.browser.turn_to(&scene.editor.tab);
    j.open(&format!("/posts/{}/history", posted.id), "posting-published", 200);
    j.click("main form[action$='/draft'] button", "draft-need-change", 200);
    j.fill(&[("title", title)]);
    j.click(SEND, "posts-change-submitted", 200);
    assert!(j.count("main .tag-warn") > 0, "the list says that a change waits");
}

/// The editor writes a capability of which strangers read a part, and looks at that part once more. Its title.
pub(super) fn capability(j: &mut Journey, scene: &Scene) -> &'static str {
    j.browser.turn_to(&scene.editor.tab);
    j.open("/posts", "posts", 200);
    j.click("main form button[value=capability]", "draft-capability", 200);
    let title = j.say("Spherical plain bearings without grease", "无脂关节轴承");
    j.fill(&[("title", title), ("description", SECRET), ("evidence", j.say("Tested in 2025", "2025年测试"))]);
    let address = "zhang@hengyuan.example";
    j.fill(&[("summary", &format!("{} {address}", j.say("Ask", "请联系")))]);
    j.browser.click("main [name=disclosure][value=teaser]");
    j.click(SEND, "draft-check-found", 200);
    assert!(j.text("[aria-labelledby=found]").contains(address), "what tells who they are is pointed out");
    j.click("main form a.btn", "draft-capability", 200);
    j.fill(&[("summary", "")]);
    j.click(SEND, "draft-check", 200);
    assert!(!j.text("[aria-labelledby=open]").contains(SECRET), "the part that everybody reads");
    j.click(SEND, "posts-submitted", 200);
    title
}

/// The editor appeals against a refusal; the posting's identifier.
pub(super) fn appeal(j: &mut Journey, scene: &Scene, why: &str) -> String {
    j.browser.turn_to(&scene.editor.tab);
    // The letters before this one told of what was published.
    while {
        j.follow_letter(scene.editor.email, "/history", "posting-refused");
        !j.text("main").contains(why)
    } {}
    let id = j.path().split('/').nth(3).unwrap().to_owned();
    j.click("main a[href$='/appeal']", "posting-appeal", 200);
    j.click(SEND, "posting-appeal-errors", 422);
    j.problems_lead_to(&["message"]);
    j.fill(&[("message", j.say("We sell nothing here.", "我们并未在此销售。"))]);
    j.click(SEND, "posting-appealed", 200);
    id
}
