//! Why two postings fit, in words.

use crate::domain::{Dimension, Forms};
use crate::i18n::Messages;
use crate::matching::{Concept, Explanation, Finding, MoneyFinding, Nearness};

/// The most reasons that are named for one match.
const MAX_REASONS: usize = 3;

/// The lowest value of a dimension, 0–1, that counts as a reason; below it a page shows it as low.
pub const REASON_FROM: f32 = 0.6;

impl Messages {
    /// Why two postings fit: a shared topic first, then the other dimensions, the strongest first;
    /// at most three, none if nothing fits well.
    pub fn reasons(self, explanation: &Explanation) -> Vec<String> {
        let profile = explanation.fit.profile();
        let mut strong: Vec<(Dimension, f32, Finding)> = profile
            .iter()
            .filter_map(|(dimension, value)| {
                let value = value.filter(|value| *value >= REASON_FROM)?;
                Some((dimension, value, agreeing(explanation.finding(dimension))?))
            })
            .collect();
        // Stable, so that equally strong ones keep the order of the dimensions.
        strong.sort_by(|a, b| {
            let is_topic = |dimension| dimension == Dimension::Topic;
            is_topic(b.0).cmp(&is_topic(a.0)).then(b.1.total_cmp(&a.1))
        });
        strong.truncate(MAX_REASONS);
        strong
            .into_iter()
            .map(|(dimension, _, finding)| {
                if dimension == Dimension::Topic && !explanation.concepts.is_empty() {
                    let named = explanation.concepts.iter().take(MAX_REASONS);
                    return self.v("reason-topic", self.list(named.map(|concept| self.concept(concept))));
                }
                self.finding(&finding)
            })
            .collect()
    }

    /// A shared concept in the words of both, or once where both say nearly the same.
    pub fn concept(self, concept: &Concept) -> String {
        if same_words(concept) {
            return concept.need.clone();
        }
        self.with(
            "concept-pair",
            &[("need", concept.need.clone().into()), ("capability", concept.capability.clone().into())],
        )
    }
}

/// The part of a finding that speaks for a pair, if there is any.
fn agreeing(finding: &Finding) -> Option<Finding> {
    match finding.clone() {
        Finding::NotStated
        | Finding::Topic { shared: 0 }
        | Finding::Chain { industry: None, discipline: None }
        | Finding::Region { nearness: Nearness::Far, .. } => None,
        Finding::Stage { asked, offered } if offered < asked => None,
        Finding::Form { shared, .. } => {
            (!shared.is_empty()).then_some(Finding::Form { shared, missing: Forms::default() })
        }
        Finding::Terms { money, period, ip } => {
            let money = money.filter(|money| *money == MoneyFinding::Covered);
            let period = period.filter(|(wanted, usual)| usual <= wanted);
            let ip = ip.filter(|(wanted, offered)| wanted == offered);
            let any = money.is_some() || period.is_some() || ip.is_some();
            any.then_some(Finding::Terms { money, period, ip })
        }
        finding => Some(finding),
    }
}

/// Whether both texts use the same words for a concept, but for case and an English ending:
/// `Coatings` and `coating`, `sprayed` and `spraying`.
pub fn same_words(concept: &Concept) -> bool {
    /// The longest ending in which forms of one word differ.
    const ENDING: usize = 3;
    /// The shortest part that they share before it.
    const STEM: usize = 4;
    let (need, capability) = (concept.need.to_lowercase(), concept.capability.to_lowercase());
    if need == capability {
        return true;
    }
    let common = need.bytes().zip(capability.bytes()).take_while(|(a, b)| a == b).count();
    let only_endings = [&need, &capability].into_iter().all(|words| {
        words
            .get(common..)
            .is_some_and(|rest| rest.len() <= ENDING && rest.bytes().all(|byte| byte.is_ascii_lowercase()))
    });
    let stem = need.get(..common).and_then(|stem| stem.rsplit([' ', '-']).next()).unwrap_or_default();
    only_endings && stem.is_ascii() && stem.len() >= STEM
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fit, IpStance, Language, Months, Profile, Region, Trl};

    fn trl(level: u8) -> Trl {
        Trl::new(level).unwrap()
    }

    fn region(code: &str) -> Region {
        Region::from_code(code).unwrap()
    }

    fn explanation(profile: [Option<f32>; 6]) -> Explanation {
        Explanation {
            fit: Fit::of_total(Profile::new(profile), 70),
            findings: [
                Finding::Topic { shared: 1 },
                Finding::Chain { industry: None, discipline: None },
                Finding::Stage { asked: trl(5), offered: trl(6) },
                Finding::NotStated,
                Finding::Region {
                    nearness: Nearness::SameCity,
                    need: Some(region("320200")),
                    capability: Some(region("320200")),
                },
                Finding::NotStated,
            ],
            concepts: vec![Concept {
                number: 1,
                need: "Ceramic coatings".into(),
                capability: "ceramic coating".into(),
                share: 0.4,
            }],
            need_marks: Vec::new(),
            capability_marks: Vec::new(),
            requirements: Vec::new(),
            gaps: Vec::new(),
            lift: None,
        }
    }

    #[test]
    fn reasons_begin_with_the_topic_and_are_never_weak_or_unstated_ones() {
        let reasons = Messages::new(Language::En).reasons(&explanation([
            Some(0.8),
            Some(0.2),
            Some(0.9),
            None,
            Some(1.0),
            None,
        ]));
        assert_eq!(
            reasons,
            [
                "Both speak of Ceramic coatings",
                "Both in Wuxi",
                "Asks TRL\u{a0}5, offers TRL\u{a0}6: as ready as asked"
            ]
        );
        assert!(Messages::new(Language::Zh).reasons(&explanation([Some(0.3); 6])).is_empty());
    }

    #[test]
    fn only_what_agrees_is_a_reason() {
        let mut mixed = explanation([None, None, Some(0.7), None, None, Some(0.7)]);
        mixed.findings[Dimension::Stage as usize] = Finding::Stage { asked: trl(7), offered: trl(6) };
        mixed.findings[Dimension::Terms as usize] = Finding::Terms {
            money: Some(MoneyFinding::Covered),
            period: Months::new(12).ok().zip(Months::new(18).ok()),
            ip: Some((IpStance::JointOwnership, IpStance::Open)),
        };
        assert_eq!(Messages::new(Language::En).reasons(&mixed), ["The budget covers the price"]);
    }

    #[test]
    fn concepts_name_both_words_only_where_they_differ() {
        let concept = |need: &str, capability: &str| Concept {
            number: 1,
            need: need.into(),
            capability: capability.into(),
            share: 0.5,
        };
        let messages = Messages::new(Language::En);
        for (need, capability) in
            [("Burner rigs", "burner rig testing"), ("plasma", "spray"), ("涂层", "涂料")]
        {
            assert_eq!(messages.concept(&concept(need, capability)), format!("{need} = {capability}"));
        }
        for (need, capability) in
            [("Coatings", "coating"), ("robot sprayed", "robot spraying"), ("热障涂层", "热障涂层")]
        {
            assert_eq!(messages.concept(&concept(need, capability)), need);
        }
        assert_eq!(
            messages.concept(&concept("热障涂层", "thermal barrier coating")),
            "热障涂层 = thermal barrier coating"
        );
    }
}
