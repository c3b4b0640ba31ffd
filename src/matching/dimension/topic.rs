//! Topic: how much of each text's weight the other holds.

/// The coverage at which a topic is worth one half, ...
const HALF: f32 = 0.2;
/// ... and for texts in two languages, where only names of the list of terms can meet.
const HALF_ACROSS: f32 = 0.15;

/// The value for two coverages ([`TextIndex::coverage`](crate::matching::TextIndex)), 0–1.
///
/// Their geometric mean `x` (each side must speak of what the other speaks of), then
/// `x² / (x² + ½²)` with `½` = [`HALF`], which keeps the order: texts on one subject in different
/// words share a quarter to a half of their weight, and unrelated ones a few hundredths. Texts in
/// two languages (not `same_language`) have a scale of their own.
pub(in crate::matching) fn value([a, b]: [f32; 2], same_language: bool) -> f32 {
    let half = if same_language { HALF } else { HALF_ACROSS };
    let x = a * b;
    x / (x + half * half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_with_the_coverage_of_either_side() {
        for (half, same_language) in [(HALF, true), (HALF_ACROSS, false)] {
            let value = |coverage| value(coverage, same_language);
            assert_eq!(value([0.0, 1.0]), 0.0);
            assert_eq!(value([half, half]), 0.5);
            assert!(value([0.4, 0.3]) > value([0.3, 0.3]));
            assert!(value([1.0, 1.0]) > 0.95);
        }
    }
}
