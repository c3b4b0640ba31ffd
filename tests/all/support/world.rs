//! A site on which everything is there once, with somebody of every kind; what a request changed is put back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::{RunQueryDsl, SqliteConnection};
use sunmao::domain::account::{Email, Role, Staff};
use sunmao::domain::verification::Reason;
use sunmao::domain::version::Review;
use sunmao::domain::{Kind, State};
use sunmao::store::versions::{self, NewVersion};
use sunmao::store::{accounts, postings};

use super::forms::Form;
use super::people::{PASSWORD, SECRET, code};
use super::sample;
use super::served::{Served, texts};
use super::visitor::Visitor;

const ONE: &str = "O-000001";
const OTHER: &str = "O-000002";
const UNVERIFIED: &str = "O-000003";
const WAITING: &str = "O-000004";
/// A need that a moderator refused.
const REFUSED: &str = "N-000002";

/// The site, and what stands for the places of its addresses and forms.
pub struct World {
    pub site: Served,
    places: BTreeMap<&'static str, String>,
    sessions: BTreeMap<&'static str, String>,
    /// The identifier of somebody's session, one of their organizations, and their saved search.
    own: BTreeMap<&'static str, (String, String, String)>,
    database: RefCell<SqliteConnection>,
    tables: Vec<String>,
    version: RefCell<i64>,
}

impl World {
    /// Makes it; takes a second or two.
    pub fn new() -> Self {
        let site = Served::with(
            [ONE, OTHER, UNVERIFIED, WAITING]
                .map(|id| {
                    let mut organization = sample::organization(&format!("name of {id}"));
                    organization.id = id.parse().ok();
                    organization.verified = Some(id != UNVERIFIED && id != WAITING);
                    organization
                })
                .into(),
            [
                (Kind::Need, "N-000001", ONE),
                (Kind::Capability, "C-000001", OTHER),
                (Kind::Need, REFUSED, ONE),
            ]
            .map(|(kind, id, organization)| {
                let name = format!("name of {organization}");
                let mut posting = sample::posting(kind, id, &name, "Thermal barrier coating");
                posting.id = id.parse().ok();
                posting.state = Some(if id == REFUSED { State::Refused } else { State::Published });
                posting
            })
            .into(),
        );
        let sessions = people(&site);
        let places = things(&site);
        site.execute(&format!(
            "UPDATE sessions SET renew = FALSE; DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept; \
             VACUUM INTO '{}'",
            site.folder().join("kept.db").display()
        ));
        let tables = site.select(
            "SELECT name AS value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        );
        let of = |name: &str, sql: &str| {
            site.select(&format!("SELECT {sql} WHERE email = '{name}@one.example'")).into_iter().next()
        };
        let own = sessions.keys().map(|name| {
            let session =
                of(name, "sessions.public_id AS value FROM sessions JOIN users ON users.id = user_id");
            let organization = of(
                name,
                "organizations.public_id AS value FROM memberships JOIN users ON users.id = user_id \
                 JOIN organizations ON organizations.id = organization_id",
            );
            let search = of(
                name,
                "saved_searches.public_id AS value FROM saved_searches JOIN users ON users.id = user_id",
            );
            let [session, organization, search] =
                [session, organization, search].map(Option::unwrap_or_default);
            (*name, (session, organization, search))
        });
        let world = Self {
            own: own.collect(),
            database: RefCell::new(site.database()),
            version: RefCell::new(0),
            site,
            places,
            sessions,
            tables,
        };
        world.changed();
        world
    }

    /// Whether anything was written since the last time that it was asked, or put back.
    pub fn changed(&self) -> bool {
        #[derive(diesel::QueryableByName)]
        struct Version {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            data_version: i64,
        }
        let query = diesel::sql_query("PRAGMA data_version");
        let found: Version = query.get_result(&mut *self.database.borrow_mut()).unwrap();
        self.version.replace(found.data_version) != found.data_version
    }

    /// Puts back all that is in the database.
    pub fn put_back(&self) {
        if !self.changed() {
            return;
        }
        let kept = self.site.folder().join("kept.db");
        let mut sql =
            format!("ATTACH '{}' AS kept; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;", kept.display());
        for table in &self.tables {
            sql.push_str(&format!(
                "DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM kept.{table};"
            ));
        }
        sql.push_str("COMMIT; DETACH kept");
        self.database.borrow_mut().batch_execute(&sql).unwrap();
        self.changed();
    }

    /// Somebody by name, or nobody.
    pub fn visitor(&self, name: Option<&str>) -> Visitor<'_> {
        match name {
            Some(name) => Visitor::with_session(&self.site, &self.sessions[name]),
            None => Visitor::new(&self.site),
        }
    }

    /// An address or a value with its places filled in, as it is for somebody: the own session, the own
    /// organization, the own search.
    pub fn fill(&self, name: Option<&str>, text: &str) -> String {
        let own = name
            .and_then(|name| self.own.get(name))
            .cloned()
            .unwrap_or_else(|| ("S-000000".to_owned(), String::new(), "F-000000".to_owned()));
        let mut filled =
            text.replace("{code}", &code(1)).replace("{session}", &own.0).replace("{own}", &own.1);
        // Everybody has a notification, with the identifier of their session but for its letter.
        filled = filled.replace("{notification}", &own.0.replace("S-", "M-"));
        filled = filled.replace("{search}", &own.2);
        for (place, value) in &self.places {
            filled = filled.replace(&format!("{{{place}}}"), value);
        }
        assert!(!filled.contains('{'), "{filled} has a place that nothing stands for");
        filled
    }

    /// The address of a page as the table of routes writes it, filled in.
    pub fn address(&self, name: Option<&str>, path: &str) -> String {
        let (mut parts, mut before) = (Vec::new(), "");
        for part in path.split('/') {
            parts.push(match (before, part) {
                (_, "") => String::new(),
                ("postings" | "posts", "{id}") | ("pairs", "{need}") => "{need}".to_owned(),
                ("organizations", "{id}") => "{one}".to_owned(),
                ("sessions", "{id}") => "{session}".to_owned(),
                ("notifications", "{id}") => "{notification}".to_owned(),
                ("unsubscribe", "{token}") => "{unsubscribe}".to_owned(),
                ("searches", "{id}") => "{search}".to_owned(),
                ("evidence", "{id}") => "{evidence}".to_owned(),
                ("reasons", "{code}") => "{reason}".to_owned(),
                ("codes", "{list}") => "industries".to_owned(),
                ("{list}", "{code}") => "{addition}".to_owned(),
                ("reports", "{id}") => "{report}".to_owned(),
                ("verifications", "{id}") => "{verification}".to_owned(),
                ("people", "{id}") | ("members", "{account}") => "{member}".to_owned(),
                ("joins", "{account}") => "{applicant}".to_owned(),
                (_, other) => other.to_owned(),
            });
            before = part;
        }
        format!("/en{}", self.fill(name, &parts.join("/")))
    }

    /// The same as a form fills it in: links that open something.
    pub fn action(&self, form: &Form) -> String {
        let path = form.path;
        let area = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let link = self.places.get(format!("{area} link").as_str());
        match (path.ends_with("/{token}"), link) {
            (true, Some(link)) => link.clone(),
            _ => format!("/en{}", self.fill(form.who.name(), path)),
        }
    }
}

/// Makes the people; their sessions by name.
fn people(site: &Served) -> BTreeMap<&'static str, String> {
    let mut sessions = BTreeMap::new();
    let (one, other) = (ONE.parse().unwrap(), OTHER.parse().unwrap());
    for (name, organization, role) in [
        ("reader", one, Role::Reader),
        ("editor", one, Role::Editor),
        ("administrator", one, Role::Administrator),
        ("second", one, Role::Administrator),
        ("member", one, Role::Reader),
        ("outsider", other, Role::Administrator),
        ("applicant", other, Role::Reader),
        ("careful", other, Role::Reader),
    ] {
        site.member(&format!("{name}@one.example"), organization, role);
    }
    for (name, staff) in [
        ("moderator", Staff::Moderator),
        ("site-administrator", Staff::Administrator),
        ("second-administrator", Staff::Administrator),
    ] {
        site.staff(&format!("{name}@one.example"), staff);
    }
    for name in ["careful", "moderator", "site-administrator"] {
        sessions.insert(name, site.with_second_factor(&format!("{name}@one.example")).0);
    }
    for name in ["reader", "editor", "administrator", "second", "outsider"] {
        sessions.insert(name, site.session(&format!("{name}@one.example")));
    }
    sessions.insert("half", site.session("careful@one.example"));
    sessions
}

/// Makes everything else; what stands for the places.
fn things(site: &Served) -> BTreeMap<&'static str, String> {
    let organization = |id: &str| format!("(SELECT id FROM organizations WHERE public_id = '{id}')");
    let user = |name: &str| format!("(SELECT id FROM users WHERE email = '{name}@one.example')");
    let event = r#"{"event":"password"}"#;
    let draft = r#"{"language":["en"],"title":["Thermal barrier coating"]}"#;
    let (now, later) = ("'2026-01-01 00:00:00'", "'2126-01-01 00:00:00'");
    site.execute(&format!(
        "INSERT INTO memberships (user_id, organization_id, role) VALUES ({administrator}, {unverified}, 'administrator'), ({administrator}, {waiting}, 'administrator');
         INSERT INTO join_requests (user_id, organization_id, asked_at) VALUES ({applicant}, {one}, {now});
         INSERT INTO invitations (public_id, token_hash, organization_id, email, role, invited_at, expires_at)
             VALUES ('I-000001', 'x', {one}, 'invited@one.example', 'reader', {now}, {later});
         INSERT INTO logos (organization_id, hash, png) VALUES ({one}, 'abc', x'89504e470d0a1a0a');
         INSERT INTO verifications (public_id, organization_id, asked_by, statement, state, asked_at)
             VALUES ('V-000001', {waiting}, {administrator}, 'We are who we say', 'waiting', {now}),
                    ('V-000002', {one}, {administrator}, 'We are who we say', 'verified', {now});
         INSERT INTO evidence (public_id, verification_id, name, media_type, content)
             SELECT 'E-000001', id, 'licence.pdf', 'application/pdf', x'255044462d' FROM verifications
             WHERE public_id = 'V-000002';
         INSERT INTO attachments (public_id, organization_id, name, media_type, content, uploaded_at, kept)
             VALUES ('A-000001', {one}, 'drawing.pdf', 'application/pdf', x'255044462d', {now}, TRUE);
         INSERT INTO uploads (public_id, organization_id, uploaded_by, kind, name, content, uploaded_at)
             VALUES ('B-000001', {one}, {administrator}, 'need', 'needs.csv', CAST('title' || char(10) || 'A need' AS BLOB), {now});
         INSERT INTO saved_searches (public_id, user_id, name, query, pace, saved_at, revision)
             SELECT 'F-' || substr('000000' || id, -6), id, 'Coatings', 'q=coating', 'daily', {now}, 0 FROM users;
         INSERT INTO code_additions (list, code, parent, name_en, name_zh, retired, added_at)
             VALUES ('industries', '3311-1', '3311', 'Metal joinery', '金属榫卯', FALSE, {now});
         INSERT INTO letters (message_id, recipient, recipient_name, subject, body_text, body_html, written_at, attempts, secret, last_error)
             VALUES ('reset.1', 'gone@one.example', 'Gone', 'Hello', 'Hello', 'Hello', {now}, 1, FALSE, '550 No such user');
         INSERT INTO unreachable (email, reason, at) VALUES ('gone@one.example', '550 No such user', {now});
         INSERT INTO reports (public_id, organization_id, ground, state, reported_at)
             VALUES ('R-000001', {one}, 'spam', 'waiting', {now});
         INSERT INTO mail_settings (user_id, token, time_zone, digest_hour, quiet_from, quiet_to)
             VALUES ({administrator}, 'abc', 'Asia/Shanghai', 8, 0, 0);
         INSERT INTO notifications (public_id, user_id, topic, event, at)
             SELECT 'M-' || substr(public_id, 3), user_id, 'account', '{event}', {now} FROM sessions;
         INSERT INTO drafts (public_id, organization_id, author_id, kind, fields, revision, changed_at, changed_by)
             VALUES ('D-000001', {one}, {administrator}, 'need', '{draft}', 1, {now}, {administrator})",
        one = organization(ONE),
        unverified = organization(UNVERIFIED),
        waiting = organization(WAITING),
        administrator = user("administrator"),
        applicant = user("applicant"),
    ));
    submissions(site);
    let letter = "From: a@b.example\r\nTo: gone@one.example\r\nSubject: Hello\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>";
    std::fs::create_dir_all(site.folder().join("mail")).unwrap();
    std::fs::write(site.folder().join("mail/reset.1.eml"), letter).unwrap();
    let id = |name: &str| {
        site.select(&format!("SELECT public_id AS value FROM users WHERE email = '{name}@one.example'"))
            .remove(0)
    };
    let mut stranger = Visitor::new(site);
    let email = "signed.up@one.example";
    stranger.post("/en/sign-up", &[("name", "Lin"), ("email", email), ("password", PASSWORD)]);
    stranger.post("/en/reset", &[("email", "second@one.example")]);
    let mut administrator = Visitor::with_session(site, &site.session("administrator@one.example"));
    let moved = "moved@one.example";
    let mut second = Visitor::with_session(site, &site.session("second@one.example"));
    second.post("/en/account/email", &[("email", moved), ("present", PASSWORD)]);
    let invited = "newcomer@one.example";
    let invitation = format!("/en/organizations/{ONE}/invitations");
    let answer = administrator.post(&invitation, &[("email", invited), ("role", "reader")]);
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), "h1, .error"));
    BTreeMap::from([
        ("one", ONE.to_owned()),
        ("unverified", UNVERIFIED.to_owned()),
        ("waiting", WAITING.to_owned()),
        ("need", "N-000001".to_owned()),
        ("refused", REFUSED.to_owned()),
        ("capability", "C-000001".to_owned()),
        ("draft", "D-000001".to_owned()),
        ("member", id("member")),
        ("applicant", id("applicant")),
        ("invitation", "I-000001".to_owned()),
        ("verification", "V-000001".to_owned()),
        ("evidence", "E-000001".to_owned()),
        ("attachment", "A-000001".to_owned()),
        ("report", "R-000001".to_owned()),
        ("upload", "B-000001".to_owned()),
        ("text", "terms".to_owned()),
        ("reason", "unclear".to_owned()),
        ("list", "industries".to_owned()),
        ("addition", "3311-1".to_owned()),
        ("token", "x".to_owned()),
        ("unsubscribe", "abc".to_owned()),
        ("topic", "matches".to_owned()),
        ("letter", "reset.1".to_owned()),
        ("file", "reset.1.eml".to_owned()),
        ("refused-address", "gone@one.example".to_owned()),
        ("secret", SECRET.to_owned()),
        ("name-zh", "榫卯研究院".to_owned()),
        ("sign-up link", site.link_to(email, "/en/sign-up/")),
        ("reset link", site.link_to("second@one.example", "/en/reset/")),
        ("account link", site.link_to(moved, "/en/account/email/")),
        ("invitations link", site.link_to(invited, "/en/invitations/")),
    ])
}

/// A change of the need waits for a moderator; what was refused may be appealed against.
fn submissions(site: &Served) {
    let at = chrono::Utc::now();
    site.site()
        .store()
        .write(|conn| {
            let email = |name: &str| Email::parse(&format!("{name}@one.example")).unwrap();
            let author = accounts::find(conn, &email("administrator"))?.unwrap().row;
            let moderator = accounts::find(conn, &email("second-administrator"))?.unwrap().row;
            for id in ["N-000001", REFUSED] {
                let stored = postings::find(conn, id.parse().unwrap())?.unwrap();
                let content = &stored.record.posting;
                let posting = stored.row;
                versions::insert(
                    conn,
                    &NewVersion {
                        posting,
                        author,
                        content,
                        attachments: &[],
                        message: None,
                        appeal: false,
                        replaced: None,
                        at,
                    },
                )?;
                if id == REFUSED {
                    let version = versions::newest(conn, posting)?.unwrap();
                    let refusal = Review::Refuse(Reason::parse("Advertising.").unwrap());
                    versions::decide(conn, version.row, &refusal, moderator, at)?;
                }
            }
            Ok::<_, sunmao::store::StoreError>(())
        })
        .unwrap();
    // What the public reads of the need has a file.
    site.execute(
        "INSERT INTO versions (posting_id, number, content, state, appeal, submitted_at, attachments)
             SELECT posting_id, 0, content, 'published', FALSE, submitted_at, 'A-000001' FROM versions
             WHERE state = 'waiting'",
    );
}
