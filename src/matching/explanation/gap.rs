//! What is missing.

use super::Pair;
use crate::domain::{Dimension, Fit};
use crate::matching::dimension::terms::{IP_EXCLUDES, ip_value};
use crate::matching::requirement::{Requirement, Status};
use crate::matching::{Field, Finding, Gap, MoneyFinding, Nearness};

/// Below this topic hardly anything is shared.
const TOPIC_MISSING: f32 = 0.1;

/// The gaps, the gravest first.
pub(super) fn gaps(
    pair: &Pair<'_>,
    fit: &Fit,
    findings: &[Finding; 6],
    requirements: &[Requirement],
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let value = |dimension| fit.profile().get(dimension);
    if one_language(pair) && value(Dimension::Topic).is_some_and(|topic| topic < TOPIC_MISSING) {
        gaps.push(Gap::Topic);
    }
    if let Finding::Chain { industry: None, discipline: None } = findings[Dimension::Chain as usize] {
        gaps.push(Gap::Chain);
    }
    if let Finding::Stage { asked, offered } = findings[Dimension::Stage as usize]
        && offered < asked
    {
        gaps.push(Gap::Stage { asked, offered });
    }
    gaps.extend(unanswered(pair, requirements).into_iter().map(|index| Gap::MustHave { index }));
    gaps.extend(terms(&findings[Dimension::Terms as usize]));
    if let Finding::Form { shared, missing } = &findings[Dimension::Form as usize]
        && shared.is_empty()
    {
        gaps.extend(missing.iter().next().map(|missing| Gap::Form { missing }));
    }
    if let Finding::Region { nearness: Nearness::Far, need: Some(need), capability: Some(capability) } =
        findings[Dimension::Region as usize]
    {
        gaps.push(Gap::Region { need, capability });
    }
    gaps
}

/// Money, time and rights, in this order.
fn terms(finding: &Finding) -> Vec<Gap> {
    let Finding::Terms { money, period, ip } = finding else { return Vec::new() };
    let mut gaps = Vec::new();
    if let Some(MoneyFinding::Over { budget, price, currency }) = *money {
        gaps.push(Gap::Budget { budget, price, currency });
    }
    if let Some((wanted, usual)) = *period
        && usual > wanted
    {
        gaps.push(Gap::Period { wanted, usual });
    }
    if let Some((wanted, offered)) = *ip
        && ip_value(wanted, offered) < IP_EXCLUDES
    {
        gaps.push(Gap::Ip { wanted, offered });
    }
    gaps
}

/// Whether the texts are in one language. The list of terms knows too few of the words of two to say
/// what is missing, so that nothing is said about what isn't shared.
fn one_language(pair: &Pair<'_>) -> bool {
    pair.text.languages(pair.need, pair.capability).is_none()
}

/// The must-haves that the capability contradicts, and those of which it says nothing.
fn unanswered(pair: &Pair<'_>, requirements: &[Requirement]) -> Vec<usize> {
    let with = |wanted: Status| {
        requirements.iter().filter_map(move |requirement| match requirement.line {
            Field::Line(at) if requirement.status == wanted => Some(at),
            _ => None,
        })
    };
    let silent = with(Status::NotStated).filter(|_| one_language(pair));
    with(Status::Not).chain(silent).collect()
}
