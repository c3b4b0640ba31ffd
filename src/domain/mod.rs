//! What exists and what is allowed.
//!
//! Pure values and rules: no I/O, no SQL, no HTML, no clock. Outside input becomes one of
//! these types once, at the edge, and from then on is known to be good.

pub mod access;
pub mod account;
pub mod attachment;
pub mod audit;
pub mod codes;
pub mod credit_code;
pub mod event;
pub mod fit;
pub mod form;
pub mod ids;
pub mod language;
pub mod letter;
pub mod mail_domain;
pub mod money;
pub mod organization;
pub mod password;
pub mod person;
pub mod posting;
pub mod redaction;
pub mod report;
pub mod saved_search;
pub mod schedule;
pub mod second_factor;
pub mod settings;
pub mod stage;
pub mod state;
pub mod terms;
pub mod text;
pub mod topic;
pub mod verification;
pub mod version;

pub use access::{Action, Denial, Person, Visitor, may, require};
pub use codes::{Discipline, Industry, Region, StrategicIndustry};
pub use event::Event;
pub use fit::{Band, Basis, Dimension, Fit, Points, Profile, Rating, Weights};
pub use form::{Form, Forms};
pub use ids::{
    AccountId, AttachmentId, BadId, DraftId, EvidenceId, InvitationId, NotificationId, OrganizationId,
    PostingId, ReportId, SearchId, SessionId, UploadId, VerificationId,
};
pub use language::Language;
pub use letter::Letter;
pub use money::{Amount, Currency, MoneyRange};
pub use organization::{Organization, OrganizationKind};
pub use posting::{Detail, Kind, Posting, Record};
pub use schedule::Schedule;
pub use stage::{Chain, Trl};
pub use state::{Disclosure, Extent, State};
pub use terms::{IpStance, Months};
pub use text::{Description, Keyword, Line, Summary, TextError, Title};
pub use topic::{LetterKind, Pace, Topic};
