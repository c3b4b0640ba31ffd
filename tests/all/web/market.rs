//! What the site of these tests holds.

use sunmao::domain::{
    Amount, Currency, Detail, Disclosure, Form, Industry, IpStance, Keyword, Kind, Line, MoneyRange, Months,
    Region, State, Summary, Title, Trl,
};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};

use crate::support::sample;

/// A need with every field.
pub(super) const NEED: &str = "N-000001";

/// A capability that fits it.
pub(super) const CAPABILITY: &str = "C-000001";

/// Postings that strangers may not see; the titles have a word of their own.
pub(super) const HIDDEN: [&str; 4] = ["N-00000A", "N-00000B", "C-00000C", "C-00000D"];

/// The word in the titles of the hidden postings.
pub(super) const SECRET: &str = "xylophone";

/// The organization of the hidden postings has nothing else.
pub(super) const SECRETIVE: &str = "O-00000S";

/// Text that must never be taken for markup.
pub(super) const HOSTILE: &str = "</li><script>alert(1)</script>\" onmouseover=\"alert(2)";

pub(super) fn organizations() -> Vec<OrganizationRecord> {
    let mut maker = sample::organization("maker");
    maker.region = Region::from_code("320200").ok();
    maker.verified = Some(true);
    let mut secretive = sample::organization("secretive");
    secretive.id = SECRETIVE.parse().ok();
    vec![maker, sample::organization("college"), secretive]
}

pub(super) fn postings() -> Vec<PostingRecord> {
    let mut all = vec![need(), capability()];
    all.extend(hidden());
    // Enough for two pages.
    all.extend((0..24).map(|n| {
        let title = format!("Fermentation of grape must, batch {n}");
        sample::posting(Kind::Capability, &format!("batch-{n}"), "college", &title)
    }));
    all
}

fn need() -> PostingRecord {
    let mut need =
        sample::posting(Kind::Need, "coating", "maker", &format!("Thermal barrier coating {HOSTILE}"));
    need.id = NEED.parse().ok();
    let posting = &mut need.posting;
    posting.summary = Summary::parse("A coating that survives 1,250 °C.").ok();
    posting.keywords = vec![Keyword::parse("热障涂层 & <b>").unwrap()];
    posting.detail = Detail::Need {
        must_haves: vec![Line::parse("1,000 cycles").unwrap()],
        nice_to_haves: vec![Line::parse("a burner rig with dust feed").unwrap()],
    };
    posting.trl = Trl::new(7).ok();
    posting.forms = [Form::JointResearch, Form::Internship].into_iter().collect();
    posting.industries = vec![Industry::from_code("3413").unwrap()];
    posting.region = Region::from_code("320200").ok();
    posting.remote = Some(true);
    let amount = |text: &str| text.parse::<Amount>().ok();
    posting.budget = MoneyRange::new(amount("3000000"), amount("4500000"), Currency::Cny).ok();
    posting.period = Months::new(18).ok();
    posting.ip = Some(IpStance::JointOwnership);
    posting.deadline = "2099-01-31".parse().ok();
    need
}

fn capability() -> PostingRecord {
    let mut capability = sample::posting(
        Kind::Capability,
        "spraying",
        "college",
        "Thermal barrier coating by plasma spraying",
    );
    capability.id = CAPABILITY.parse().ok();
    capability.posting.detail =
        Detail::Capability { evidence: vec![Line::parse("1,180 furnace cycles at 1,200 °C").unwrap()] };
    capability.posting.trl = Trl::new(5).ok();
    capability.posting.region = Region::from_code("610100").ok();
    capability
}

fn hidden() -> impl Iterator<Item = PostingRecord> {
    let ways = [
        (State::Draft, Disclosure::Public),
        (State::Closed, Disclosure::Confidential),
        (State::InReview, Disclosure::Public),
        (State::Refused, Disclosure::Teaser),
    ];
    HIDDEN.into_iter().zip(ways).map(|(id, (state, disclosure))| {
        let kind = if id.starts_with('N') { Kind::Need } else { Kind::Capability };
        let mut hidden = sample::posting(kind, id, "secretive", "placeholder");
        hidden.id = id.parse().ok();
        hidden.state = Some(state);
        hidden.posting.title = Title::parse(&format!("Thermal barrier coating {SECRET} {id}")).unwrap();
        hidden.posting.disclosure = disclosure;
        hidden
    })
}
