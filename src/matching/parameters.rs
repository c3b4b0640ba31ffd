//! The numbers that the ranking of texts depends on, each in one place.

use std::fmt;

/// What a change of parameters was refused for.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParameterError {
    /// No parameter has this name.
    #[error("no parameter is called {0}")]
    Unknown(String),
    /// The value lies outside of the parameter's range, or is no number.
    #[error("{name} lies between {low} and {high}")]
    OutOfRange {
        /// The parameter.
        name: &'static str,
        /// The lowest value.
        low: f32,
        /// The highest value.
        high: f32,
    },
}

macro_rules! parameters {
    ($($(#[doc = $what:literal])+ $name:ident = $value:literal in $low:literal..$high:literal;)+) => {
        /// The parameters of the text ranking. The defaults are the one published configuration, for all
        /// fields of knowledge and both languages; `docs/MATCHING.md` gives the formulas they stand in.
        #[derive(Clone, Copy, PartialEq)]
        pub struct Parameters {
            $($(#[doc = $what])+ pub(super) $name: f32,)+
        }

        impl Default for Parameters {
            fn default() -> Self {
                Self { $($name: $value,)+ }
            }
        }

        impl Parameters {
            /// The names of all parameters, in the order of the documentation.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];

            /// The value of a parameter, if there is one of that name.
            pub fn get(&self, name: &str) -> Option<f32> {
                match name {
                    $(stringify!($name) => Some(self.$name),)+
                    _ => None,
                }
            }

            /// Changes one parameter.
            ///
            /// # Errors
            /// [`ParameterError`] for an unknown name or a value outside of its range.
            pub fn set(&mut self, name: &str, value: f32) -> Result<(), ParameterError> {
                match name {
                    $(stringify!($name) => {
                        if !($low..=$high).contains(&value) {
                            return Err(ParameterError::OutOfRange {
                                name: stringify!($name), low: $low, high: $high,
                            });
                        }
                        self.$name = value;
                    })+
                    _ => return Err(ParameterError::Unknown(name.to_owned())),
                }
                Ok(())
            }
        }
    };
}

parameters! {
    /// BM25's k₁: how slowly repeating a term stops to matter.
    k1 = 1.0 in 0.0..10.0;
    /// BM25's b: how far a text's length is held against it.
    b = 0.85 in 0.0..1.0;
    /// A length that every text is given beside its own, in words: short texts differ by chance.
    length_prior = 20.0 in 0.0..1000.0;
    /// How many of a text's strongest terms are looked up.
    strongest = 60.0 in 1.0..1000.0;
    /// What a translated name counts beside the author's own words.
    translated = 0.7 in 0.0..2.0;
    /// How many texts are compared in full after the lookup.
    candidates = 300.0 in 1.0..10000.0;
    /// The length of a text, in distinct words, at which the views for short and for long texts count alike.
    short = 50.0 in 0.0..10000.0;
    /// The weight of neighbouring words that stand together in both texts, for a short text.
    pairs_short = 0.1 in 0.0..5.0;
    /// The same for a long text.
    pairs_long = 0.4 in 0.0..5.0;
    /// The weight of the cosine of all terms, for a short text.
    cosine_short = 0.3 in 0.0..5.0;
    /// The same for a long text.
    cosine_long = 0.8 in 0.0..5.0;
    /// The weight of the share of a short text's strongest words that the other has at all; a long one's
    /// answer needs only some of them.
    held_short = 0.1 in 0.0..5.0;
    /// The weight of the likeness by words that occur together, for a short text.
    latent_short = 0.4 in 0.0..5.0;
    /// The same for a long text.
    latent_long = 0.6 in 0.0..5.0;
    /// The weight of likeness to the best answers, for a short text; a long one needs none.
    feedback_short = 0.6 in 0.0..5.0;
    /// The weight of what the nearest neighbours among the candidates score, for a short text.
    neighbours_short = 1.0 in 0.0..5.0;
    /// The same for a long text.
    neighbours_long = 0.4 in 0.0..5.0;
    /// How nearly an answer must hold every word of the question for latent view, feedback and neighbours to fall
    /// silent: they count by one less the share held to this power.
    whole = 8.0 in 0.0..1000.0;
    /// How far it is held against a text that it is near to everything.
    hub = 0.3 in 0.0..5.0;
    /// How many dimensions the words that occur together are told in.
    dimensions = 128.0 in 0.0..512.0;
}

impl Parameters {
    /// The parts of the ranking that can be left out: a name, and the parameters that are 0 without it.
    pub const PARTS: &'static [(&'static str, &'static [&'static str])] = &[
        ("pairs", &["pairs_short", "pairs_long"]),
        ("cosine", &["cosine_short", "cosine_long"]),
        ("held", &["held_short"]),
        ("latent", &["latent_short", "latent_long"]),
        ("feedback", &["feedback_short"]),
        ("neighbours", &["neighbours_short", "neighbours_long"]),
        ("hub", &["hub"]),
        ("translation", &["translated"]),
        ("length-prior", &["length_prior"]),
    ];

    /// The same without one of [`Parameters::PARTS`].
    #[must_use]
    pub fn without(mut self, part: &(&'static str, &'static [&'static str])) -> Self {
        for name in part.1 {
            // Every part may be 0; a test holds that.
            let _ = self.set(name, 0.0);
        }
        self
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(Self::NAMES.iter().map(|name| (name, self.get(name)))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_set_by_name_within_their_range() {
        let mut parameters = Parameters::default();
        assert_eq!(parameters.set("k1", 2.0), Ok(()));
        assert_eq!(parameters.get("k1"), Some(2.0));
        assert!(matches!(parameters.set("b", 1.5), Err(ParameterError::OutOfRange { name: "b", .. })));
        assert!(parameters.set("b", f32::NAN).is_err());
        assert_eq!(parameters.set("zeal", 1.0), Err(ParameterError::Unknown("zeal".into())));
    }

    #[test]
    fn every_part_can_be_left_out() {
        for part in Parameters::PARTS {
            let without = Parameters::default().without(part);
            assert_ne!(without, Parameters::default(), "{}", part.0);
            assert!(part.1.iter().all(|name| without.get(name) == Some(0.0)), "{}", part.0);
        }
    }
}
