//! What a comparison found, as data: the pages, mails and reports put it into words.

use std::ops::Range;

use super::lift::Lift;
use super::requirement::Requirement;

use crate::domain::{
    Amount, Currency, Dimension, Discipline, Fit, Form, Forms, Industry, IpStance, Months, Region, Trl,
};

/// Everything that is said about one pair, computed by the scorer itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The profile and the total.
    pub fit: Fit,
    /// One finding per dimension, in the order of [`Dimension::ALL`].
    pub findings: [Finding; 6],
    /// What both texts speak of, the strongest first, at most [`Explanation::MAX_CONCEPTS`].
    pub concepts: Vec<Concept>,
    /// Where the need's text speaks of a concept.
    pub need_marks: Vec<Mark>,
    /// Where the capability's text speaks of a concept.
    pub capability_marks: Vec<Mark>,
    /// How the capability answers the need's must-haves and nice-to-haves, in their order.
    pub requirements: Vec<Requirement>,
    /// What is missing, the gravest first.
    pub gaps: Vec<Gap>,
    /// The smallest change that would lift the pair into the next band, if a single one does.
    pub lift: Option<Lift>,
}

impl Explanation {
    /// The most concepts that one explanation names.
    pub const MAX_CONCEPTS: usize = 8;

    /// The finding of one dimension.
    pub fn finding(&self, dimension: Dimension) -> &Finding {
        &self.findings[dimension as usize]
    }
}

/// One thing that both texts speak of, in the words of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Concept {
    /// The number that marks it in both texts, from 1.
    pub number: usize,
    /// The need's words.
    pub need: String,
    /// The capability's words.
    pub capability: String,
    /// Its share of the topic score, 0–1.
    pub share: f32,
}

/// A field of a posting's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The description.
    Description,
    /// The keyword at this place of the list.
    Keyword(usize),
    /// The must-have (need) or evidence (capability) at this place of the list.
    Line(usize),
    /// The nice-to-have at this place of the list.
    Extra(usize),
}

/// A passage that speaks of a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The field.
    pub field: Field,
    /// Bytes of the field's text, on character boundaries. Marks of one field don't overlap.
    pub range: Range<usize>,
    /// The number of the concept.
    pub concept: usize,
}

/// What one dimension's comparison found. `NotStated` means that it doesn't count.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// One side or both say too little to compare.
    NotStated,
    /// How many concepts are shared.
    Topic {
        /// Shared concepts.
        shared: usize,
    },
    /// The nearest industry and discipline that both stand in.
    Chain {
        /// The lowest common entry of the industry tree, if any.
        industry: Option<Industry>,
        /// The lowest common entry of the discipline tree, if any.
        discipline: Option<Discipline>,
    },
    /// Readiness asked and offered.
    Stage {
        /// What the need asks.
        asked: Trl,
        /// What the capability offers.
        offered: Trl,
    },
    /// Forms of cooperation.
    Form {
        /// Sought and offered.
        shared: Forms,
        /// Sought, not offered.
        missing: Forms,
    },
    /// The two places.
    Region {
        /// How near they are.
        nearness: Nearness,
        /// The need's place.
        need: Option<Region>,
        /// The capability's place.
        capability: Option<Region>,
    },
    /// Money, time and intellectual property; each `None` unless both sides state it.
    Terms {
        /// Budget against price.
        money: Option<MoneyFinding>,
        /// Months wanted against months usual.
        period: Option<(Months, Months)>,
        /// The two stances.
        ip: Option<(IpStance, IpStance)>,
    },
}

/// How near two places are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// The same city.
    SameCity,
    /// The same province.
    SameProvince,
    /// Provinces that border each other.
    Neighbours,
    /// Far apart, and both accept remote work.
    Remote,
    /// Far apart.
    Far,
}

/// Budget against price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyFinding {
    /// The price lies within the budget, or the two bands overlap.
    Covered,
    /// The lowest price lies above the highest budget.
    Over {
        /// The highest budget.
        budget: Amount,
        /// The lowest price.
        price: Amount,
        /// The currency of both.
        currency: Currency,
    },
    /// The two are stated in different currencies.
    OtherCurrency,
}

/// Something that the need asks and the capability doesn't bring.
#[derive(Debug, Clone, PartialEq)]
pub enum Gap {
    /// Less ripe than asked; the step on the way that is missing first.
    Stage {
        /// What the need asks.
        asked: Trl,
        /// What the capability offers.
        offered: Trl,
    },
    /// A must-have (by its place in the list) that nothing in the capability's text answers.
    MustHave {
        /// The place in the need's list.
        index: usize,
    },
    /// No common form of cooperation, or none of the wanted ones.
    Form {
        /// Sought, not offered.
        missing: Form,
    },
    /// The price lies above the budget.
    Budget {
        /// The highest budget.
        budget: Amount,
        /// The lowest price.
        price: Amount,
        /// The currency of both.
        currency: Currency,
    },
    /// It usually takes longer than wanted.
    Period {
        /// Wanted within.
        wanted: Months,
        /// Usual duration.
        usual: Months,
    },
    /// The two stances on intellectual property exclude each other.
    Ip {
        /// The need's.
        wanted: IpStance,
        /// The capability's.
        offered: IpStance,
    },
    /// Far apart, and one side doesn't accept remote work.
    Region {
        /// The need's place.
        need: Region,
        /// The capability's place.
        capability: Region,
    },
    /// Hardly any shared concept.
    Topic,
    /// Another industry and another discipline.
    Chain,
}
