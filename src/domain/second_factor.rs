//! The second factor of signing in: codes of an authenticator app (TOTP, RFC 6238) and the recovery
//! codes for the day when the telephone is lost.

use std::fmt;

use chrono::{DateTime, Utc};
use qrcode::{Color, EcLevel, QrCode};
use sha2::{Digest as _, Sha256};
use totp_rs::{Builder, Totp};
use unicode_normalization::UnicodeNormalization;

use super::account::Email;

/// Seconds that a code lasts (RFC 6238, section 5.2).
const STEP: i64 = 30;
/// Digits of a code.
const DIGITS: usize = 6;
/// Steps before and after the present one that are taken too, for clocks that differ and slow typing.
const SKEW: i64 = 1;

/// What the platform and the authenticator app share: 160 bits, as RFC 4226 (section 4, R6) recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; Secret::LENGTH]);

/// Not a secret's base 32.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a secret of the second factor")]
pub struct BadSecret;

impl Secret {
    /// How many bytes a secret has.
    pub const LENGTH: usize = 20;

    /// A secret out of random bytes.
    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The secret in base 32 without padding, for the store and for those who type it.
    pub fn encoded(&self) -> String {
        self.shared().to_base32()
    }

    /// Reads what [`encoded`](Self::encoded) wrote.
    ///
    /// # Errors
    /// [`BadSecret`] unless it is the base 32 of twenty bytes.
    pub fn decode(encoded: &str) -> Result<Self, BadSecret> {
        let secret = totp_rs::Secret::try_from_base32(encoded).map_err(|_| BadSecret)?;
        secret.as_bytes().try_into().map(Self).map_err(|_| BadSecret)
    }

    /// The `otpauth://` address that authenticator apps read from a QR code.
    pub fn otpauth(&self, issuer: &str, account: &Email) -> String {
        let issuer = issuer.replace(':', " ");
        let totp = Builder::new()
            .with_secret(self.shared())
            .with_issuer(Some(issuer))
            .with_account_name(account.as_str())
            .build_noncompliant();
        // Refuses only an account that is empty or has a colon, which an e-mail address never has.
        totp.to_url().unwrap_or_default()
    }

    /// The time step that `code` belongs to, if it is the code of the present step or of one beside it,
    /// and later than the step `after` in which a code was last taken: each code works once.
    pub fn step_of(&self, code: &str, at: DateTime<Utc>, after: Option<i64>) -> Option<i64> {
        // One character more than a code has shows that it is too long.
        let code: String = code.nfkc().filter(|c| !c.is_whitespace()).take(DIGITS + 1).collect();
        let now = at.timestamp().div_euclid(STEP);
        let totp = self.totp();
        // The latest first: should two steps have the same code, it must not work again in the other.
        (now - SKEW..=now + SKEW)
            .rev()
            .filter(|step| after.is_none_or(|after| *step > after))
            .find(|step| is_code_of(&totp, &code, *step))
    }

    /// The secret as totp-rs takes it.
    fn shared(&self) -> totp_rs::Secret {
        totp_rs::Secret::new_stack(self.0)
    }

    /// The rule by which codes are made: SHA-1, six digits, 30 seconds. The steps beside the present
    /// one are asked for singly.
    fn totp(&self) -> Totp {
        Builder::new().with_secret(self.shared()).with_skew(0).build_noncompliant()
    }
}

impl fmt::Debug for Secret {
    /// Never shows the secret, as this may end in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Whether it is the code of a time step; totp-rs compares in constant time.
fn is_code_of(totp: &Totp, code: &str, step: i64) -> bool {
    u64::try_from(step * STEP).is_ok_and(|time| totp.check(code, time).is_some())
}

/// A QR code as SVG, to stand within a page that gives it its size and says what it is. It is black on
/// white whatever the theme, as readers want it, and needs no style sheet.
///
/// None if the text is too long for a QR code.
pub fn qr_svg(text: &str) -> Option<String> {
    /// Blank modules around the code (ISO/IEC 18004, 5.3.8).
    const QUIET: usize = 4;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let modules: String = code
        .to_colors()
        .into_iter()
        .enumerate()
        .filter(|(_, color)| *color == Color::Dark)
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET))
        .collect();
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{modules}\"/></svg>"
    ))
}

/// Crockford's base 32: no I, L, O or U, so that a code survives being copied by hand.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code that replaces the authenticator app once: `7F3K9-Q2MXD`.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; RecoveryCode::LENGTH]);

/// Not a recovery code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a recovery code")]
pub struct BadRecoveryCode;

impl RecoveryCode {
    /// How many characters a code has, the hyphen aside.
    pub const LENGTH: usize = 10;

    /// Makes a code out of 50 random bits (the lower ones of `bits`).
    pub fn from_random(bits: u64) -> Self {
        Self(std::array::from_fn(|i| ALPHABET[(bits >> (5 * i)) as usize & 31]))
    }

    /// Reads what a person may have typed: small letters, blanks and hyphens anywhere, and O, I, L for
    /// 0, 1, 1.
    ///
    /// # Errors
    /// [`BadRecoveryCode`] unless ten characters of the alphabet are left.
    pub fn parse(raw: &str) -> Result<Self, BadRecoveryCode> {
        let mut typed = raw.nfkc().filter(|c| !c.is_whitespace() && *c != '-');
        let mut code = [0; Self::LENGTH];
        for slot in &mut code {
            let c = match typed.next().ok_or(BadRecoveryCode)?.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            *slot = u8::try_from(c).ok().filter(|b| ALPHABET.contains(b)).ok_or(BadRecoveryCode)?;
        }
        if typed.next().is_some() { Err(BadRecoveryCode) } else { Ok(Self(code)) }
    }

    /// What the store keeps of the code: SHA-256 of its ten characters, in hexadecimal.
    pub fn hash(&self) -> String {
        Sha256::digest(self.0).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if at == Self::LENGTH / 2 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*byte))?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryCode {
    /// Never shows the code, as this may end in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secret() -> Secret {
        Secret::from_bytes(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn gives_the_codes_of_the_rfc() {
        // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().step_of(code, at(seconds), None), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn takes_the_steps_beside_and_no_others() {
        let step_at = |seconds| secret().step_of("287082", at(seconds), None);
        assert_eq!((step_at(0), step_at(29)), (Some(1), Some(1)));
        assert_eq!((step_at(60), step_at(89)), (Some(1), Some(1)));
        assert_eq!((step_at(90), step_at(-1), step_at(-1_000_000)), (None, None, None));
    }

    #[test]
    fn a_code_works_once() {
        let step = secret().step_of("287082", at(59), Some(0));
        assert_eq!(step, Some(1));
        assert_eq!(secret().step_of("287082", at(59), step), None);
        assert_eq!(secret().step_of("287082", at(59), Some(2)), None);
    }

    #[test]
    fn reads_codes_as_people_type_them() {
        for typed in ["287 082", " 287082\n", "２８７０８２", "2 8 7 0 8 2"] {
            assert_eq!(secret().step_of(typed, at(59), None), Some(1), "{typed}");
        }
        for bad in ["", "28708", "2870820", "+87082", "28708x", "二八七零八二", "287082287082"] {
            assert_eq!(secret().step_of(bad, at(59), None), None, "{bad}");
        }
    }

    #[test]
    fn a_secret_is_kept_and_shared() {
        assert_eq!(secret().encoded(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(Secret::decode(&secret().encoded()), Ok(secret()));
        for bad in ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ!", "零"] {
            assert_eq!(Secret::decode(bad), Err(BadSecret), "{bad}");
        }
        let email = Email::parse("zhou+1@hengyuan.example").unwrap();
        assert_eq!(
            secret().otpauth("Sunmao", &email),
            "otpauth://totp/Sunmao:zhou%2B1%40hengyuan.example\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sunmao"
        );
        assert!(secret().otpauth("Sun:mao", &email).contains("issuer=Sun%20mao"));
        assert_eq!(format!("{:?}", secret()), "Secret(…)");
    }

    #[test]
    fn a_qr_code_needs_nothing_from_outside() {
        let svg = qr_svg("otpauth://totp/x").unwrap();
        // 16 characters fit version 2 at level M: 25 modules and the quiet zone.
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 33 33\""), "{svg}");
        for no in ["style", "<?xml", "class", "width", "height"] {
            assert!(!svg.contains(no), "{no}");
        }
        // The finder pattern's corner, and nothing within the quiet zone.
        assert!(svg.contains("M4 4h1v1h-1z") && !svg.contains("M3 "));
        assert_eq!(qr_svg(&"x".repeat(4000)), None);
    }

    #[test]
    fn recovery_codes_read_back_as_people_type_them() {
        let code = RecoveryCode::from_random(u64::MAX);
        assert_eq!(code.to_string(), "ZZZZZ-ZZZZZ");
        let code = RecoveryCode::parse("7F3K9-Q10XD").unwrap();
        for typed in ["7f3k9q1oxd", " 7F3K9 - Q L 0 X D", "７Ｆ３Ｋ９-ＱＩＯＸＤ"] {
            assert_eq!(RecoveryCode::parse(typed).as_ref(), Ok(&code), "{typed}");
        }
        for bad in ["", "7F3K9-Q10X", "7F3K9-Q10XDD", "7F3K9-Q10XU", "7F3K9-Q10X七"] {
            assert_eq!(RecoveryCode::parse(bad), Err(BadRecoveryCode), "{bad}");
        }
        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
    }

    #[test]
    fn the_hash_is_of_the_bare_characters() {
        // printf 0000000000 | sha256sum
        assert_eq!(
            RecoveryCode::from_random(0).hash(),
            "84d9c4b849506b6d8f8075a9000e7e0a254be71060ea889fad3c88395988f4fc"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\PC|[0-9A-Z ]){0,40}", seconds in -100_000_000_000_i64..100_000_000_000) {
            let _ = Secret::decode(&text);
            let _ = RecoveryCode::parse(&text);
            let _ = qr_svg(&text);
            secret().step_of(&text, at(seconds), None);
        }

        #[test]
        fn every_account_has_an_address_for_apps(local in "[^@\\s]{1,20}", issuer in "\\PC{0,10}") {
            if let Ok(email) = Email::parse(&format!("{local}@a.example")) {
                prop_assert!(secret().otpauth(&issuer, &email).starts_with("otpauth://totp/"));
            }
        }

        #[test]
        fn recovery_codes_read_back(bits: u64) {
            let code = RecoveryCode::from_random(bits);
            prop_assert_eq!(RecoveryCode::parse(&code.to_string()), Ok(code));
        }
    }
}
