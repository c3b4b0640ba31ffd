//! View models that several pages share.

use chrono::{NaiveDate, Utc};

use crate::domain::{Dimension, Kind, Language, OrganizationId, PostingId, Profile, Region};
use crate::flows::PostingView;
use crate::i18n::Messages;

/// A deadline this near is marked.
const SOON_DAYS: i64 = 14;

/// A posting in a list.
#[derive(Debug, Clone)]
pub struct PostingLine {
    /// The public identifier.
    pub id: PostingId,
    /// Need or capability.
    pub kind: Kind,
    /// The language of the text.
    pub language: Language,
    /// The title.
    pub title: String,
    /// Whose it is.
    pub organization: OrganizationLine,
    /// Facts about it, in the reader's language.
    pub facts: Vec<String>,
}

/// An organization in a line of facts.
#[derive(Debug, Clone)]
pub struct OrganizationLine {
    /// The public identifier.
    pub id: OrganizationId,
    /// Its name, in the reader's language where it has one.
    pub name: String,
    /// The language of the name.
    pub language: Language,
    /// Whether somebody checked that it is what it says.
    pub verified: bool,
}

/// One row of the docking profile.
#[derive(Debug, Clone)]
pub struct JointRow {
    /// The dimension's name.
    pub label: String,
    /// 0–100, or `None` when not stated.
    pub percent: Option<u8>,
}
