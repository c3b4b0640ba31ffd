//! Talent and form: the forms of cooperation sought against those offered.

use super::{Assessed, Assessment};
use crate::domain::{Basis, Forms};
use crate::matching::Finding;
use crate::matching::inference::Party;

/// What one common form is worth, however many are sought: one is enough to begin.
const COMMON: f32 = 0.6;

/// 0 without a common form; with one, from [`COMMON`] up to 1 by the share of those sought (of those
/// offered, as the capability sees it).
pub(in crate::matching) fn assess(need: Party<'_>, capability: Party<'_>) -> Assessment {
    let (need, capability) = (need.posting, capability.posting);
    if need.forms.is_empty() || capability.forms.is_empty() {
        return None;
    }
    let shared = need.forms.intersection(capability.forms);
    let missing = need.forms.difference(capability.forms);
    let value = |whole: Forms| match shared.len() as f32 / whole.len() as f32 {
        share if share > 0.0 => COMMON + (1.0 - COMMON) * share,
        _ => 0.0,
    };
    Some(Assessed {
        value: value(need.forms),
        for_need: value(need.forms),
        for_capability: value(capability.forms),
        basis: Basis::Stated,
        finding: Finding::Form { shared, missing },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Form, Kind, Language, Posting, Title};
    use crate::matching::inference::Traits;

    fn value(sought: &[Form], offered: &[Form]) -> Option<f32> {
        let mut need = Posting::bare(Kind::Need, Title::parse("x").unwrap(), Language::En);
        let mut capability = need.clone();
        need.forms = sought.iter().copied().collect();
        capability.forms = offered.iter().copied().collect();
        let traits = Traits::default();
        let party = |posting| Party { posting, traits: &traits };
        assess(party(&need), party(&capability)).map(|assessed| assessed.value)
    }

    #[test]
    fn one_common_form_is_good_and_all_are_best() {
        use Form::{Licensing, Testing, Textbook};
        assert_eq!(value(&[Testing], &[Testing, Textbook]), Some(1.0));
        assert_eq!(value(&[Testing, Licensing], &[Testing, Textbook]), Some(0.8));
        assert_eq!(value(&[Testing], &[Textbook]), Some(0.0));
        assert_eq!(value(&[Testing], &[]), None);
    }
}
