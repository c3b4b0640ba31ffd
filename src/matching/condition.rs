//! Hard conditions: what keeps a pair from being matched, whatever its score.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::PostingId;

/// Why a pair isn't matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Condition {
    /// Both postings are of one organization.
    OwnOrganization,
    /// The deadline of one of the two is over.
    Expired {
        /// The earlier deadline.
        deadline: NaiveDate,
    },
    /// One of the two sides refused the other before.
    Refused,
    /// The capability contradicts a must-have of the need.
    Contradicted {
        /// The must-have's place in the list.
        line: usize,
    },
}

/// What conditions depend on besides the postings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The day for which deadlines are judged; without one none is over.
    pub today: Option<NaiveDate>,
    /// Pairs of a need and a capability of which one side refused the other.
    pub refused: HashSet<(PostingId, PostingId)>,
}
