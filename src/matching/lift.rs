//! The smallest change that would lift a pair into the next band.

use super::Finding;
use super::dimension::terms::ip_value;
use crate::domain::{
    Amount, Band, Currency, Dimension, Fit, Form, IpStance, MoneyRange, Months, Points, Posting, Trl,
};

/// One thing that one side could do or say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// The capability becomes as ripe as asked.
    Stage {
        /// The readiness asked.
        to: Trl,
    },
    /// The capability offers one more form of cooperation.
    Form {
        /// The form sought.
        offer: Form,
    },
    /// The price begins within the budget.
    Price {
        /// The highest budget.
        to: Amount,
        /// The currency of both.
        currency: Currency,
    },
    /// It takes no longer than wanted.
    Period {
        /// Wanted within.
        to: Months,
    },
    /// The capability takes over the need's stance on intellectual property.
    Ip {
        /// The need's stance.
        to: IpStance,
    },
    /// Both accept remote work.
    Remote,
    /// Whoever didn't say so far says what suits the other in this dimension.
    State {
        /// The dimension.
        dimension: Dimension,
    },
}

/// A change, and what it would bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// The change.
    pub change: Change,
    /// The total with it.
    pub total: Points,
    /// The band with it.
    pub band: Band,
}

/// The change that reaches the next band with the least gain, if any single one does; `fit_of` scores
/// the pair with changed postings.
pub(super) fn lift(
    fit: &Fit,
    findings: &[Finding; 6],
    need: &Posting,
    capability: &Posting,
    fit_of: impl Fn(&Posting, &Posting) -> Fit,
) -> Option<Lift> {
    let next = Band::ALL.into_iter().find(|band| *band > fit.band())?;
    let lifts = changes(findings, need, capability).into_iter().filter_map(|change| {
        let (mut a, mut b) = (need.clone(), capability.clone());
        apply(change, &mut a, &mut b);
        let changed = fit_of(&a, &b);
        let lift = Lift { change, total: changed.total(), band: changed.band() };
        (lift.band >= next).then_some(lift)
    });
    lifts.min_by_key(|lift| lift.total)
}

/// What could be changed of a pair.
fn changes(findings: &[Finding; 6], need: &Posting, capability: &Posting) -> Vec<Change> {
    let mut changes = Vec::new();
    for (dimension, finding) in Dimension::ALL.into_iter().zip(findings) {
        match finding {
            Finding::Stage { asked, offered } if offered < asked => {
                changes.push(Change::Stage { to: *asked })
            }
            Finding::Form { missing, .. } => {
                changes.extend(missing.iter().map(|offer| Change::Form { offer }));
            }
            Finding::Terms { money, period, ip } => {
                if let Some(super::MoneyFinding::Over { budget, currency, .. }) = *money {
                    changes.push(Change::Price { to: budget, currency });
                }
                if let Some((wanted, usual)) = *period
                    && usual > wanted
                {
                    changes.push(Change::Period { to: wanted });
                }
                if let Some((wanted, offered)) = *ip
                    && ip_value(wanted, offered) < 1.0
                {
                    changes.push(Change::Ip { to: wanted });
                }
            }
            Finding::NotStated if can_be_stated(dimension, need, capability) => {
                changes.push(Change::State { dimension });
            }
            _ => {}
        }
    }
    if !(need.remote == Some(true) && capability.remote == Some(true)) {
        changes.push(Change::Remote);
    }
    changes
}

/// Whether one side states something that the other could answer.
fn can_be_stated(dimension: Dimension, need: &Posting, capability: &Posting) -> bool {
    match dimension {
        Dimension::Chain => {
            need.industries.is_empty() != capability.industries.is_empty()
                || need.disciplines.is_empty() != capability.disciplines.is_empty()
        }
        Dimension::Stage => need.trl.is_some() != capability.trl.is_some(),
        Dimension::Form => need.forms.is_empty() != capability.forms.is_empty(),
        Dimension::Terms => need.ip.is_some() != capability.ip.is_some(),
        Dimension::Topic | Dimension::Region => false,
    }
}

/// Makes the change.
fn apply(change: Change, need: &mut Posting, capability: &mut Posting) {
    match change {
        Change::Stage { to } => capability.trl = Some(to),
        Change::Form { offer } => {
            capability.forms = capability.forms.iter().chain([offer]).collect();
        }
        Change::Price { to, currency } => {
            capability.budget = MoneyRange::new(Some(to), Some(to), currency).ok().or(capability.budget);
        }
        Change::Period { to } => capability.period = Some(to),
        Change::Ip { to } => capability.ip = Some(to),
        Change::Remote => (need.remote, capability.remote) = (Some(true), Some(true)),
        Change::State { dimension } => state(dimension, need, capability),
    }
}

/// Lets each side say what the other says in a dimension, where it says nothing.
fn state(dimension: Dimension, need: &mut Posting, capability: &mut Posting) {
    fn fill<T: Clone>(a: &mut T, b: &mut T, is_empty: impl Fn(&T) -> bool) {
        if is_empty(a) {
            *a = b.clone();
        } else if is_empty(b) {
            *b = a.clone();
        }
    }
    match dimension {
        Dimension::Chain => {
            fill(&mut need.industries, &mut capability.industries, Vec::is_empty);
            fill(&mut need.disciplines, &mut capability.disciplines, Vec::is_empty);
        }
        Dimension::Stage => fill(&mut need.trl, &mut capability.trl, Option::is_none),
        Dimension::Form => fill(&mut need.forms, &mut capability.forms, |forms| forms.is_empty()),
        Dimension::Terms => fill(&mut need.ip, &mut capability.ip, Option::is_none),
        Dimension::Topic | Dimension::Region => {}
    }
}
