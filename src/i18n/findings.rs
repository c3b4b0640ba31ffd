//! What a comparison found, in words: one sentence per dimension, gaps, reasons, concepts.
//!
//! The words state what is asked and what is offered, take no side and never scold.

use std::fmt;

use super::Messages;
use crate::domain::{
    Detail, Dimension, Discipline, Forms, Industry, IpStance, Language, Months, Posting, Region,
};
use crate::matching::{Concept, Explanation, Finding, Gap, MoneyFinding, Nearness};

/// The most reasons that are named for one match.
const MAX_REASONS: usize = 3;

/// The lowest value of a dimension, 0–1, that counts as a reason; below it a page shows it as low.
pub const REASON_FROM: f32 = 0.6;

/// Something said in two parts, so that a reader who skims has read the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The point; ends in a colon.
    pub lead: String,
    /// What follows from it, or a quotation.
    pub rest: String,
    /// The language of `rest`: a quotation keeps that of its text.
    pub rest_language: Language,
}

impl Statement {
    /// What stands between the two parts: nothing after a full-width colon.
    pub fn between(&self) -> &'static str {
        if self.lead.ends_with(':') { " " } else { "" }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.lead, self.between(), self.rest)
    }
}

impl Messages {
    /// One sentence about one dimension, without a full stop.
    pub fn finding(self, finding: &Finding) -> String {
        let sentence = match finding {
            Finding::NotStated => self.t("finding-not-stated"),
            Finding::Topic { shared } => self.n("finding-topic", *shared),
            Finding::Chain { industry, discipline } => self.chain(*industry, *discipline),
            Finding::Stage { asked, offered } => {
                let levels = self.with(
                    "finding-stage",
                    &[("asked", self.trl(*asked).into()), ("offered", self.trl(*offered).into())],
                );
                let comment = if offered < asked {
                    self.t(&format!("finding-step-{}", offered.level() + 1))
                } else {
                    self.t("finding-stage-enough")
                };
                self.with("finding-and-comment", &[("finding", levels.into()), ("comment", comment.into())])
            }
            Finding::Form { shared, missing } => self.forms_finding(*shared, *missing),
            Finding::Region { nearness, need, capability } => self.places(*nearness, *need, *capability),
            Finding::Terms { money, period, ip } => {
                let parts = [
                    money.as_ref().map(|money| self.money_finding(money)),
                    period.map(|(wanted, usual)| self.period(wanted, usual)),
                    ip.map(|(wanted, offered)| self.stances(wanted, offered)),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join(&self.t("finding-semicolon"))
            }
        };
        capitalized(&sentence)
    }

    /// A gap: the point, then what is missing. `need` is the need of the pair, whose words are quoted.
    pub fn gap(self, gap: &Gap, need: &Posting) -> Statement {
        let (lead, rest) = match gap {
            Gap::Stage { asked, offered } => (
                self.with(
                    "gap-stage",
                    &[("asked", self.trl(*asked).into()), ("offered", self.trl(*offered).into())],
                ),
                self.t(&format!("finding-step-{}", offered.level() + 1)),
            ),
            Gap::MustHave { index } => return self.unmet(*index, need),
            Gap::Form { missing } => (
                self.v("gap-form", self.inline(&format!("form-{}", missing.code()))),
                self.t("gap-form.rest"),
            ),
            Gap::Budget { budget, price, currency } => (
                self.with(
                    "gap-budget",
                    &[
                        ("budget", self.amount(*budget, *currency).into()),
                        ("price", self.amount(*price, *currency).into()),
                    ],
                ),
                self.t("gap-budget.rest"),
            ),
            Gap::Period { wanted, usual } => (
                self.with(
                    "gap-period",
                    &[("wanted", self.months(*wanted).into()), ("usual", self.months(*usual).into())],
                ),
                self.n("gap-period.rest", usual.get().saturating_sub(wanted.get())),
            ),
            Gap::Ip { wanted, offered } => (self.t("gap-ip"), self.stances(*wanted, *offered)),
            Gap::Region { need, capability } => {
                (self.two_places("gap-region", *need, *capability), self.t("gap-region.rest"))
            }
            Gap::Topic => (self.t("gap-topic"), self.t("gap-topic.rest")),
            Gap::Chain => (self.t("gap-chain"), self.t("gap-chain.rest")),
        };
        Statement { lead, rest, rest_language: self.language }
    }

    /// Why two postings fit: a shared topic first, then the other dimensions, the strongest first;
    /// at most three, none if nothing fits well.
    pub fn reasons(self, explanation: &Explanation) -> Vec<String> {
        let profile = &explanation.fit.profile;
        let mut strong: Vec<(Dimension, f32)> = profile
            .iter()
            .filter_map(|(dimension, value)| Some((dimension, value.filter(|v| *v >= REASON_FROM)?)))
            .collect();
        // Stable, so that equally strong ones keep the order of the dimensions.
        strong.sort_by(|a, b| {
            let topic = |(dimension, _): &(Dimension, f32)| *dimension == Dimension::Topic;
            topic(b).cmp(&topic(a)).then(b.1.total_cmp(&a.1))
        });
        strong.truncate(MAX_REASONS);
        strong
            .into_iter()
            .map(|(dimension, _)| match explanation.finding(dimension) {
                Finding::Topic { .. } if !explanation.concepts.is_empty() => {
                    let named = explanation.concepts.iter().take(MAX_REASONS);
                    self.v("reason-topic", self.list(named.map(|concept| self.concept(concept))))
                }
                finding => self.finding(finding),
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

    fn unmet(self, index: usize, need: &Posting) -> Statement {
        let quote = match &need.detail {
            Detail::Need { must_haves, .. } => must_haves.get(index),
            Detail::Capability { .. } => None,
        };
        Statement {
            lead: self.t("gap-must-have"),
            rest: quote
                .map(|line| line.as_str().trim_end_matches(['.', '。']).to_owned())
                .unwrap_or_default(),
            rest_language: need.language,
        }
    }

    fn chain(self, industry: Option<Industry>, discipline: Option<Discipline>) -> String {
        let industry = industry.map(|entry| named(entry.code(), entry.label(self.language)));
        let discipline = discipline.map(|entry| named(entry.code(), entry.label(self.language)));
        let shared: Vec<String> =
            industry.into_iter().chain(discipline).map(|entry| self.v("finding-chain", entry)).collect();
        if shared.is_empty() {
            return self.t("finding-chain-apart");
        }
        shared.join(&self.t("finding-semicolon"))
    }

    fn forms_finding(self, shared: Forms, missing: Forms) -> String {
        // By commas alone, for some names hold an "and" of their own.
        let names = |forms: Forms| {
            let names: Vec<String> =
                forms.iter().map(|form| self.inline(&format!("form-{}", form.code()))).collect();
            names.join(&self.t("format-list-comma"))
        };
        match (shared.is_empty(), missing.is_empty()) {
            (true, _) => self.v("finding-form-apart", names(missing)),
            (false, true) => self.v("finding-form-shared", names(shared)),
            (false, false) => self.with(
                "finding-form-partly",
                &[("shared", names(shared).into()), ("missing", names(missing).into())],
            ),
        }
    }

    fn places(self, nearness: Nearness, need: Option<Region>, capability: Option<Region>) -> String {
        let (Some(need), Some(capability)) = (need, capability) else {
            return self.t("finding-region-remote");
        };
        match nearness {
            Nearness::SameCity => self.v("finding-region-same", need.short(self.language)),
            Nearness::SameProvince => self.v("finding-region-same", need.province().short(self.language)),
            Nearness::Neighbours => self.two_places("finding-region-neighbours", need, capability),
            Nearness::Remote => self.two_places("finding-region-far-remote", need, capability),
            Nearness::Far => self.two_places("finding-region-far", need, capability),
        }
    }

    fn two_places(self, key: &str, need: Region, capability: Region) -> String {
        let province = |region: Region| region.province().short(self.language);
        self.with(key, &[("need", province(need).into()), ("capability", province(capability).into())])
    }

    fn money_finding(self, money: &MoneyFinding) -> String {
        match money {
            MoneyFinding::Covered => self.t("finding-money-covered"),
            MoneyFinding::Over { budget, price, currency } => self.with(
                "finding-money-over",
                &[
                    ("budget", self.amount(*budget, *currency).into()),
                    ("price", self.amount(*price, *currency).into()),
                ],
            ),
            MoneyFinding::OtherCurrency => self.t("finding-money-other-currency"),
        }
    }

    fn period(self, wanted: Months, usual: Months) -> String {
        let key = if usual <= wanted { "finding-period-within" } else { "finding-period-longer" };
        self.with(key, &[("wanted", self.months(wanted).into()), ("usual", self.months(usual).into())])
    }

    fn stances(self, wanted: IpStance, offered: IpStance) -> String {
        let name = |stance: IpStance| self.inline(&format!("ip-{}", stance.code()));
        if wanted == IpStance::Negotiable || offered == IpStance::Negotiable {
            self.t("finding-ip-negotiable")
        } else if wanted == offered {
            self.v("finding-ip-same", name(wanted))
        } else {
            self.with(
                "finding-ip-differ",
                &[("wanted", name(wanted).into()), ("offered", name(offered).into())],
            )
        }
    }

    /// A name of the catalogue as it stands within a sentence: English ones begin in lower case.
    fn inline(self, key: &str) -> String {
        let name = self.t(key);
        let mut chars = name.chars();
        match chars.next() {
            Some(first) => first.to_lowercase().chain(chars).collect(),
            None => name,
        }
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

/// A code with its label; labels made from a parent's already name the code.
fn named(code: &str, label: &str) -> String {
    if label.contains(code) { label.to_owned() } else { format!("{code} {label}") }
}

fn capitalized(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Fit, Form, Kind, Line, Profile, Title, Trl};

    fn both(finding: &Finding) -> (String, String) {
        (Messages::new(Language::En).finding(finding), Messages::new(Language::Zh).finding(finding))
    }

    fn trl(level: u8) -> Trl {
        Trl::new(level).unwrap()
    }

    fn region(code: &str) -> Region {
        Region::from_code(code).unwrap()
    }

    fn need(must_have: &str, language: Language) -> Posting {
        let mut need = Posting::bare(Kind::Need, Title::parse("Coating").unwrap(), language);
        need.detail =
            Detail::Need { must_haves: vec![Line::parse(must_have).unwrap()], nice_to_haves: Vec::new() };
        need
    }

    fn explanation(profile: [Option<f32>; 6]) -> Explanation {
        Explanation {
            fit: Fit { profile: Profile::new(profile), total: 70.0 },
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
            gaps: Vec::new(),
        }
    }

    #[test]
    fn readiness_names_the_missing_step() {
        let (en, zh) = both(&Finding::Stage { asked: trl(7), offered: trl(5) });
        assert_eq!(en, "Asks TRL\u{a0}7, offers TRL\u{a0}5: no pilot-scale test yet");
        assert_eq!(zh, "要求TRL\u{a0}7，现有TRL\u{a0}5：尚缺中试验证");
        let (en, zh) = both(&Finding::Stage { asked: trl(4), offered: trl(9) });
        assert!(en.ends_with("as ripe as asked") && zh.ends_with("达到所要求的成熟度"));
    }

    #[test]
    fn every_step_below_every_ask_has_words() {
        for language in Language::ALL {
            for offered in 1..9 {
                let finding = Finding::Stage { asked: trl(9), offered: trl(offered) };
                let text = Messages::new(language).finding(&finding);
                assert!(!text.contains("finding-"), "{text}");
            }
        }
    }

    #[test]
    fn places_say_what_their_distance_means() {
        let finding = |nearness| Finding::Region {
            nearness,
            need: Some(region("320200")),
            capability: Some(region("610100")),
        };
        assert_eq!(
            both(&finding(Nearness::Remote)),
            ("Jiangsu and Shaanxi; both accept remote work".into(), "江苏与陕西；双方均接受异地合作".into())
        );
        assert_eq!(both(&finding(Nearness::SameCity)).0, "Both in Wuxi");
        assert_eq!(both(&finding(Nearness::SameProvince)).0, "Both in Jiangsu");
    }

    #[test]
    fn the_chain_names_code_and_label() {
        let (en, zh) = both(&Finding::Chain {
            industry: Industry::from_code("37").ok(),
            discipline: Discipline::from_code("430").ok(),
        });
        assert!(en.starts_with("Both in 37 ") && en.contains("; both in 430 "), "{en}");
        assert!(zh.starts_with("同属37 ") && zh.contains("；同属430 "), "{zh}");
    }

    #[test]
    fn terms_join_what_both_sides_state() {
        let finding = Finding::Terms {
            money: Some(MoneyFinding::Covered),
            period: Some((Months::new(18).unwrap(), Months::new(20).unwrap())),
            ip: Some((IpStance::JointOwnership, IpStance::JointOwnership)),
        };
        let (en, zh) = both(&finding);
        assert_eq!(
            en,
            "The budget covers the price; usually takes 20\u{a0}months, but wanted within 18\u{a0}months; \
             the same stance on rights: joint ownership"
        );
        assert_eq!(zh, "预算可以覆盖报价；通常需要20个月，而希望18个月内完成；知识产权主张一致：共同所有");
    }

    #[test]
    fn names_keep_their_capitals_within_a_sentence() {
        let shared = [Form::JointResearch, Form::Testing].into_iter().collect();
        let (en, _) = both(&Finding::Form { shared, missing: Forms::default() });
        assert_eq!(en, "Joint R&D, testing and shared equipment on both sides");
    }

    #[test]
    fn a_gap_leads_with_its_point_and_quotes_in_the_texts_own_language() {
        let messages = Messages::new(Language::En);
        let unmet = messages.gap(&Gap::MustHave { index: 0 }, &need("须通过1250 ℃热循环。", Language::Zh));
        assert_eq!((unmet.rest.as_str(), unmet.rest_language), ("须通过1250 ℃热循环", Language::Zh));
        let budget = Gap::Budget {
            budget: "4500000".parse().unwrap(),
            price: "6000000".parse().unwrap(),
            currency: Currency::Cny,
        };
        let (en, zh) = (messages, Messages::new(Language::Zh));
        let nothing = need("x", Language::En);
        assert_eq!(
            en.gap(&budget, &nothing).to_string(),
            "Budget up to ¥4.5\u{a0}M, price from ¥6\u{a0}M: scope or funding would have to be discussed"
        );
        assert_eq!(
            zh.gap(&budget, &nothing).to_string(),
            "预算最高450万元，报价最低600万元：需要商谈内容范围或经费来源"
        );
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
                "Asks TRL\u{a0}5, offers TRL\u{a0}6: as ripe as asked"
            ]
        );
        assert!(Messages::new(Language::Zh).reasons(&explanation([Some(0.3); 6])).is_empty());
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
