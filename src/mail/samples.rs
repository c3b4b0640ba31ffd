//! Letters to test with: one of each kind that is worded from an event or from matches, and some in which
//! everything is as long as it may be. Letters that flows word have theirs there.

use crate::domain::account::{Account, Email, Role, Staff};
use crate::domain::event::{Event, Named};
use crate::domain::organization::Names;
use crate::domain::verification::VerificationState;
use crate::domain::version::VersionState;
use crate::domain::{
    AccountId, Kind, Language, Letter, LetterKind, OrganizationId, PostingId, ReportId, Title, Topic,
};
use crate::i18n::Messages;

use super::{Digest, Envelope, NewMatch, NewMatches, Notice, PostingMatches};

/// A letter to look at.
pub(crate) struct Sample {
    /// What tells it from others of its kind; empty for the usual one.
    pub(crate) variant: &'static str,
    pub(crate) letter: Letter,
}

impl Sample {
    /// The usual letter of its kind.
    pub(crate) fn usual(letter: Letter) -> Self {
        Self { variant: "", letter }
    }

    /// The code of its kind, which its key begins with, and the variant.
    pub(crate) fn name(&self) -> String {
        let kind = self.letter.key.split('.').next().unwrap_or_default();
        if self.variant.is_empty() { kind.to_owned() } else { format!("{kind}-{}", self.variant) }
    }
}

/// Where the site is that sends them.
pub(crate) const SITE: &str = "https://sunmao.example";

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub(crate) fn reader(language: Language) -> Account {
    let email = Email::parse("zhou.min@hengyuan.example").unwrap();
    Account { email, name: title("Zhou Min"), language }
}

pub(crate) fn organization() -> Names {
    Names::new(Some(title("Hengyuan Power")), Some(title("恒源动力"))).unwrap()
}

/// As long as titles may be, with a word that is wider than any phone and Chinese without a blank.
fn long_title() -> Title {
    let text = "Thermal-barrier/environmental-barrier-coating-for-silicon-carbide-ceramic-matrix-composites ";
    let han = "面向一千五百摄氏度以上燃气轮机高温部件的抗熔融硅铝酸钙镁腐蚀长寿命热障涂层".repeat(4);
    title(&text.chars().chain(han.chars()).take(Title::MAX).collect::<String>())
}

/// Reasons as people write them: lists, and addresses that nobody can break.
fn long_reason() -> String {
    let address = format!("https://standards.example/{}", "0123456789abcdef/".repeat(9));
    format!("1. Say what <b>coating</b> it is & how thick.\n2. See {address}\n3. {}", "请补充说明".repeat(40))
}

pub(super) fn envelope(to: &Account, kind: LetterKind, topic: Topic) -> Envelope<'_> {
    Envelope {
        to,
        site: SITE,
        key: format!("{}.1", kind.code()),
        topic,
        thread: None,
        token: Some("5ec7e7".to_owned()),
        secret: false,
    }
}

/// One of each event.
pub(super) fn events() -> Vec<Event> {
    let organization = Named { id: OrganizationId::from_random(9), names: organization() };
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

/// Events about what has the longest names.
fn long_events() -> Vec<Event> {
    let named = Named {
        id: OrganizationId::from_random(9),
        names: Names::new(Some(long_title()), Some(title(&"江苏恒源".repeat(40)))).unwrap(),
    };
    let posting = PostingId::from_random(Kind::Need, 3);
    vec![
        Event::PostingReviewed {
            posting,
            title: long_title(),
            state: VersionState::ChangesAsked,
            reason: Some(long_reason()),
        },
        Event::PostingTakenOff { posting, title: title("短标题"), reason: long_reason() },
        Event::Verification {
            organization: named,
            state: VerificationState::Refused,
            reason: Some(long_reason()),
        },
    ]
}

/// The letter that tells one event.
pub(super) fn notice(to: &Account, event: &Event) -> Letter {
    let told = Messages::new(to.language).told(event);
    Notice { envelope: envelope(to, event.kind(), event.topic()), told }.write().unwrap()
}

fn digest(to: &Account, events: &[Event], more: usize) -> Letter {
    let m = Messages::new(to.language);
    let told = events.iter().map(|event| m.told(event)).collect();
    let envelope = envelope(to, LetterKind::Digest, Topic::Moderation);
    Digest { envelope, told, more }.write().unwrap()
}

pub(super) fn new_matches(to: &Account) -> Letter {
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
    let envelope = envelope(to, LetterKind::Matches, Topic::Match);
    NewMatches { envelope, postings: vec![posting], more: 0 }.write().unwrap()
}

/// New matches of several postings, with all that is long.
fn many_matches(to: &Account) -> Letter {
    let found = |of, number, score| NewMatch {
        id: PostingId::from_random(of, number),
        title: long_title().to_string(),
        language: Language::En,
        organization: format!("{} · {}", "秦岭理工大学材料科学与工程学院".repeat(6), "Xi’an, Shaanxi"),
        score,
        reasons: vec![
            "共同提到抗熔融硅铝酸钙镁腐蚀".repeat(5),
            "Both speak of environmental barriers".repeat(3),
        ],
        gap: (score < 100).then(|| "Asks for TRL 7 and offers TRL 5; ".repeat(8)),
    };
    let posting = |kind: Kind, number| PostingMatches {
        id: PostingId::from_random(kind, number),
        title: long_title().to_string(),
        language: Language::En,
        best: [100, 92, 8].map(|score| found(kind.counterpart(), number + u64::from(score), score)).into(),
        more: 17,
    };
    let postings = vec![posting(Kind::Need, 3), posting(Kind::Capability, 4)];
    NewMatches { envelope: envelope(to, LetterKind::Matches, Topic::Match), postings, more: 3 }
        .write()
        .unwrap()
}

/// One of every kind that is worded here, and the long ones.
pub(crate) fn samples(language: Language) -> Vec<Sample> {
    let to = reader(language);
    let long_name = Account { name: title(&"Maximilian-Alexander".repeat(9)), ..to.clone() };
    let told = events();
    // New matches have a letter of their own; on the site alone they are told as an event.
    let single = told.iter().filter(|event| event.kind() != LetterKind::Matches);
    let mut samples: Vec<Sample> = single.map(|event| Sample::usual(notice(&to, event))).collect();
    let moderation: Vec<Event> =
        told.iter().filter(|event| event.topic() == Topic::Moderation).cloned().collect();
    samples.extend([
        Sample::usual(new_matches(&to)),
        Sample::usual(digest(&to, &moderation, 0)),
        Sample { variant: "long", letter: notice(&long_name, &long_events()[0]) },
        Sample { variant: "long", letter: many_matches(&long_name) },
        Sample { variant: "long", letter: digest(&long_name, &long_events(), 12) },
    ]);
    samples
}
