//! What is missing.

use super::Pair;
use crate::domain::{Detail, Dimension, Fit};
use crate::matching::analysis::{is_generic, tokens};
use crate::matching::dimension::terms::{IP_EXCLUDES, ip_value};
use crate::matching::{Finding, Gap, MoneyFinding, Nearness};

/// Below this topic hardly anything is shared.
const TOPIC_MISSING: f32 = 0.1;
/// Below this share of its weight a must-have finds no answer in the capability's text.
const ANSWERED: f32 = 0.25;

/// The gaps, the gravest first.
pub(super) fn gaps(pair: &Pair<'_>, fit: &Fit, findings: &[Finding; 6]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let value = |dimension| fit.profile.get(dimension);
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
    gaps.extend(unanswered(pair).map(|index| Gap::MustHave { index }));
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

/// The must-haves of which the capability's text holds hardly anything, in one language.
fn unanswered(pair: &Pair<'_>) -> impl Iterator<Item = usize> {
    let lines = match &pair.need_posting.detail {
        Detail::Need { must_haves, .. } if one_language(pair) => &must_haves[..],
        _ => &[],
    };
    let unanswered = |line: &str| answered(pair, line).is_some_and(|share| share < ANSWERED);
    lines.iter().enumerate().filter(move |(_, line)| unanswered(line.as_str())).map(|(index, _)| index)
}

/// The share of a line's weight that the capability's text holds; `None` for a line without subject.
fn answered(pair: &Pair<'_>, line: &str) -> Option<f32> {
    let (mut held, mut whole) = (0.0, 0.0);
    for token in tokens(line) {
        if token.term.is_word() && is_generic(&token.term) {
            continue;
        }
        let Some(term) = pair.text.id(&token.term) else { continue };
        let weight = pair.text.weight(term);
        whole += weight;
        if pair.text.has(pair.capability, term) {
            held += weight;
        }
    }
    (whole > 0.0).then(|| held / whole)
}
