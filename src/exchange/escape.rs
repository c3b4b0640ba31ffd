//! Texts that a spreadsheet program would not take literally.
//!
//! In CSV, a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return would run as a
//! formula. It is written with an apostrophe before it, and so is one that already has apostrophes
//! before such a character: then taking one apostrophe off always gives back what was written.
//!
//! In workbooks, `_x000D_` and its like stand for characters that XML can't hold (ECMA-376,
//! part 1, section 22.9.2.19), and a text that merely looks like one is written `_x005F_x000D_`.

use std::borrow::Cow;

/// Whether the text, apart from apostrophes before it, begins like a formula.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text as a CSV file holds it.
pub(super) fn to_csv(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// The text that a CSV file means.
pub(super) fn from_csv(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| looks_like_formula(text)).unwrap_or(text)
}

/// The character that an escape at the very beginning of the text stands for.
fn escape_at_start(text: &str) -> Option<char> {
    let hex = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.as_bytes().get(6) == Some(&b'_');
    let code = hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(hex, 16).ok())?;
    code.filter(|_| closed).and_then(char::from_u32)
}

/// Rewrites every `_x` by `rewrite`, which is given the rest of the text from there and returns
/// what to write and how many bytes it stands for.
fn rewrite_escapes(text: &str, rewrite: impl Fn(&str, &mut String) -> usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let taken = rewrite(&rest[at..], &mut out);
        rest = &rest[at + taken..];
    }
    out.push_str(rest);
    out
}

/// The text as a workbook holds it.
pub(super) fn to_xlsx(text: &str) -> String {
    rewrite_escapes(text, |rest, out| {
        out.push_str(if escape_at_start(rest).is_some() { "_x005F_" } else { "_" });
        1
    })
}

/// The text that a workbook means.
pub(super) fn from_xlsx(text: &str) -> String {
    rewrite_escapes(text, |rest, out| match escape_at_start(rest) {
        Some(c) => {
            out.push(c);
            "_x0000_".len()
        }
        None => {
            out.push('_');
            1
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_csv_guards_comes_back_and_runs_nowhere() {
        for text in ["=1+1", "'=1", "''=1", "-5 °C", "+", "@x", "\tx", "\r=1", "'quoted'", "''", "plain", ""]
        {
            let written = to_csv(text);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']), "{written}");
            assert_eq!(from_csv(&written), text);
        }
        assert_eq!(to_csv("'quoted'"), "'quoted'");
    }

    #[test]
    fn what_workbooks_escape_comes_back() {
        assert_eq!(from_xlsx("a_x000D_b"), "a\rb");
        for text in ["_x005F_x000D_", "_x000D_", "_x12_xyz_xD83D_热_x", "_x_x000A_", "plain", "_x00热0_"] {
            assert_eq!(from_xlsx(&to_xlsx(text)), text);
        }
    }
}
