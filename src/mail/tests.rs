//! Every kind of letter as it was approved, in both languages.

use crate::domain::account::{Account, Email, Role, Staff};
use crate::domain::event::{Event, Named};
use crate::domain::organization::Names;
use crate::domain::verification::VerificationState;
use crate::domain::version::VersionState;
use crate::domain::{
    AccountId, Kind, Language, Letter, LetterKind, OrganizationId, PostingId, ReportId, Title, Topic,
};
use crate::i18n::{Messages, Told};

use super::{Digest, Envelope, NewMatch, NewMatches, Notice, PostingMatches};

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

fn reader(language: Language) -> Account {
    let email = Email::parse("zhou.min@hengyuan.example").unwrap();
    Account { email, name: title("Zhou Min"), language }
}

fn envelope(to: &Account, kind: LetterKind, topic: Topic) -> Envelope<'_> {
    Envelope {
        to,
        site: "https://sunmao.example",
        key: format!("{}.1", kind.code()),
        topic,
        thread: None,
        token: (topic != Topic::Account).then(|| "5ec7e7".to_owned()),
        secret: false,
    }
}

/// One of each event.
fn events() -> Vec<Event> {
    let organization = Named {
        id: OrganizationId::from_random(9),
        names: Names::new(Some(title("Hengyuan Power")), Some(title("恒源动力"))).unwrap(),
    };
    let posting = PostingId::from_random(Kind::Need, 3);
    let (other, reason) =
        (PostingId::from_random(Kind::Capability, 7), "Say more <b>about</b> it.".to_owned());
    let coating = title("Ceramic coating & bond coat");
    vec![
        Event::Password,
        Event::SecondFactor { set: true },
        Event::Suspended { suspended: true, reason: reason.clone() },
        Event::StaffRole { staff: Some(Staff::Moderator) },
        Event::OrganizationSuspended {
            organization: organization.clone(),
            suspended: true,
            reason: reason.clone(),
        },
        Event::JoinAsked {
            organization: organization.clone(),
            asker: AccountId::from_random(4),
            who: Some(title("Lin Yue")),
        },
        Event::JoinDecided { organization: organization.clone(), accepted: true },
        Event::MembershipChanged { organization: organization.clone(), role: Some(Role::Editor) },
        Event::Verification {
            organization,
            state: VerificationState::SentBack,
            reason: Some(reason.clone()),
        },
        Event::PostingReviewed {
            posting,
            title: coating.clone(),
            state: VersionState::ChangesAsked,
            reason: Some(reason.clone()),
        },
        Event::PostingTakenOff { posting, title: coating.clone(), reason },
        Event::ReportDecided { report: ReportId::from_random(5), upheld: true },
        Event::Expiring { titles: vec![coating.clone(), title("高温涂层")] },
        Event::Matches { posting, title: coating, found: vec![other], more: 0 },
        Event::Found {
            search: None,
            name: "coatings in Jiangsu".into(),
            query: "q=coating&province=320000".into(),
            found: vec![other],
            more: 0,
        },
        Event::Queue { waiting: 3, hours: 50 },
        Event::MailFailed { given_up: 2, hours: 5 },
    ]
}

fn written(letter: &Letter) -> String {
    format!("{}\n\n{}", letter.subject, letter.text)
}

#[test]
fn every_event_is_told_as_it_was_approved() {
    for language in Language::ALL {
        let to = reader(language);
        for event in events() {
            let told = Messages::new(language).told(&event);
            let letter =
                Notice { envelope: envelope(&to, event.kind(), event.topic()), told }.write().unwrap();
            let name = format!("{}-{}", event.kind().code(), language.code());
            insta::assert_snapshot!(name, written(&letter));
        }
    }
}

#[test]
fn an_event_is_the_same_after_it_was_kept_but_for_what_is_not_kept() {
    for event in events() {
        let kept: Event = serde_json::from_str(&serde_json::json!(event).to_string()).unwrap();
        match event {
            Event::JoinAsked { .. } => {
                assert!(matches!(kept, Event::JoinAsked { who: None, .. }), "a name is kept");
            }
            event => assert_eq!(kept, event),
        }
    }
}

fn new_matches(language: Language) -> Letter {
    let to = reader(language);
    let found = NewMatch {
        id: PostingId::from_random(Kind::Capability, 7),
        title: "稀土锆酸盐涂层 <悬浮液>".into(),
        language: Language::Zh,
        organization: "Qinling University of Technology · Xi’an, Shaanxi".into(),
        score: 85,
        reasons: vec!["Both speak of CMAS".into(), "Both in Jiangsu".into()],
        gap: Some("Asks TRL 7, offers TRL 5: no pilot-scale test yet".into()),
    };
    let posting = PostingMatches {
        id: PostingId::from_random(Kind::Need, 3),
        title: "Ceramic coating & bond coat".into(),
        language: Language::En,
        best: vec![found],
        more: 2,
    };
    let envelope = envelope(&to, LetterKind::Matches, Topic::Match);
    NewMatches { envelope, postings: vec![posting], more: 0 }.write().unwrap()
}

#[test]
fn new_matches_are_told_as_it_was_approved() {
    for language in Language::ALL {
        insta::assert_snapshot!(language.code(), written(&new_matches(language)));
    }
}

#[test]
fn a_digest_tells_as_it_was_approved() {
    for language in Language::ALL {
        let to = reader(language);
        let m = Messages::new(language);
        let events = events().into_iter().filter(|event| event.topic() == Topic::Moderation);
        let told: Vec<Told> = events.map(|event| m.told(&event)).collect();
        let envelope = envelope(&to, LetterKind::Digest, Topic::Moderation);
        let letter = Digest { envelope, told, more: 0 }.write().unwrap();
        insta::assert_snapshot!(format!("digest-{}", language.code()), written(&letter));
    }
}

#[test]
fn markup_in_what_people_write_is_text() {
    let letter = new_matches(Language::Zh);
    assert!(letter.html.contains("&#60;悬浮液&#62;") && !letter.html.contains("<悬浮液>"));
    assert!(letter.text.contains("<悬浮液>"));
}

#[test]
fn letters_that_can_be_ended_say_where() {
    let to = reader(Language::En);
    for event in events() {
        let told = Messages::new(Language::En).told(&event);
        let letter = Notice { envelope: envelope(&to, event.kind(), event.topic()), told }.write().unwrap();
        let address = letter.unsubscribe.as_deref();
        assert_eq!(address.is_some(), event.topic() != Topic::Account, "{event:?}");
        if let Some(address) = address {
            let end = format!("https://sunmao.example/en/unsubscribe/5ec7e7/{}", event.topic().code());
            assert_eq!(address, end);
            assert!(letter.text.contains(&end) && letter.html.contains(&end), "{event:?}");
        }
    }
}
