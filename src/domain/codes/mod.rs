//! The official code lists, with labels in both languages, and what a site adds to them.
//!
//! The lists are data files beside this module (`data/`, with `SOURCES.md`), read once. A code
//! is a small copyable handle that can only name an entry of its list.

mod list;
mod local;

use std::sync::LazyLock;

use super::language::Language;
use list::CodeList;
pub use list::UnknownCode;
pub use local::{Addition, Extensible, learn};

/// How text holds an entry: by its code, or as it was once written, by its place.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Written {
    Code(String),
    Place(u16),
}

/// Declares a handle type over one embedded list.
macro_rules! code_type {
    ($(#[$doc:meta])* $name:ident, $static:ident, $file:literal) => {
        static $static: LazyLock<CodeList> =
            LazyLock::new(|| CodeList::read(include_str!(concat!("data/", $file))));

        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u16);

        impl TryFrom<u16> for $name {
            type Error = UnknownCode;

            /// The entry at a place of the list.
            fn try_from(place: u16) -> Result<Self, UnknownCode> {
                if place < $static.len() { Ok(Self(place)) } else { Err(UnknownCode) }
            }
        }

        impl $name {
            /// The entry with exactly this code.
            ///
            /// # Errors
            /// [`UnknownCode`] when the list has none.
            pub fn from_code(code: &str) -> Result<Self, UnknownCode> {
                $static.by_code(code).map(Self)
            }

            /// The entry that a person meant: by code, by `code name`, or by a name in either language.
            ///
            /// # Errors
            /// [`UnknownCode`] when no entry answers.
            pub fn parse(text: &str) -> Result<Self, UnknownCode> {
                $static.find(text).map(Self)
            }

            /// Every entry that can be chosen, in the order of the codes; the site's own behind the
            /// official one that they are below.
            pub fn all() -> impl Iterator<Item = Self> {
                $static.places().into_iter().map(Self)
            }

            /// Whether the site added the entry.
            pub fn is_local(self) -> bool {
                self.0 >= $static.official_len()
            }

            /// The code.
            pub fn code(self) -> &'static str {
                &$static.entry(self.0).code
            }

            /// The label for a reader of `language`. Where the list has no English name, that of
            /// the nearest labelled entry above, with the code in brackets.
            pub fn label(self, language: Language) -> &'static str {
                $static.entry(self.0).label(language)
            }

            /// The depth in the list, from 0 or 1 at the top.
            pub fn level(self) -> u8 {
                $static.entry(self.0).level
            }

            /// The entry right above, if any.
            pub fn parent(self) -> Option<Self> {
                $static.entry(self.0).parent.map(Self)
            }

            /// The entry itself, then those above it, nearest first.
            pub fn lineage(self) -> impl Iterator<Item = Self> {
                std::iter::successors(Some(self), |code| code.parent())
            }
        }

        impl serde::Serialize for $name {
            /// Text holds the code, which lasts; the short form of a snapshot holds the place in the list.
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() { to.serialize_str(self.code()) } else { to.serialize_u16(self.0) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                if !from.is_human_readable() {
                    return Self::try_from(u16::deserialize(from)?).map_err(D::Error::custom);
                }
                match Written::deserialize(from)? {
                    Written::Code(code) => Self::from_code(&code),
                    Written::Place(place) => Self::try_from(place),
                }
                .map_err(D::Error::custom)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.code())
            }
        }
    };
}

code_type!(
    /// An industry of GB/T 4754-2017: section `C`, division `37`, group `374` or class `3741`.
    Industry, INDUSTRIES, "industries.csv"
);
code_type!(
    /// A discipline of GB/T 13745-2009: group `D`, level 1 `430` or level 2 `43035` (partial).
    Discipline, DISCIPLINES, "disciplines.csv"
);
code_type!(
    /// A strategic emerging industry (2018), `1` to `9`.
    StrategicIndustry, STRATEGIC, "strategic_industries.csv"
);
code_type!(
    /// A province (`610000`) or city (`610100`) of GB/T 2260.
    Region, REGIONS, "regions.csv"
);

/// Unordered pairs of neighbouring provinces.
static NEIGHBOURS: LazyLock<Vec<(Region, Region)>> = LazyLock::new(|| {
    list::rows(include_str!("data/province_neighbours.csv"))
        .filter_map(|row| Some((Region::from_code(row.get(0)?).ok()?, Region::from_code(row.get(1)?).ok()?)))
        .collect()
});

impl Region {
    /// The province: the region itself, or the one that the city lies in.
    pub fn province(self) -> Self {
        self.parent().unwrap_or(self)
    }

    /// Whether the region is a city rather than a province.
    pub fn is_city(self) -> bool {
        self.parent().is_some()
    }

    /// Whether the provinces of two regions border each other.
    pub fn neighbours(self, other: Self) -> bool {
        let (a, b) = (self.province(), other.province());
        NEIGHBOURS.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
    }

    /// The short name: `Wuxi`, `无锡`.
    pub fn short(self, language: Language) -> &'static str {
        REGIONS.entry(self.0).short(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_have_their_published_sizes() {
        let level = |n| Industry::all().filter(|i| i.level() == n).count();
        assert_eq!([level(1), level(2), level(3), level(4)], [20, 97, 473, 1381]);
        assert_eq!(Discipline::all().filter(|d| d.level() == 1).count(), 62);
        assert_eq!(StrategicIndustry::all().count(), 9);
        assert_eq!(Region::all().filter(|r| !r.is_city()).count(), 34);
    }

    #[test]
    fn every_entry_has_a_label_in_both_languages() {
        for language in Language::ALL {
            assert!(Industry::all().all(|i| !i.label(language).is_empty()));
            assert!(Discipline::all().all(|d| !d.label(language).is_empty()));
            assert!(Region::all().all(|r| !r.label(language).is_empty() && !r.short(language).is_empty()));
        }
    }

    #[test]
    fn people_name_entries_in_several_ways() {
        let xian = Region::from_code("610100").unwrap();
        for text in ["610100", "西安市", "西安", "Xi’an", "xi'an", "610100 西安市"] {
            assert_eq!(Region::parse(text), Ok(xian), "{text}");
        }
        assert_eq!(Industry::parse("C37").map(Industry::code), Ok("37"));
        assert_eq!(Industry::parse("C3741").map(Industry::code), Ok("3741"));
        assert!(Region::parse("Atlantis").is_err());
        assert!(Region::parse("").is_err());
    }

    #[test]
    fn regions_know_their_province_and_its_neighbours() {
        let at = |code| Region::from_code(code).unwrap();
        assert_eq!(at("320200").province(), at("320000"));
        assert!(at("320200").neighbours(at("310000")));
        assert!(!at("320200").neighbours(at("610100")));
        assert!(!at("320200").neighbours(at("320000")));
    }
}
