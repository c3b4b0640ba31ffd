//! One match in the list.

use crate::domain::{Fit, PostingId};
use crate::flows::PostingView;
use crate::i18n::{JointRow, Messages, Statement};
use crate::matching::Explanation;
use crate::web::view::PostingLine;

use super::comparison::{Comparison, ConceptLine};

/// The most shared concepts that a card names.
const MAX_CONCEPTS: usize = 4;

/// The most gaps that a closed card names.
const MAX_GAPS: usize = 2;

/// A pair as the list of one side's matches shows it.
#[derive(Debug, Clone)]
pub struct Card {
    /// The counterpart.
    pub line: PostingLine,
    /// The need of the pair.
    pub need: PostingId,
    /// The capability of the pair.
    pub capability: PostingId,
    /// The score.
    pub fit: Fit,
    /// The six dimensions.
    pub joint: Vec<JointRow>,
    /// The strongest shared concepts.
    pub why: Vec<ConceptLine>,
    /// The gravest gaps; all of them once the card is open.
    pub gaps: Vec<Statement>,
    /// How many gaps are left out.
    pub more_gaps: usize,
    /// Both texts and a sentence for each dimension, if the card is open.
    pub comparison: Option<Comparison>,
}

/// The two sides of a pair, and which of them the reader looks at from the other.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The need.
    pub need: &'a PostingView,
    /// The capability.
    pub capability: &'a PostingView,
}

impl Card {
    /// The card of a pair whose `counterpart` is the side that the list is made of.
    pub fn new(
        m: Messages,
        sides: Sides<'_>,
        counterpart: &PostingView,
        why: &Explanation,
        open: bool,
    ) -> Self {
        let Sides { need, capability } = sides;
        let mut gaps: Vec<Statement> = why.gaps.iter().map(|gap| m.gap(gap, &need.record.posting)).collect();
        let more_gaps = if open { 0 } else { gaps.len().saturating_sub(MAX_GAPS) };
        gaps.truncate(gaps.len() - more_gaps);
        Self {
            line: PostingLine::new(m, counterpart),
            need: need.record.id,
            capability: capability.record.id,
            fit: why.fit,
            joint: JointRow::all(m, why.fit.profile()),
            why: why.concepts.iter().take(MAX_CONCEPTS).map(ConceptLine::new).collect(),
            gaps,
            more_gaps,
            comparison: open.then(|| Comparison::new(m, need, capability, why)),
        }
    }
}
