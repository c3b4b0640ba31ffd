//! Letters: written with what they tell of, sent once, and not lost; on both databases.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::mpsc;

use chrono::{DateTime, TimeDelta, Utc};
use mailparse::MailHeaderMap;
use sunmao::domain::account::{Account, Email, Role};
use sunmao::domain::{Description, Kind, Language, PostingId, Title};
use sunmao::exchange::record::PostingRecord;
use sunmao::flows::dock::{self, Engine};
use sunmao::flows::import::{Outcome, import};
use sunmao::flows::refresh::refresh;
use sunmao::flows::send::{Turn, send_next};
use sunmao::flows::{Site, account};
use sunmao::mail::{Post, Sender};
use sunmao::matching::Silent;
use sunmao::store::{Store, organizations};

use crate::delivery::LIMITS;
use crate::support::database::on_both;
use crate::support::sample;

const TEXT: &str = "Ceramic thermal barrier coating for turbine blades, sprayed as a suspension; burner-rig \
    cycles at 1,250 °C with molten silicate deposits.";

pub(crate) fn posting(kind: Kind, reference: &str, organization: &str) -> PostingRecord {
    let mut record =
        sample::posting(kind, reference, organization, "Thermal barrier coating for turbine blades");
    record.posting.description = Description::parse(TEXT).ok();
    record
}

/// A maker with a need and a member, and a university with `capabilities` that fit.
pub(crate) fn market(store: &Store, capabilities: &[&str], now: DateTime<Utc>) {
    let organizations = vec![sample::organization("maker"), sample::organization("university")];
    let mut postings = vec![posting(Kind::Need, "n", "maker")];
    postings.extend(capabilities.iter().map(|reference| posting(Kind::Capability, reference, "university")));
    let imported = import(store, organizations, postings, now).unwrap();
    assert!(!imported.postings.iter().any(|outcome| matches!(outcome, Outcome::Refused(_))));
}

pub(crate) fn join(store: &Store, organization: &str, email: &str, now: DateTime<Utc>) {
    let found = store.read(|conn| organizations::find_by_reference(conn, organization)).unwrap();
    let account = Account {
        email: Email::parse(email).unwrap(),
        name: Title::parse("Zhou Min").unwrap(),
        language: Language::En,
    };
    account::create(store, &account, "correct horse", found.unwrap().1.id, Role::Editor, now).unwrap();
}

pub(crate) fn rematch(store: &Store, now: DateTime<Utc>) {
    let site = Site::open(store.clone(), &Silent).unwrap().at("https://sunmao.example");
    refresh(&site, "test", now, &Silent).unwrap();
}

pub(crate) fn sender() -> Sender {
    Sender::parse("Sunmao <post@sunmao.example>").unwrap()
}

/// The letters in a folder, as they stand there.
fn letters(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// The value of a letter's header, if it has one.
fn header(letter: &str, name: &str) -> Option<String> {
    let mail = mailparse::parse_mail(letter.as_bytes()).unwrap();
    mail.headers.get_first_value(name).map(|value| value.trim().to_owned())
}

/// Sends all that is due into a folder, and returns what then lies there.
pub(crate) fn delivered(store: &Store, now: DateTime<Utc>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let post = Post::folder(folder.path()).unwrap();
    while send_next(store, &post, &sender(), || now).unwrap() == Turn::Sent {}
    letters(folder.path())
}

on_both! {
    fn members_are_told_once_of_each_new_match(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &["c1"], now);
        join(&store, "maker", "zhou.min@maker.example", now);
        rematch(&store, now);
        let first = delivered(&store, now);
        assert_eq!(first.len(), 1, "{first:?}");
        assert!(first[0].contains("To: \"Zhou Min\" <zhou.min@maker.example>") || first[0].contains("To: Zhou Min <zhou.min@maker.example>"), "{}", first[0]);
        assert!(first[0].contains("Subject: A new capability fits your need"), "{}", first[0]);
        assert!(delivered(&store, now).is_empty(), "a letter went out twice");

        market(&store, &["c1", "c2"], now);
        rematch(&store, now);
        let second = delivered(&store, now);
        assert_eq!(second.len(), 1);
        assert!(second[0].contains("Subject: A new capability fits"), "only the second is new:\n{}", second[0]);
    }

    fn letters_about_one_posting_to_one_reader_are_one_thread(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &["c1"], now);
        join(&store, "maker", "zhou.min@maker.example", now);
        rematch(&store, now);
        let first = delivered(&store, now);
        let named = header(&first[0], "Message-ID").unwrap();
        assert_eq!(header(&first[0], "In-Reply-To"), None);

        // Who hears of the posting for the first time answers nothing that others got.
        join(&store, "maker", "lin.yue@maker.example", now);
        market(&store, &["c1", "c2"], now);
        rematch(&store, now);
        let mut answers: Vec<(bool, Option<String>)> = delivered(&store, now)
            .iter()
            .map(|letter| (letter.contains("<zhou.min@"), header(letter, "In-Reply-To")))
            .collect();
        answers.sort();
        assert_eq!(answers, [(false, None), (true, Some(named))]);
    }

    fn members_whose_addresses_look_alike_are_all_told(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &["c1"], now);
        join(&store, "maker", "wang.li@maker.example", now);
        join(&store, "maker", "wang-li@maker.example", now);
        rematch(&store, now);
        assert_eq!(delivered(&store, now).len(), 2);
    }

    fn what_is_withdrawn_while_scoring_runs_is_not_told(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &["c1"], now);
        join(&store, "maker", "zhou.min@maker.example", now);
        let engine = Engine::load(&store, sunmao::flows::dock::Setting::usual(), &Silent).unwrap();
        let mut hidden = posting(Kind::Capability, "c1", "university");
        hidden.state = Some(sunmao::domain::State::Closed);
        import(&store, Vec::new(), vec![hidden], now).unwrap();
        dock::rematch(&store, &engine, Some("https://sunmao.example"), now, &Silent).unwrap();
        assert!(delivered(&store, now).is_empty());
        rematch(&store, now);
        assert!(delivered(&store, now).is_empty());
    }

    fn nobody_is_told_of_what_strangers_may_not_read(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &[], now);
        join(&store, "maker", "zhou.min@maker.example", now);
        let mut hidden = posting(Kind::Capability, "c", "university");
        hidden.state = Some(sunmao::domain::State::InReview);
        import(&store, Vec::new(), vec![hidden], now).unwrap();
        rematch(&store, now);
        assert!(delivered(&store, now).is_empty());
    }

    fn a_letter_outlives_a_mail_server_that_is_away(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &["c1"], now);
        join(&store, "maker", "zhou.min@maker.example", now);
        rematch(&store, now);
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let away = Post::smtp(&format!("smtp://{closed}"), LIMITS, 1).unwrap();
        assert_eq!(send_next(&store, &away, &sender(), || now).unwrap(), Turn::Failed);
        let again = send_next(&store, &away, &sender(), || now).unwrap();
        assert_eq!(again, Turn::Idle, "tried again without a pause");
        assert!(delivered(&store, now).is_empty());
        assert_eq!(delivered(&store, now + TimeDelta::minutes(2)).len(), 1);
    }

    fn a_refusal_for_good_is_not_repeated(database) {
        let (store, now) = (database.open(), Utc::now());
        market(&store, &["c1"], now);
        join(&store, "maker", "zhou.min@maker.example", now);
        rematch(&store, now);
        let (refusing, heard) = server("550 5.1.1 no such user");
        assert_eq!(send_next(&store, &refusing, &sender(), || now).unwrap(), Turn::Refused);
        assert!(heard.recv().unwrap().contains("zhou.min@maker.example"));
        assert!(delivered(&store, now + TimeDelta::days(30)).is_empty());
    }
}

/// A mail server for one talk that answers each recipient so, and tells what it was asked.
fn server(answer: &'static str) -> (Post, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let post = Post::smtp(&format!("smtp://{}", listener.local_addr().unwrap()), LIMITS, 1).unwrap();
    let (tell, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut talk, _) = listener.accept().unwrap();
        talk.write_all(b"220 test\r\n").unwrap();
        for line in BufReader::new(talk.try_clone().unwrap()).lines().map_while(Result::ok) {
            let reply = match line.split(' ').next().unwrap_or_default() {
                "RCPT" => {
                    tell.send(line).unwrap();
                    answer
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if talk.write_all(format!("{reply}\r\n").as_bytes()).is_err() {
                return;
            }
        }
    });
    (post, heard)
}

/// A letter links to the comparison of the two texts.
#[test]
fn a_letter_links_to_the_pair() {
    let (store, now) = (crate::support::database::Database::sqlite(), Utc::now());
    let store = store.open();
    market(&store, &["c1"], now);
    join(&store, "maker", "zhou.min@maker.example", now);
    rematch(&store, now);
    let letter = delivered(&store, now).remove(0).replace("=\r\n", "");
    let path = letter.split("https://sunmao.example").find(|rest| rest.starts_with("/en/pairs/")).unwrap();
    let path = path.split_whitespace().next().unwrap();
    let ids: Vec<PostingId> = path.split('/').filter_map(|part| part.parse().ok()).collect();
    assert_eq!((path.starts_with("/en/pairs/"), ids.len()), (true, 2), "{path}");
}
