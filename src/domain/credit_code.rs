//! The unified social credit code of organizations in China (GB 32100-2015).

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::text::clean;

/// The characters of a code (GB 32100-2015, 4.1), in the order of their values (annex A): digits and
/// capital letters without I, O, S, V and Z.
const ALPHABET: &[u8; MODULUS] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// As many as there are characters; a prime, so that every single slip shows.
const MODULUS: usize = 31;

/// A code of the standard's form. Whether its check character fits is another question:
/// [`is_check_ok`](Self::is_check_ok).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode(String);

/// Not eighteen characters of the standard's alphabet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a unified social credit code")]
pub struct BadCreditCode;

impl CreditCode {
    /// How many characters a code has.
    pub const LENGTH: usize = 18;

    /// Reads a code as people write it: in groups, in small or in full-width letters.
    ///
    /// # Errors
    /// [`BadCreditCode`] unless eighteen characters of the alphabet are left.
    pub fn parse(raw: &str) -> Result<Self, BadCreditCode> {
        let code: String = clean(raw, false)
            .nfkc()
            .filter(|c| !c.is_whitespace() && !is_hyphen(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if code.chars().count() == Self::LENGTH && code.chars().all(|c| value(c).is_some()) {
            Ok(Self(code))
        } else {
            Err(BadCreditCode)
        }
    }

    /// Whether the last character is what the others demand. Registers hold some codes that fail,
    /// so a failure is a reason to look again and not to refuse.
    ///
    /// GB 32100-2015, 4.2.5, formula (1), after GB/T 17710: C₁₈ = 31 − (Σᵢ₌₁¹⁷ Cᵢ × Wᵢ mod 31), where
    /// Cᵢ is the value of the i-th character and Wᵢ = 3ⁱ⁻¹ mod 31; a result of 31 is written 0.
    pub fn is_check_ok(&self) -> bool {
        let mut weight = 1;
        let mut sum = 0;
        let mut last = 0;
        for (at, value) in self.0.chars().filter_map(value).enumerate() {
            if at + 1 == Self::LENGTH {
                last = value;
            } else {
                sum += value * weight;
                weight = weight * 3 % MODULUS;
            }
        }
        last == (MODULUS - sum % MODULUS) % MODULUS
    }

    /// The code, in capitals and without blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The value of a character (annex A).
fn value(c: char) -> Option<usize> {
    ALPHABET.iter().position(|b| char::from(*b) == c)
}

/// Hyphens and what word processors make of them.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_codes_pass_their_check() {
        // The standard's example, then two companies and two universities.
        for code in [
            "91350100M000100Y43",
            "9144030071526726XG",
            "914403001922038216",
            "12100000400000624D",
            "12100000470095016Q",
        ] {
            assert!(CreditCode::parse(code).unwrap().is_check_ok(), "{code}");
        }
    }

    #[test]
    fn a_slip_shows_and_is_not_refused() {
        for slip in ["91350100M000100Y34", "91350100M000100Y44", "91350100M001000Y43", "19350100M000100Y43"] {
            assert!(!CreditCode::parse(slip).unwrap().is_check_ok(), "{slip}");
        }
    }

    #[test]
    fn reads_what_people_type() {
        for typed in [
            " 91350100m000100y43\n",
            "9135 0100 M000 100Y 43",
            "91-350100-M000100Y4-3",
            "91–350100–M000100Y4–3",
            "９１３５０１００Ｍ０００１００Ｙ４３",
            "９１３５０１００ｍ０００１００ｙ４３",
            "\u{FEFF}91350100M000100Y43\u{200B}",
        ] {
            assert_eq!(CreditCode::parse(typed).unwrap().to_string(), "91350100M000100Y43", "{typed}");
        }
    }

    #[test]
    fn refuses_other_forms() {
        for bad in [
            "",
            "91350100M000100Y4",
            "91350100M000100Y433",
            "91350100I000100Y43",
            "91350100O000100Y43",
            "91350100S000100Y43",
            "91350100V000100Y43",
            "91350100Z000100Y43",
            "91350100M000100Y4号",
            "91350100M000100Y4ß",
            "350100100012345",
        ] {
            assert_eq!(CreditCode::parse(bad), Err(BadCreditCode), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\PC|[0-9A-Z -]){0,40}") {
            if let Ok(code) = CreditCode::parse(&text) {
                code.is_check_ok();
                prop_assert_eq!(CreditCode::parse(code.as_str()), Ok(code));
            }
        }

        #[test]
        fn every_slip_of_one_character_shows(at in 0..CreditCode::LENGTH, to in 0..MODULUS) {
            let mut slip = b"91350100M000100Y43".to_vec();
            let same = slip[at] == ALPHABET[to];
            slip[at] = ALPHABET[to];
            let code = CreditCode::parse(&String::from_utf8(slip).unwrap()).unwrap();
            prop_assert_eq!(code.is_check_ok(), same);
        }
    }
}
