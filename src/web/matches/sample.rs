//! A need and a capability with hand-made findings, for the tests of pages.

use chrono::{DateTime, NaiveDate};

use crate::domain::organization::Names;
use crate::domain::{
    Amount, Currency, Description, Detail, Extent, Fit, Form, Industry, IpStance, Keyword, Kind, Language,
    Line, MoneyRange, Months, Organization, OrganizationId, OrganizationKind, Posting, Profile, Record,
    Region, State, Summary, Title, Trl,
};
use crate::flows::PostingView;
use crate::matching::{Concept, Explanation, Field, Finding, Gap, Mark, MoneyFinding, Nearness};

/// Text that would break out of a page that didn't escape it.
const HOSTILE: &str = "<script>alert(1)</script> & \"quoted\" 'text'";

fn lines(texts: &[&str]) -> Vec<Line> {
    texts.iter().map(|text| Line::parse(text).unwrap()).collect()
}

fn view(id: &str, organization: &str, posting: Posting) -> PostingView {
    let organization = Organization {
        id: OrganizationId::from_random(7),
        reference: None,
        kind: OrganizationKind::Enterprise,
        names: Names::new(Title::parse(organization).ok(), None).unwrap(),
        region: None,
        industries: Vec::new(),
        disciplines: Vec::new(),
        website: None,
        description_en: None,
        description_zh: None,
        verified: true,
        credit_code: None,
        size: None,
        suspended: false,
    };
    let record = Record {
        id: id.parse().unwrap(),
        reference: None,
        organization: organization.id,
        state: State::Published,
        published_at: DateTime::from_timestamp(1_793_000_000, 0),
        updated_at: DateTime::from_timestamp(1_793_000_000, 0).unwrap(),
        posting,
    };
    PostingView { record, organization, extent: Extent::Whole }
}

/// An English need.
pub(in crate::web) fn need() -> PostingView {
    let mut need = Posting::bare(
        Kind::Need,
        Title::parse("High-temperature ceramic coating for turbine blades").unwrap(),
        Language::En,
    );
    need.summary = Summary::parse("First-stage blades lose their ceramic top coat after 400 starts.").ok();
    need.description = Description::parse(
        "We need a ceramic top coat for first-stage blades that holds at 1,250 °C.\n\nThe partner should \
         run burner-rig tests and prepare an engine test.",
    )
    .ok();
    need.keywords = vec![Keyword::parse("CMAS").unwrap(), Keyword::parse("热障涂层").unwrap()];
    need.detail = Detail::Need {
        must_haves: lines(&["Deposition on real blade geometry", HOSTILE]),
        nice_to_haves: lines(&["Two doctoral candidates"]),
    };
    need.trl = Trl::new(7).ok();
    need.forms = [Form::JointResearch, Form::Testing].into_iter().collect();
    need.industries = vec![Industry::from_code("3413").unwrap()];
    need.region = Region::from_code("320200").ok();
    need.remote = Some(true);
    need.budget = MoneyRange::new("3000000".parse().ok(), "4500000".parse().ok(), Currency::Cny).ok();
    need.period = Months::new(18).ok();
    need.ip = Some(IpStance::JointOwnership);
    need.deadline = NaiveDate::from_ymd_opt(2027, 1, 31);
    view("N-7F3K9Q", "Hengyuan Turbine Technology", need)
}

/// A Chinese capability.
pub(in crate::web) fn capability() -> PostingView {
    let mut capability = Posting::bare(
        Kind::Capability,
        Title::parse("悬浮液等离子喷涂稀土锆酸盐涂层").unwrap(),
        Language::Zh,
    );
    capability.description =
        Description::parse(&format!("我们制备热障涂层，可开展燃烧台架试验。{HOSTILE}")).ok();
    capability.detail =
        Detail::Capability { evidence: lines(&["试样通过1200 ℃、1180次热循环（2025年）"]) };
    capability.trl = Trl::new(5).ok();
    capability.region = Region::from_code("610100").ok();
    view("C-2B4D6F", "Qinling University of Technology", capability)
}

/// Where `part` stands in `text`.
fn mark(field: Field, text: &str, part: &str, concept: usize) -> Mark {
    let at = text.find(part).unwrap();
    Mark { field, range: at..at + part.len(), concept }
}

/// What fits and what is missing, with these values for the topic (0–1) and in all (0–100).
pub(in crate::web) fn why(topic: f32, total: u32) -> Explanation {
    let (need, capability) = (need().record.posting, capability().record.posting);
    let (asked, offered) = (need.description.unwrap(), capability.description.unwrap());
    let concept = |number, need: &str, capability: &str| Concept {
        number,
        need: need.into(),
        capability: capability.into(),
        share: 0.5,
    };
    Explanation {
        fit: Fit::of_total(
            Profile::new([Some(topic), Some(0.9), Some(0.56), None, Some(0.7), Some(0.8)]),
            total,
        ),
        findings: [
            Finding::Topic { shared: 3 },
            Finding::Chain { industry: Industry::from_code("34").ok(), discipline: None },
            Finding::Stage { asked: Trl::new(7).unwrap(), offered: Trl::new(5).unwrap() },
            Finding::NotStated,
            Finding::Region { nearness: Nearness::Remote, need: need.region, capability: capability.region },
            Finding::Terms { money: Some(MoneyFinding::Covered), period: None, ip: None },
        ],
        concepts: vec![
            concept(1, "热障涂层", "热障涂层"),
            concept(2, "burner-rig tests", "燃烧台架试验"),
            concept(3, HOSTILE, HOSTILE),
        ],
        need_marks: vec![
            mark(Field::Description, asked.as_str(), "burner-rig tests", 2),
            mark(Field::Keyword(1), "热障涂层", "热障涂层", 1),
            mark(Field::Line(1), HOSTILE, "<script>alert(1)</script> & \"quoted\"", 3),
        ],
        capability_marks: vec![
            mark(Field::Description, offered.as_str(), "热障涂层", 1),
            mark(Field::Description, offered.as_str(), "燃烧台架试验", 2),
            mark(Field::Description, offered.as_str(), "<script>alert(1)</script>", 3),
        ],
        requirements: Vec::new(),
        lift: None,
        gaps: vec![
            Gap::Stage { asked: Trl::new(7).unwrap(), offered: Trl::new(5).unwrap() },
            Gap::MustHave { index: 1 },
            Gap::Budget { budget: amount("4500000"), price: amount("6000000"), currency: Currency::Cny },
            Gap::Chain,
        ],
    }
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}
