//! Topic: how much of each text's weight the other holds.

use super::Assessed;
use crate::domain::Basis;
use crate::matching::Finding;

/// The coverage at which a topic is worth one half, ...
const HALF: f32 = 0.2;
/// ... and for texts in two languages, where only names of the list of terms can meet.
const HALF_ACROSS: f32 = 0.15;

/// How far two texts speak of the same.
///
/// With the geometric mean `x` of the two coverages (each side must speak of what the other speaks
/// of), the value is `x² / (x² + ½²)` with `½` = [`HALF`], which keeps the order: texts on one
/// subject in different words share a quarter to a half of their weight, and unrelated ones a few
/// hundredths. Texts in two languages (not `same_language`) have a scale of their own. Each side
/// sees the coverage of its own text in the place of `x`.
pub(in crate::matching) fn assess(for_need: f32, for_capability: f32, same_language: bool) -> Assessed {
    let half = if same_language { HALF } else { HALF_ACROSS };
    let value = |squared: f32| squared / (squared + half * half);
    Assessed {
        value: value(for_need * for_capability),
        for_need: value(for_need * for_need),
        for_capability: value(for_capability * for_capability),
        basis: Basis::Stated,
        // How many concepts are shared is counted when somebody asks why.
        finding: Finding::Topic { shared: 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_with_the_coverage_of_either_side() {
        for (half, same_language) in [(HALF, true), (HALF_ACROSS, false)] {
            let value = |[a, b]: [f32; 2]| assess(a, b, same_language).value;
            assert_eq!(value([0.0, 1.0]), 0.0);
            assert_eq!(value([half, half]), 0.5);
            assert!(value([0.4, 0.3]) > value([0.3, 0.3]));
            assert!(value([1.0, 1.0]) > 0.95);
        }
    }
}
