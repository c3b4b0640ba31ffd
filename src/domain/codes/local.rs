//! What a site adds to the official lists: entries of its own below official ones.
//!
//! The lists are one process's, as the official ones are. Additions only ever come: an entry that is no
//! longer wanted is retired, since postings may hold it.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::list::{CodeList, Entry, UnknownCode, key};
use super::{DISCIPLINES, INDUSTRIES};
use crate::domain::{Language, Title};

/// A list that a site may add to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extensible {
    /// [`Industry`](super::Industry).
    Industries,
    /// [`Discipline`](super::Discipline).
    Disciplines,
}

impl Extensible {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Industries, Self::Disciplines];

    /// The code used in the database, in addresses and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Industries => "industries",
            Self::Disciplines => "disciplines",
        }
    }

    /// The list with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    fn list(self) -> &'static CodeList {
        match self {
            Self::Industries => &INDUSTRIES,
            Self::Disciplines => &DISCIPLINES,
        }
    }

    /// The code of the official entry that a person meant: by code, by `code name`, or by a name.
    ///
    /// # Errors
    /// [`UnknownCode`] when no official entry answers.
    pub fn official(self, text: &str) -> Result<&'static str, UnknownCode> {
        let list = self.list();
        let place = list.find(text)?;
        if place < list.official_len() { Ok(&list.entry(place).code) } else { Err(UnknownCode) }
    }

    /// The code of the official entry that has this name.
    pub fn named(self, name: &Title) -> Option<&'static str> {
        let list = self.list();
        list.by_official_name(name.as_str()).map(|place| list.entry(place).code.as_str())
    }

    /// The label of an entry.
    ///
    /// # Errors
    /// [`UnknownCode`] when the list has none with this code.
    pub fn label(self, code: &str, language: Language) -> Result<&'static str, UnknownCode> {
        let list = self.list();
        Ok(list.entry(list.by_code(code)?).label(language))
    }
}

/// An entry of the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The list that it stands in.
    pub list: Extensible,
    /// Its code: that of the entry above, a hyphen and a number, as no official code has.
    pub code: String,
    /// The code of the official entry right above.
    pub parent: String,
    /// Its name in English.
    pub en: Title,
    /// Its name in Chinese.
    pub zh: Title,
    /// Whether it can't be chosen any more. What holds it keeps it.
    pub retired: bool,
}

impl Addition {
    /// Whether it goes by this name in either language.
    pub fn is_named(&self, name: &Title) -> bool {
        [&self.en, &self.zh].iter().any(|own| key(own.as_str()) == key(name.as_str()))
    }
}

/// Makes these entries known beside the official ones, in this order behind those that are known already;
/// what is known takes on the names and the state that it has now. One below an unknown entry is left out.
pub fn learn(additions: &[Addition]) {
    for list in Extensible::ALL {
        let own = additions.iter().filter(|addition| addition.list == list);
        list.list().learn(own);
    }
}

/// The entries that a site added to one list.
#[derive(Debug, Default)]
pub(super) struct Local(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    entries: Vec<&'static Entry>,
    by_code: HashMap<&'static str, u16>,
    by_name: HashMap<String, u16>,
}

impl Local {
    pub(super) fn read<T>(&self, work: impl FnOnce(&[&'static Entry]) -> T) -> T {
        work(&self.0.read().unwrap_or_else(PoisonError::into_inner).entries)
    }

    /// How many before it have this code, or this name.
    pub(super) fn by_code(&self, code: &str) -> Option<u16> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).by_code.get(code).copied()
    }

    pub(super) fn by_name(&self, name: &str) -> Option<u16> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).by_name.get(name).copied()
    }

    /// Entries live as long as the program, since handles to them do; only a change takes new memory.
    pub(super) fn put(&self, entry: Entry) {
        // Everything is put every few seconds, and hardly ever is anything new: readers needn't wait for that.
        let is_known = |known: &Known| {
            let place = known.by_code.get(entry.code.as_str());
            place.is_some_and(|at| *known.entries[usize::from(*at)] == entry)
        };
        if is_known(&self.0.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let place = known.by_code.get(entry.code.as_str()).copied();
        let entry: &'static Entry = Box::leak(Box::new(entry));
        let at = match place {
            Some(at) => {
                known.entries[usize::from(at)] = entry;
                known.by_name.retain(|_, named| *named != at);
                at
            }
            None => {
                let at = known.entries.len() as u16;
                known.entries.push(entry);
                known.by_code.insert(&entry.code, at);
                at
            }
        };
        for language in Language::ALL {
            known.by_name.entry(key(entry.label(language))).or_insert(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Discipline, Industry};
    use super::*;

    fn addition(code: &str, parent: &str, en: &str, zh: &str) -> Addition {
        let title = |text| Title::parse(text).unwrap();
        let (en, zh) = (title(en), title(zh));
        Addition {
            list: Extensible::Industries,
            code: code.into(),
            parent: parent.into(),
            en,
            zh,
            retired: false,
        }
    }

    #[test]
    fn an_addition_is_an_entry_like_others() {
        let own = addition("3825-1", "3825", "Photovoltaic fixtures", "光伏治具");
        learn(std::slice::from_ref(&own));
        let known = Industry::from_code("3825-1").unwrap();
        assert_eq!(Industry::parse("光伏治具"), Ok(known));
        assert_eq!(Industry::parse("photovoltaic fixtures"), Ok(known));
        assert_eq!((known.label(Language::En), known.level()), ("Photovoltaic fixtures", 5));
        let above: Vec<_> = known.lineage().map(Industry::code).collect();
        assert_eq!(above, ["3825-1", "3825", "382", "38", "C"]);
        assert!(known.is_local() && !Industry::from_code("3825").unwrap().is_local());
        let all: Vec<Industry> = Industry::all().collect();
        let at = all.iter().position(|code| *code == known).unwrap();
        assert_eq!(all[at - 1].code(), "3825", "beside the one above");
        assert_eq!(Extensible::Industries.official("3825-1"), Err(UnknownCode));

        learn(&[Addition { retired: true, en: Title::parse("PV fixtures").unwrap(), ..own }]);
        assert_eq!(Industry::from_code("3825-1"), Ok(known), "what holds it keeps it");
        assert_eq!(known.label(Language::En), "PV fixtures");
        assert!(!Industry::all().any(|code| code == known));
        assert_eq!(Industry::parse("光伏治具"), Err(UnknownCode));
        assert_eq!(Extensible::Industries.named(&Title::parse("光伏治具").unwrap()), None);
        assert_eq!(Extensible::Industries.named(&Title::parse("制造业").unwrap()), Some("C"));
    }

    #[test]
    fn nothing_is_added_below_what_is_unknown() {
        learn(&[addition("nowhere-1", "nowhere", "Nothing", "无")]);
        assert!(Industry::from_code("nowhere-1").is_err());
    }

    #[test]
    fn text_forms_hold_codes_and_short_ones_places() {
        learn(&[addition("0111-1", "0111", "Sea rice", "海水稻")]);
        for code in ["0111-1", "C", "3741"] {
            let code = Industry::from_code(code).unwrap();
            let text = serde_json::to_string(&code).unwrap();
            assert_eq!(text, format!("\"{}\"", code.code()));
            assert_eq!(serde_json::from_str::<Industry>(&text).unwrap(), code);
            let bytes = postcard::to_allocvec(&code).unwrap();
            assert_eq!(postcard::from_bytes::<Industry>(&bytes).unwrap(), code);
        }
        // As earlier versions wrote them.
        assert_eq!(serde_json::from_str::<Discipline>("0").unwrap(), Discipline::all().next().unwrap());
        for bad in ["\"X99\"", "65535", "-1", "1.5", "null"] {
            assert!(serde_json::from_str::<Industry>(bad).is_err(), "{bad}");
        }
    }
}
