//! Parts of forms that several areas have: choosing from the code lists.

use crate::domain::codes::UnknownCode;
use crate::domain::{Discipline, Industry, Language, Region, StrategicIndustry};
use crate::i18n::Messages;

use super::forms::Form;

/// A part of a code list, folded unless something in it is chosen.
pub struct Branch {
    pub label: &'static str,
    pub chosen: usize,
    pub choices: Vec<(&'static str, String)>,
}

/// "Jiangsu · Wuxi", so that a city is found by its province.
pub(super) fn place(language: Language, region: Region) -> String {
    if region.is_city() {
        format!("{} · {}", region.province().short(language), region.short(language))
    } else {
        region.short(language).to_owned()
    }
}

/// A code of one of the two lists.
pub(super) trait Code: Copy + PartialEq {
    fn code(self) -> &'static str;
    fn label(self, language: Language) -> &'static str;
    fn level(self) -> u8;
    fn root(self) -> Self;
    fn is_local(self) -> bool;
    fn from_code(code: &str) -> Result<Self, UnknownCode>;
}

macro_rules! code {
    ($($type:ty),*) => {$(
        impl Code for $type {
            fn code(self) -> &'static str {
                <$type>::code(self)
            }
            fn label(self, language: Language) -> &'static str {
                <$type>::label(self, language)
            }
            fn level(self) -> u8 {
                <$type>::level(self)
            }
            fn root(self) -> Self {
                self.lineage().last().unwrap_or(self)
            }
            fn is_local(self) -> bool {
                <$type>::is_local(self)
            }
            fn from_code(code: &str) -> Result<Self, UnknownCode> {
                <$type>::from_code(code)
            }
        }
    )*};
}
code!(Industry, Discipline, StrategicIndustry);

/// The two upper levels of a list, the site's own entries, and what of the lower ones is chosen.
pub(super) fn branches<C: Code>(m: Messages, form: &Form, field: &str, mut all: Vec<C>) -> Vec<Branch> {
    // What is retired stays chosen where it is.
    let chosen = form.values(field).iter().filter_map(|code| C::from_code(code).ok());
    let retired: Vec<C> = chosen.filter(|code| !all.contains(code)).collect();
    all.extend(retired);
    let top = all.iter().map(|code| code.level()).min().unwrap_or_default();
    let branch = |root: &C| {
        let mut below: Vec<C> = all
            .iter()
            .copied()
            .filter(|code| code.root() == *root)
            .filter(|code| code.level() <= top + 1 || code.is_local() || form.has(field, code.code()))
            .collect();
        // The whole before its parts.
        below.sort_by_key(|code| code != root);
        Branch {
            label: root.label(m.language()),
            chosen: below.iter().filter(|code| form.has(field, code.code())).count(),
            choices: below.iter().map(|code| (code.code(), code.label(m.language()).to_owned())).collect(),
        }
    };
    all.iter().filter(|code| code.level() == top).map(branch).collect()
}

/// Reads the codes that were chosen, at most `most`.
pub(super) fn codes<C: Code>(m: Messages, form: &mut Form, field: &'static str, most: usize) -> Vec<C> {
    let mut codes: Vec<C> = Vec::new();
    let mut unknown = false;
    for text in form.values(field) {
        match C::from_code(text) {
            Ok(code) if !codes.contains(&code) => codes.push(code),
            Ok(_) => {}
            Err(_) => unknown = true,
        }
    }
    if unknown {
        form.complain(field, m.t("institution-choice-bad"));
    }
    if codes.len() > most {
        form.complain(field, m.n("institution-codes-many", most));
    }
    codes
}
