//! Texts to terms: what is compared, and where in the text it stands.
//!
//! A text is folded (compatibility forms, case and accents), split into runs by script, and each
//! run is cut in the way of its script: words of alphabetic scripts, stemmed by Snowball's English
//! rules; Chinese words by jieba and, beside them, every pair of neighbouring characters; numbers
//! together with their units. Every token keeps the bytes of the original text that it came from.

mod fold;
mod generic;
mod han;
mod word;

use std::ops::Range;

pub(super) use fold::Script;
pub(super) use generic::is_generic;

/// The most tokens that are read of one text; the rest is ignored.
pub(super) const MAX_TOKENS: usize = 50_000;

/// What a token counts as when texts are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Term {
    /// A stemmed word, an acronym or a number with its unit.
    Word(String),
    /// A Chinese word.
    HanWord(String),
    /// Two neighbouring Chinese characters.
    HanPair([char; 2]),
}

impl Term {
    /// The character of a Chinese word of one.
    pub(super) fn lone_character(&self) -> Option<char> {
        let Self::HanWord(word) = self else { return None };
        let mut characters = word.chars();
        characters.next().filter(|_| characters.next().is_none())
    }

    /// Whether people would take it for a word.
    pub(super) fn is_word(&self) -> bool {
        !matches!(self, Self::HanPair(_))
    }
}

/// A term and the bytes of the original text where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) term: Term,
    pub(super) range: Range<usize>,
}

/// The tokens of a text, at most [`MAX_TOKENS`], in the order in which they begin.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let (mut runs, mut run) = (fold::Runs::new(text), fold::Run::empty());
    while runs.next(&mut run) {
        match run.script {
            Script::Han => han::cut(&run, &mut out),
            Script::Other => word::cut(&run, &mut out),
        }
        if out.len() >= MAX_TOKENS {
            out.truncate(MAX_TOKENS);
            break;
        }
    }
    word::join_units(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text)
            .into_iter()
            .filter_map(|token| match token.term {
                Term::Word(word) | Term::HanWord(word) => Some(word),
                Term::HanPair(_) => None,
            })
            .collect()
    }

    fn pairs(text: &str) -> Vec<String> {
        tokens(text)
            .into_iter()
            .filter_map(|token| match token.term {
                Term::HanPair(pair) => Some(pair.iter().collect()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn forms_of_one_english_word_are_one_term() {
        assert_eq!(words("Coatings were coated, COATING!"), ["coat", "coat", "coat"]);
        assert_eq!(words("the state of the art"), ["state", "art"]);
    }

    #[test]
    fn chinese_is_cut_into_words_and_pairs() {
        assert_eq!(pairs("热障涂层"), ["热障", "障涂", "涂层"]);
        assert!(words("采用等离子喷涂制备涂层").contains(&"涂层".to_owned()));
        assert_eq!(pairs("涂，层"), Vec::<String>::new());
    }

    #[test]
    fn mixed_texts_are_cut_by_script() {
        let terms = words("采用PVD喷涂的YSZ热障涂层");
        assert!(
            ["pvd", "ysz", "喷涂", "涂层"].iter().all(|term| terms.contains(&(*term).to_owned())),
            "{terms:?}"
        );
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(words("20 kHz"), ["20khz"]);
        assert_eq!(words("20kHz"), ["20khz"]);
        assert_eq!(words("at 1,200 °C"), ["1200c"]);
        assert_eq!(words("1200℃"), ["1200c"]);
        assert_eq!(words("0.5 %"), ["0.5%"]);
        assert_eq!(words("in 2024 we"), ["2024"]);
    }

    #[test]
    fn compatibility_forms_and_accents_are_folded() {
        assert_eq!(words("ＹＳＺ ﬁlm"), words("YSZ film"));
        assert_eq!(words("Poincaré"), words("Poincare\u{301}"));
    }

    #[test]
    fn ranges_point_into_the_original() {
        let text = "Ｔｈｅ ﬁlms’ 热障涂层 Poincare\u{301}s";
        for token in tokens(text) {
            assert!(text.get(token.range.clone()).is_some_and(|s| !s.is_empty()), "{token:?}");
        }
        let film = tokens(text).into_iter().find(|t| t.term == Term::Word("film".into())).unwrap();
        assert_eq!(&text[film.range], "ﬁlms");
    }

    #[test]
    fn hostile_texts_are_read_up_to_a_limit() {
        for text in [
            "word ".repeat(2_000_000),
            "a".repeat(10_000_000),
            "涂".repeat(3_000_000),
            "1".repeat(10_000_000),
            "\u{301}".repeat(1_000_000),
            "a\u{0}\u{202E}".repeat(1_000_000),
        ] {
            let tokens = tokens(&text);
            assert!(tokens.len() <= MAX_TOKENS);
            assert!(tokens.iter().all(|token| match &token.term {
                Term::Word(word) | Term::HanWord(word) => word.chars().count() <= 80,
                Term::HanPair(_) => true,
            }));
        }
    }

    proptest! {
        #[test]
        fn any_text_yields_ranges_on_character_boundaries(text in "\\PC{0,200}") {
            for token in tokens(&text) {
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert!(!token.range.is_empty());
            }
        }
    }
}
