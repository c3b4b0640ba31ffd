//! Talent and form: the forms of cooperation sought against those offered.

use super::Assessment;
use crate::domain::Posting;
use crate::matching::Finding;

/// What one common form is worth, however many are sought: one is enough to begin.
const COMMON: f32 = 0.6;

/// 0 without a common form; with one, from [`COMMON`] up to 1 by the share of those sought.
pub(in crate::matching) fn assess(need: &Posting, capability: &Posting) -> Assessment {
    if need.forms.is_empty() || capability.forms.is_empty() {
        return None;
    }
    let shared = need.forms.intersection(capability.forms);
    let missing = need.forms.difference(capability.forms);
    let share = shared.len() as f32 / need.forms.len() as f32;
    let value = if shared.is_empty() { 0.0 } else { COMMON + (1.0 - COMMON) * share };
    Some((value, Finding::Form { shared, missing }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Form, Kind, Language, Title};

    fn value(sought: &[Form], offered: &[Form]) -> Option<f32> {
        let mut need = Posting::bare(Kind::Need, Title::parse("x").unwrap(), Language::En);
        let mut capability = need.clone();
        need.forms = sought.iter().copied().collect();
        capability.forms = offered.iter().copied().collect();
        assess(&need, &capability).map(|(value, _)| value)
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
