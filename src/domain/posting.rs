//! Postings: what enterprises need and what universities can do.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::codes::{Discipline, Industry, Region, StrategicIndustry};
use super::form::Forms;
use super::ids::{OrganizationId, PostingId};
use super::language::Language;
use super::money::MoneyRange;
use super::stage::Trl;
use super::state::{Disclosure, State};
use super::terms::{IpStance, Months};
use super::text::{Description, Keyword, Line, Summary, Title};

/// The two kinds of posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// What an enterprise looks for.
    Need,
    /// What a university offers.
    Capability,
}

/// The text names neither kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither a need nor a capability")]
pub struct UnknownKind;

impl Kind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Need, Self::Capability];

    /// The code used in addresses, files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Capability => "capability",
        }
    }

    /// The letter that an identifier begins with.
    pub fn letter(self) -> char {
        match self {
            Self::Need => 'N',
            Self::Capability => 'C',
        }
    }

    /// The kind that this one is matched with.
    pub fn counterpart(self) -> Self {
        match self {
            Self::Need => Self::Capability,
            Self::Capability => Self::Need,
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        match s.trim().to_lowercase().as_str() {
            "need" | "needs" | "demand" | "需求" => Ok(Self::Need),
            "capability" | "capabilities" | "supply" | "能力" | "成果" => Ok(Self::Capability),
            _ => Err(UnknownKind),
        }
    }
}

/// What only one kind of posting has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// A need's requirements.
    Need {
        /// What a counterpart must meet.
        must_haves: Vec<Line>,
        /// What would be welcome besides.
        nice_to_haves: Vec<Line>,
    },
    /// A capability's proof.
    Capability {
        /// What was measured, with figures, method and year.
        evidence: Vec<Line>,
    },
}

/// The text and the terms of a need or a capability: everything that is compared.
///
/// An empty list and a `None` both mean "not stated".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The title.
    pub title: Title,
    /// One sentence.
    pub summary: Option<Summary>,
    /// The text in paragraphs.
    pub description: Option<Description>,
    /// The language of the text.
    pub language: Language,
    /// Keywords, in the author's order, without repeats; at most [`Posting::MAX_LIST`].
    pub keywords: Vec<Keyword>,
    /// Requirements or evidence; at most [`Posting::MAX_LIST`] lines each.
    pub detail: Detail,
    /// The readiness asked (need) or offered (capability).
    pub trl: Option<Trl>,
    /// The forms of cooperation sought or offered.
    pub forms: Forms,
    /// GB/T 4754-2017.
    pub industries: Vec<Industry>,
    /// GB/T 13745-2009.
    pub disciplines: Vec<Discipline>,
    /// Strategic emerging industries (2018).
    pub strategic_industries: Vec<StrategicIndustry>,
    /// Where the work is to be done, or can be.
    pub region: Option<Region>,
    /// Whether the work may be done at a distance.
    pub remote: Option<bool>,
    /// A need's budget, a capability's price band.
    pub budget: Option<MoneyRange>,
    /// A need: results wanted within; a capability: usual duration.
    pub period: Option<Months>,
    /// Who is to own the result.
    pub ip: Option<IpStance>,
    /// The last day on which an answer helps.
    pub deadline: Option<NaiveDate>,
    /// How much strangers may read.
    pub disclosure: Disclosure,
}

impl Posting {
    /// The most entries of any list in a posting.
    pub const MAX_LIST: usize = 30;

    /// Whether it is a need or a capability.
    pub fn kind(&self) -> Kind {
        match self.detail {
            Detail::Need { .. } => Kind::Need,
            Detail::Capability { .. } => Kind::Capability,
        }
    }

    /// A posting of which only kind, title and language are known.
    pub fn bare(kind: Kind, title: Title, language: Language) -> Self {
        Self {
            title,
            summary: None,
            description: None,
            language,
            keywords: Vec::new(),
            detail: match kind {
                Kind::Need => Detail::Need { must_haves: Vec::new(), nice_to_haves: Vec::new() },
                Kind::Capability => Detail::Capability { evidence: Vec::new() },
            },
            trl: None,
            forms: Forms::default(),
            industries: Vec::new(),
            disciplines: Vec::new(),
            strategic_industries: Vec::new(),
            region: None,
            remote: None,
            budget: None,
            period: None,
            ip: None,
            deadline: None,
            disclosure: Disclosure::Public,
        }
    }
}

impl Posting {
    /// What everybody reads of a posting that isn't public: title, summary and what is said in codes. Whatever
    /// else it says is left out, as if it had never been stated.
    #[must_use]
    pub fn public_part(self) -> Self {
        let bare = Self::bare(self.kind(), self.title, self.language);
        Self {
            summary: self.summary,
            trl: self.trl,
            forms: self.forms,
            industries: self.industries,
            disciplines: self.disciplines,
            strategic_industries: self.strategic_industries,
            region: self.region,
            ip: self.ip,
            disclosure: self.disclosure,
            ..bare
        }
    }
}

/// A posting as the platform keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The public identifier.
    pub id: PostingId,
    /// The author's own key, unique within the organization's files; lets an import recognise what it brought before.
    pub reference: Option<String>,
    /// Whose it is.
    pub organization: OrganizationId,
    /// Where it stands in its life.
    pub state: State,
    /// When it was first published, if ever.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// What it says.
    pub posting: Posting,
}
