//! The pages of moderators, from the queue to the decision, and the author's appeal.

use chrono::Utc;
use sunmao::domain::account::{Email, Role, Staff};
use sunmao::domain::{Description, Kind, Posting, PostingId, State, Summary};
use sunmao::store::versions::{self, NewVersion};
use sunmao::store::{StoreError, accounts, postings};

use crate::support::sample;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::Visitor;

const ONE: &str = "O-000001";
/// The need that is changed.
pub const NEED: &str = "N-000001";
const COPY: &str = "N-000002";
const AUTHOR: &str = "author@one.example";
const TEXT: &str = "Ceramic thermal barrier coating for turbine blades, sprayed as a suspension; it survives \
    burner-rig cycles at 1,200 °C with molten silicate deposits.";

/// A published need, a change of which waits, and a copy of it.
pub fn site() -> Served {
    let mut organization = sample::organization("one");
    organization.id = ONE.parse().ok();
    let need = |id: &str| {
        let mut record = sample::posting(Kind::Need, id, "one", "Coating for turbine blades");
        record.id = id.parse().ok();
        record.posting.description = Description::parse(TEXT).ok();
        record
    };
    let site = Served::with(vec![organization], vec![need(NEED), need(COPY)]);
    site.member(AUTHOR, ONE.parse().unwrap(), Role::Editor);
    site
}

/// Submits a change of the need.
pub fn submit(site: &Served, change: impl FnOnce(&mut Posting)) {
    submit_to(site, NEED.parse().unwrap(), change);
}

fn submit_to(site: &Served, id: PostingId, change: impl FnOnce(&mut Posting)) {
    site.site()
        .store()
        .write(|conn| {
            let stored = postings::find(conn, id)?.unwrap();
            let author = accounts::find(conn, &Email::parse(AUTHOR).unwrap())?.unwrap().row;
            let (posting, mut content, at) = (stored.row, stored.record.posting, Utc::now());
            change(&mut content);
            let new = NewVersion {
                posting,
                author,
                content: &content,
                attachments: &[],
                message: None,
                appeal: false,
                replaced: None,
                at,
            };
            versions::insert(conn, &new)?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

/// What the change says.
pub fn hotter(posting: &mut Posting) {
    posting.summary = Summary::parse("Write to zhang@agency.example.").ok();
    posting.description = Description::parse(&TEXT.replace("1,200", "**1,350**")).ok();
    posting.remote = Some(true);
}

/// A moderator with a second factor.
pub fn moderator<'a>(site: &'a Served, name: &str) -> Visitor<'a> {
    let email = format!("{name}@sunmao.example");
    site.staff(&email, Staff::Moderator);
    Visitor::with_session(site, &site.with_second_factor(&email).0)
}

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location")
}

/// Where the change is decided.
pub fn case() -> String {
    format!("/en/staff/posts/{NEED}")
}

#[test]
fn a_change_is_read_with_its_difference_and_decided() {
    let site = site();
    submit(&site, hotter);
    let mut moderator = moderator(&site, "liang");
    let overview = moderator.get("/en/staff").html();
    assert!(texts(&overview, "h2").contains(&"1 post waits for a decision".to_owned()));
    let queue = moderator.get("/en/staff/posts").html();
    assert_eq!(texts(&queue, "tbody th a"), ["Coating for turbine blades"]);
    assert_eq!(texts(&queue, "tbody th .tag"), ["Change"]);
    let link = all(&queue, "tbody th a")[0].attr("href").unwrap();
    assert_eq!(link, case());

    let page = moderator.get(link).html();
    assert_eq!(texts(&page, "#difference"), ["What changes for the public"]);
    assert_eq!(texts(&page, ".pre del"), ["1,200"]);
    assert!(texts(&page, ".pre ins").contains(&"**1,350**".to_owned()));
    assert_eq!(texts(&page, "dd ins"), ["Accepted"]);
    assert_eq!(texts(&page, "[aria-labelledby=content] .prose-plain strong"), ["1,350"], "as readers see it");
    let checks = texts(&page, ".gaps").join(" ");
    assert!(checks.contains("zhang@agency.example") && checks.contains(COPY), "{checks}");

    // No reason, no refusal; what was chosen stays.
    let fields = [("version", "1"), ("decision", "refuse"), ("listed", ""), ("reason", " ")];
    let again = moderator.post(&case(), &fields);
    assert_eq!(again.status, 422);
    let chosen = again.html();
    assert_eq!(all(&chosen, "input[value=refuse][checked]").len(), 1);
    assert_eq!(texts(&chosen, ".error-summary li").len(), 1);

    // A listed reason comes before own words, in the author's language.
    site.execute(&format!("UPDATE users SET language = 'zh' WHERE email = '{AUTHOR}'"));
    let fields = [
        ("version", "1"),
        ("decision", "ask-changes"),
        ("listed", "contact"),
        ("reason", "See the summary."),
    ];
    assert_eq!(location(&moderator.post(&case(), &fields)), "/en/staff/queue?done=1");
    let reasons = site.select("SELECT reason AS value FROM versions");
    assert!(
        reasons[0].starts_with("请从正文中删去") && reasons[0].ends_with("\nSee the summary."),
        "{reasons:?}"
    );
    let page = moderator.get(&case()).html();
    assert_eq!(texts(&page, "aside .tag-warn"), ["Changes asked"]);
    let late = [("version", "1"), ("decision", "publish"), ("listed", ""), ("reason", "")];
    assert_eq!(location(&moderator.post(&case(), &late)), format!("{}?told=late", case()));

    // What the public reads changes when it is published, not before.
    let public = |site: &Served| site.get(&format!("/en/postings/{NEED}")).body;
    assert!(public(&site).contains("1,200"));
    submit(&site, hotter);
    let publish = [("version", "2"), ("decision", "publish"), ("listed", ""), ("reason", "")];
    assert_eq!(location(&moderator.post(&case(), &publish)), "/en/staff/queue?done=1");
    assert!(public(&site).contains("1,350"));
}

#[test]
fn a_claim_is_seen_and_kept() {
    let site = site();
    submit(&site, hotter);
    let (mut liang, mut he) = (moderator(&site, "liang"), moderator(&site, "he"));
    assert_eq!(location(&liang.post(&format!("{}/claim", case()), &[])), format!("{}?told=claimed", case()));
    assert_eq!(texts(&liang.get("/en/staff/posts").html(), "tbody td")[2], "You");
    let seen = he.get(&case()).html();
    assert_eq!(texts(&seen, "aside .notice-warn").len(), 1);
    assert_eq!(location(&he.post(&format!("{}/claim", case()), &[])), format!("{}?told=taken", case()));
    let publish = [("version", "1"), ("decision", "publish"), ("listed", ""), ("reason", "")];
    assert_eq!(location(&he.post(&case(), &publish)), format!("{}?told=taken", case()));
    he.post(&format!("{}/release", case()), &[]);
    assert_eq!(texts(&he.get(&case()).html(), "aside .notice-warn").len(), 1, "only who claimed it");
    liang.post(&format!("{}/release", case()), &[]);
    assert_eq!(location(&he.post(&case(), &publish)), "/en/staff/queue?done=1");
}

#[test]
fn an_author_appeals_once_and_somebody_else_decides() {
    let site = site();
    submit(&site, hotter);
    let (mut liang, mut he) = (moderator(&site, "liang"), moderator(&site, "he"));
    let mut author = Visitor::with_session(&site, &site.session(AUTHOR));
    let appeal = format!("/en/posts/{NEED}/appeal");
    assert!(all(&author.get(&appeal).html(), "main form").is_empty(), "nothing is refused");
    let refuse =
        |number| [("version", number), ("decision", "refuse"), ("listed", "advertising"), ("reason", "")];
    liang.post(&case(), &refuse("1"));
    let page = author.get(&appeal).html();
    assert!(texts(&page, ".prose-plain").join(" ").contains("advertises"));
    assert_eq!(author.post(&appeal, &[("message", "")]).status, 422);
    let sent = author.post(&appeal, &[("message", "We measured it.")]);
    assert_eq!(location(&sent), format!("/en/posts/{NEED}/history"));

    let own = liang.get(&case()).html();
    assert!(all(&own, "aside input[name=decision]").is_empty(), "not by who refused");
    let page = he.get(&case()).html();
    assert_eq!(texts(&page, "[aria-labelledby=message] .prose-plain"), ["We measured it."]);
    let checks = texts(&page, "[aria-labelledby=checks] .gaps > li:nth-child(2)").concat();
    assert!(checks.contains("was refused") && checks.contains("advertises"), "{checks}");
    he.post(&case(), &refuse("2"));
    assert!(all(&author.get(&appeal).html(), "main form").is_empty(), "once");
}

#[test]
fn a_correction_is_left_or_undone() {
    let site = site();
    site.execute("UPDATE organizations SET verified = TRUE");
    site.execute("INSERT INTO settings (name, value) VALUES ('correction', '40')");
    let mut author = Visitor::with_session(&site, &site.session(AUTHOR));
    let correct = |author: &mut Visitor<'_>, title: &str| {
        let begun = author.post(&format!("/en/posts/{NEED}/draft"), &[]);
        let draft = location(&begun).to_owned();
        let page = author.get(&draft).html();
        let value = |field: &str| {
            let control = format!("[name={field}]");
            all(&page, &control)[0].attr("value").unwrap_or_default().to_owned()
        };
        let (language, revision) = ("en".to_owned(), value("revision"));
        let fields = [
            ("title", title),
            ("language", &language),
            ("description", TEXT),
            ("disclosure", "public"),
            ("revision", &revision),
            ("do", "submit"),
        ];
        location(&author.post(&draft, &fields)).to_owned()
    };
    let public = || texts(&Visitor::new(&site).get(&format!("/en/postings/{NEED}")).html(), "h1");
    assert_eq!(correct(&mut author, "Coatings for turbine blades"), "/en/posts?done=corrected");
    assert_eq!(public(), ["Coatings for turbine blades"]);
    let history = author.get(&format!("/en/posts/{NEED}/history")).html();
    assert!(texts(&history, "li .tag").concat().contains("Public at once"));

    let mut liang = moderator(&site, "liang");
    let queue = liang.get("/en/staff/queue?sort=correction").html();
    assert_eq!(all(&queue, &format!("main a[href$='/staff/posts/{NEED}']")).len(), 1);
    let page = liang.get(&case()).html();
    assert_eq!(texts(&page, "[aria-labelledby=difference] ins"), ["Coatings"]);
    assert!(texts(&page, "[aria-labelledby=decide]").concat().contains("everybody reads already"));
    let number = texts(&history, "main ol h2").len().to_string();
    let refuse =
        [("version", number.as_str()), ("decision", "refuse"), ("listed", "advertising"), ("reason", "")];
    location(&liang.post(&case(), &refuse));
    assert_eq!(public(), ["Coating for turbine blades"], "as it was");
}

#[test]
fn many_wait_on_several_pages() {
    let mut organization = sample::organization("one");
    organization.id = ONE.parse().ok();
    let ids: Vec<PostingId> = (0..30).map(|number| PostingId::from_random(Kind::Need, number)).collect();
    let needs = ids.iter().map(|id| {
        let mut need = sample::posting(Kind::Need, &id.to_string(), "one", &format!("Coating {id}"));
        (need.id, need.state) = (Some(*id), Some(State::InReview));
        need
    });
    let site = Served::with(vec![organization], needs.collect());
    site.member(AUTHOR, ONE.parse().unwrap(), Role::Editor);
    ids.iter().for_each(|id| submit_to(&site, *id, |_| {}));
    let mut moderator = moderator(&site, "liang");
    let mut rows =
        |page: &str| all(&moderator.get(&format!("/en/staff/posts?page={page}")).html(), "tbody tr").len();
    assert_eq!((rows("1"), rows("2")), (25, 5));
    for odd in ["99", "0", "-1", "x"] {
        assert!(rows(odd) > 0, "{odd}");
    }
}

#[test]
fn any_two_versions_can_be_compared_by_members_alone() {
    let site = site();
    submit(&site, hotter);
    let publish = [("version", "1"), ("decision", "publish"), ("listed", ""), ("reason", "")];
    location(&moderator(&site, "liang").post(&case(), &publish));
    submit(&site, |posting| posting.summary = Summary::parse("It survives.").ok());
    let mut author = Visitor::signed_in(&site, AUTHOR, crate::support::people::PASSWORD);
    let history = author.get(&format!("/en/posts/{NEED}/history")).html();
    let link = all(&history, "main a[href*='/comparison']")[0].attr("href").unwrap().to_owned();
    let page = author.get(&link).html();
    assert!(texts(&page, ".pre ins").concat().contains("survives"));
    assert!(texts(&page, ".pre del").concat().contains("zhang"));
    assert_eq!(all(&page, "#from option").len(), 2);
    assert_eq!(author.get(&format!("/en/posts/{NEED}/comparison?from=1&to=9")).status, 404);
    assert_ne!(Visitor::new(&site).get(&link).status, 200);
}
