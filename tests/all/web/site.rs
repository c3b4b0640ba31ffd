//! What administrators set for the whole site, and what comes of it.

use sunmao::domain::account::{Role, Staff};

use super::moderation::{NEED, hotter, moderator, site, submit};
use crate::support::people::PASSWORD;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::Visitor;

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), "h1, .error-summary li"));
    answer.header("location").to_owned()
}

fn administrator<'a>(site: &'a Served, name: &str) -> Visitor<'a> {
    let email = format!("{name}@sunmao.example");
    site.staff(&email, Staff::Administrator);
    Visitor::with_session(site, &site.with_second_factor(&email).0)
}

#[test]
fn limits_hold_as_they_are_set() {
    let site = site();
    let mut administrator = administrator(&site, "head");
    let page = administrator.get("/en/staff/site").html();
    assert_eq!(all(&page, "#life-days")[0].attr("value"), Some("60"), "as nobody set it");
    let fields = |days| {
        [
            ("life-days", days),
            ("reminder-days", "5"),
            ("drafts", "1"),
            ("claim-minutes", "15"),
            ("correction", "0"),
            ("match-threshold", "80"),
            ("match-rise", "5"),
            ("match-cap", "5"),
        ]
    };
    let refused = administrator.post("/en/staff/site", &fields("6"));
    assert_eq!(refused.status, 422);
    assert_eq!(all(&refused.html(), ".error-summary a[href='#life-days']").len(), 1);
    location(&administrator.post("/en/staff/site", &fields("7")));

    submit(&site, hotter);
    let publish = [("version", "1"), ("decision", "publish"), ("listed", ""), ("reason", "")];
    location(&moderator(&site, "liang").post(&format!("/en/staff/posts/{NEED}"), &publish));
    let days = site
        .select("SELECT CAST(ROUND(julianday(expires_at) - julianday('now')) AS TEXT) AS value FROM lives");
    assert_eq!(days, ["7.0"]);
    site.member("second@one.example", "O-000001".parse().unwrap(), Role::Editor);
    let mut editor = Visitor::signed_in(&site, "second@one.example", PASSWORD);
    let begin = |editor: &mut Visitor<'_>| {
        location(&editor.post("/en/posts/drafts", &[("kind", "need"), ("organization", "O-000001")]))
    };
    assert!(begin(&mut editor).starts_with("/en/posts/drafts/"));
    assert_eq!(begin(&mut editor), "/en/posts?done=too-many", "one draft is as many as there may be");
}

#[test]
fn weights_are_looked_at_before_they_are_put_in_force() {
    let site = site();
    let mut head = administrator(&site, "head");
    let address = "/en/staff/site/weights";
    let page = head.get(address).html();
    assert_eq!(all(&page, "#topic")[0].attr("value"), Some("35"));
    assert!(all(&page, "button[value=apply]").is_empty(), "nobody puts in force what they haven't looked at");
    let since = all(&page, "input[name=since]")[0].attr("value").unwrap().to_owned();
    let fields = |topic: &'static str, region: &'static str, press: &'static str| {
        let rest = [("chain", "15"), ("stage", "15"), ("form", "10"), ("terms", "15"), ("do", press)];
        [("topic", topic), ("region", region)].into_iter().chain(rest).collect::<Vec<_>>()
    };
    let mut post = |fields: Vec<(&str, &str)>| {
        let all: Vec<_> = fields.into_iter().chain([("since", since.as_str())]).collect();
        head.post(address, &all)
    };
    for (topic, region) in
        [("0", "10"), ("", "10"), ("35", "-1"), ("35", "101"), ("35", "NaN"), ("35", "1e9")]
    {
        let refused = post(fields(topic, region, "preview"));
        assert_eq!(refused.status, 422, "{topic} {region}");
        assert!(!all(&refused.html(), ".error-summary a").is_empty());
    }
    let looked = post(fields("35", "80.5", "preview"));
    assert_eq!(looked.status, 200);
    let looked = looked.html();
    assert!(texts(&looked, "[aria-labelledby=outlook]").concat().contains("Looked at the list"));
    assert_eq!(all(&looked, "form input[type=hidden][name=region]")[0].attr("value"), Some("80.5"));
    assert!(site.select("SELECT value FROM settings WHERE name = 'weights'").is_empty());

    location(&post(fields("35", "80.5", "apply")));
    assert_eq!(site.select("SELECT value FROM settings WHERE name = 'weights'"), ["35,15,15,10,80.5,15"]);
    let late = post(fields("35", "20", "apply"));
    assert_eq!(late.status, 409, "they were changed since that page was read");
    assert_eq!(all(&late.html(), "button[value=apply]").len(), 1);
}

#[test]
fn authors_choose_from_the_entries_that_the_site_added() {
    let site = site();
    let mut head = administrator(&site, "head");
    let address = "/en/staff/site/codes";
    let entry = |parent: &'static str, zh: &'static str| {
        [("list", "industries"), ("parent", parent), ("zh", zh), ("en", "Photovoltaic wafer carriers")]
    };
    for (fields, wrong) in [
        (entry("nowhere", "光伏花篮"), "parent"),
        (entry("3825", " "), "zh"),
        (entry("3825", "制造业"), "zh"),
    ] {
        let refused = head.post(address, &fields);
        assert_eq!(refused.status, 422);
        assert_eq!(all(&refused.html(), &format!(".error-summary a[href='#{wrong}']")).len(), 1, "{wrong}");
    }
    location(&head.post(address, &entry("3825", "光伏花篮")));
    let listed = texts(&head.get(address).html(), "#industries ~ ul li p");
    assert!(listed.iter().any(|text| text.contains("3825-1")), "{listed:?}");

    let mut author = Visitor::with_session(&site, &site.session("author@one.example"));
    let begun = author.post("/en/posts/drafts", &[("kind", "need"), ("organization", "O-000001")]);
    let draft = location(&begun);
    let choice = "input[name=industries][value='3825-1']";
    let offered = |author: &mut Visitor<'_>| all(&author.get(&draft).html(), choice).len();
    assert_eq!(offered(&mut author), 1);
    let saved = [("title", "Carriers"), ("industries", "3825-1"), ("revision", "1"), ("do", "save")];
    location(&author.post(&draft, &saved));

    location(&head.post(&format!("{address}/industries/3825-1"), &[("retired", "yes")]));
    assert_eq!(
        all(&author.get(&draft).html(), &format!("{choice}[checked]")).len(),
        1,
        "who has it keeps it"
    );
    let other = location(&author.post("/en/posts/drafts", &[("kind", "need"), ("organization", "O-000001")]));
    assert!(all(&author.get(&other).html(), choice).is_empty(), "and nobody else gets it");
    assert_eq!(head.post(&format!("{address}/industries/C"), &[("retired", "yes")]).status, 404);
}

#[test]
fn texts_are_shown_safely_in_the_language_that_there_is_and_never_lost() {
    let site = site();
    let mut head = administrator(&site, "head");
    let address = "/en/staff/site/texts/terms";
    let stranger = |path: &str| Visitor::new(&site).get(path);
    assert!(stranger("/en/terms").body.contains("written this yet"));
    let text = "# Terms\n\n**Be kind.** <script>alert(1)</script> [x](javascript:alert(1))";
    location(&head.post(address, &[("zh", ""), ("en", text), ("since", "")]));
    for (path, language) in [("/en/terms", "en"), ("/zh/terms", "en")] {
        let answer = stranger(path);
        assert!(answer.body.contains("<strong>Be kind.</strong>"), "{path}");
        assert!(!answer.body.contains("<script>alert") && !answer.body.contains("javascript:"), "{path}");
        assert_eq!(all(&answer.html(), ".prose")[0].attr("lang"), Some(language));
    }
    // A second administrator, who read it before.
    let mut other = administrator(&site, "other");
    let late = other.post(address, &[("zh", "条款"), ("en", ""), ("since", "")]);
    assert_eq!(late.status, 409);
    let page = late.html();
    assert!(texts(&page, ".notice .pre").concat().contains("Be kind."), "what the first wrote");
    assert_eq!(texts(&page, "#zh"), ["条款"], "what the second typed");
    let since = all(&page, "input[name=since]")[0].attr("value").unwrap().to_owned();
    location(&other.post(address, &[("zh", "条款"), ("en", "Rules"), ("since", &since)]));
    assert!(stranger("/zh/terms").body.contains("条款"));
    location(
        &head.post("/en/staff/site/texts/welcome", &[("zh", ""), ("en", "Hello *there*"), ("since", "")]),
    );
    assert!(stranger("/en/").body.contains("Hello <em>there</em>"));
}

#[test]
fn moderators_choose_from_the_sites_own_reasons_and_authors_read_them_in_their_language() {
    let site = site();
    let mut head = administrator(&site, "head");
    let address = "/en/staff/site/reasons";
    let half = head.post(address, &[("zh", "太笼统"), ("en", " ")]);
    assert_eq!(half.status, 422, "in both languages, or not at all");
    location(&head.post(address, &[("zh", "太笼统"), ("en", "Too vague for anybody")]));
    location(&head.post(&format!("{address}/unclear"), &[("retired", "yes")]));
    submit(&site, hotter);
    let mut moderator = moderator(&site, "liang");
    let case = format!("/en/staff/posts/{NEED}");
    let offered = texts(&moderator.get(&case).html(), "#listed option");
    assert!(offered.contains(&"Too vague for anybody".to_owned()), "{offered:?}");
    let retired = [("version", "1"), ("decision", "refuse"), ("listed", "unclear"), ("reason", "")];
    assert_eq!(moderator.post(&case, &retired).status, 422, "it can't be chosen any more");
    site.execute("UPDATE users SET language = 'zh' WHERE email = 'author@one.example'");
    let chosen = [("version", "1"), ("decision", "refuse"), ("listed", "own-1"), ("reason", "")];
    location(&moderator.post(&case, &chosen));
    assert!(site.letters("author@one.example").concat().contains("太笼统"));
    location(&head.post(&format!("{address}/own-1"), &[("retired", "yes")]));
    let history =
        Visitor::signed_in(&site, "author@one.example", PASSWORD).get(&format!("/zh/posts/{NEED}/history"));
    assert!(history.body.contains("太笼统"), "what was said stays");
}

#[test]
fn views_of_others_are_counted() {
    let site = site();
    let mut own = Visitor::signed_in(&site, "author@one.example", PASSWORD);
    for _ in 0..2 {
        Visitor::new(&site).get(&format!("/en/postings/{NEED}"));
        own.get(&format!("/en/postings/{NEED}"));
    }
    let shown = |own: &mut Visitor<'_>| texts(&own.get("/en/posts").html(), "main .meta").concat();
    assert!(!shown(&mut own).contains("2 views"), "not written down yet");
    sunmao::flows::views::write_down(site.site(), chrono::Utc::now()).unwrap();
    assert!(shown(&mut own).contains("2 views in 30 days"), "{}", shown(&mut own));
    Visitor::new(&site).get(&format!("/en/postings/{NEED}"));
    sunmao::flows::views::write_down(site.site(), chrono::Utc::now()).unwrap();
    assert!(shown(&mut own).contains("3 views"));
}
