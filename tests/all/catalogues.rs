//! Missing and unused messages fail, and so does text that isn't in the catalogues at all.

mod catalogue;
mod uses;
mod words;

use std::collections::BTreeSet;

use crate::support::source;
use catalogue::Catalogue;
use uses::Use;

/// Messages for which a language takes what it needs of the arguments.
const CHOOSES_ITS_ARGUMENTS: &[(&str, &str)] =
    &[("format-money", "¥4.5 M in English, 450万元 in Chinese: the symbol before or the word after")];

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_none("differences between the languages", differences(&english(), &chinese()));
}

#[test]
fn every_message_in_use_exists_and_gets_its_arguments() {
    assert_none("wrong uses of messages", wrong_uses(&uses_of_the_program(), &[english(), chinese()]));
}

#[test]
fn every_message_is_used() {
    assert_none("messages that nobody uses", unused(&english(), &uses_of_the_program()));
}

#[test]
fn messages_keep_to_the_rules_of_their_language() {
    let slips = [(english(), words::ENGLISH), (chinese(), words::CHINESE)]
        .iter()
        .flat_map(|(catalogue, rules)| {
            catalogue.texts().flat_map(|(key, text)| {
                words::slips(text, rules).into_iter().map(move |why| format!("{key}: {why}: {text}"))
            })
        })
        .collect();
    assert_none("slips of style", slips);
}

#[test]
fn templates_hold_no_words_of_their_own() {
    let words = source::files("templates", &["html", "txt"])
        .iter()
        .flat_map(|file| {
            words::in_template(&file.text).into_iter().map(|words| format!("{}: {words}", file.path))
        })
        .collect();
    assert_none("words outside the catalogues", words);
}

fn assert_none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn english() -> Catalogue {
    Catalogue::read(&source::files("src/i18n/locales/en", &["ftl"]))
}

fn chinese() -> Catalogue {
    Catalogue::read(&source::files("src/i18n/locales/zh-CN", &["ftl"]))
}

fn uses_of_the_program() -> Vec<Use> {
    let code = source::files("src", &["rs"]);
    let templates = source::files("templates", &["html", "txt"]);
    code.iter().flat_map(uses::in_code).chain(templates.iter().flat_map(uses::in_template)).collect()
}

/// What one language has and the other lacks.
fn differences(english: &Catalogue, chinese: &Catalogue) -> Vec<String> {
    let keys: BTreeSet<&str> = english.keys().chain(chinese.keys()).collect();
    keys.into_iter()
        .filter_map(|key| match (english.arguments(key), chinese.arguments(key)) {
            (Some(_), None) => Some(format!("{key} is missing in Chinese")),
            (None, Some(_)) => Some(format!("{key} is missing in English")),
            (Some(en), Some(zh)) if en != zh && !chooses_its_arguments(key) => {
                Some(format!("{key} has {en:?} in English, {zh:?} in Chinese"))
            }
            _ => None,
        })
        .collect()
}

fn chooses_its_arguments(key: &str) -> bool {
    CHOOSES_ITS_ARGUMENTS.iter().any(|(one, _)| *one == key)
}

/// Uses of messages that don't exist, or with other arguments than those that a language needs.
fn wrong_uses(uses: &[Use], languages: &[Catalogue]) -> Vec<String> {
    uses.iter()
        .filter(|one| one.certain)
        .filter_map(|one| {
            if !languages.iter().all(|catalogue| catalogue.keys().any(|key| one.key.matches(key))) {
                return Some(format!("{}: there is no {}", one.place, one.key));
            }
            let (given, key) = (one.arguments.as_ref()?, one.key.exact()?);
            let wanted: BTreeSet<String> =
                languages.iter().filter_map(|it| it.arguments(key)).flatten().collect();
            (!given.fit(&wanted))
                .then(|| format!("{}: {} takes {wanted:?}, not {:?}", one.place, one.key, given.names))
        })
        .collect()
}

/// Messages and attributes that neither the program nor another message mentions.
fn unused(catalogue: &Catalogue, uses: &[Use]) -> Vec<String> {
    catalogue
        .keys()
        .filter(|key| !catalogue.is_mentioned(key) && !uses.iter().any(|one| one.key.matches(key)))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod checker {
    use super::*;
    use crate::support::source::Source;

    fn file(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    fn catalogue(text: &str) -> Catalogue {
        Catalogue::read(&[file("sample.ftl", text)])
    }

    #[test]
    fn finds_what_a_language_lacks() {
        let english = catalogue("a = A { $n }\nb = B\n    .hint = Hint\nc = C");
        let chinese = catalogue("a = 甲 { $m }\nb = 乙\nd = 丁");
        let found = differences(&english, &chinese);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[1].starts_with("b.hint is missing in Chinese"));
        assert!(differences(&english, &english).is_empty());
    }

    #[test]
    fn finds_arguments_in_selectors_functions_and_other_messages() {
        let catalogue = catalogue(
            "a = { $n ->\n    [one] { $unit }\n   *[other] { NUMBER($many) }\n }\nb = { a } { $more }\nc = { -t }\n-t = T",
        );
        let arguments = |key| catalogue.arguments(key).unwrap().into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(arguments("a"), "many n unit");
        assert_eq!(arguments("b"), "many more n unit");
        assert_eq!(arguments("c"), "");
    }

    #[test]
    fn finds_missing_messages_and_wrong_arguments_in_code() {
        let catalogue = catalogue("greeting = Hi { $name }\nmatches = { $n }\nform-a = A\nplain = P");
        let wrong = |code: &str| {
            wrong_uses(&uses::in_code(&file("src/x.rs", code)), std::slice::from_ref(&catalogue)).len()
        };
        assert_eq!(
            wrong("fn f() { m.t(\"plain\"); m.n(\"matches\", 3); self.m.t(&format!(\"form-{}\", c)) }"),
            0
        );
        assert_eq!(wrong("fn f() { m.with(\"greeting\", &[(\"name\", n.into())]) }"), 0);
        assert_eq!(wrong("fn f() { m.t(\"absent\") }"), 1);
        assert_eq!(wrong("fn f() { m.t(\"plain.hint\") }"), 1);
        assert_eq!(wrong("fn f() { m.t(&format!(\"shape-{code}\")) }"), 1);
        assert_eq!(wrong("fn f() { m.t(if a { \"plain\" } else { \"absent\" }) }"), 1);
        assert_eq!(wrong("fn f() { m.t(\"matches\") }"), 1);
        assert_eq!(wrong("fn f() { m.v(\"plain\", 1) }"), 1);
        assert_eq!(wrong("fn f() { m.with(\"greeting\", &[(\"nom\", n.into())]) }"), 1);
        assert_eq!(wrong("fn f() { m.with(\"greeting\", &[pair]) }"), 0);
        assert_eq!(wrong("fn f() { m.with(\"greeting\", &[pair, (\"nom\", n.into())]) }"), 1);
        assert_eq!(wrong("fn f(prefix: &str) { m.t(&format!(\"{prefix}{code}\")) }"), 0);
        assert_eq!(wrong("fn f() { m.t(&format!(\"form-{}\", c.replace('_', \"-\"))) }"), 0);
    }

    #[test]
    fn finds_missing_messages_in_templates() {
        let catalogue = catalogue("plain = P\nmatches = { $n }\nform-a = A\n    .hint = H");
        let uses = |html: &str| uses::in_template(&file("templates/x.html", html));
        let wrong = |html: &str| wrong_uses(&uses(html), std::slice::from_ref(&catalogue)).len();
        assert_eq!(wrong("<p>{{ m.t(\"plain\") }} {{- m.n(\"matches\", list.len()) -}}</p>"), 0);
        assert_eq!(wrong("{% if a %}{{ m.t(\"form-\" ~ code ~ \".hint\") }}{% endif %}"), 0);
        assert_eq!(wrong("<p>\n{{ m.t(\"absent\") }}</p>"), 1);
        assert_eq!(wrong("{% let x = m.t(\"absent\") %}"), 1);
        assert_eq!(wrong("{{ m.t(\"form-\" ~ code ~ \".name\") }}"), 1);
        assert_eq!(wrong("{# m.t(\"absent\") #}"), 0);
    }

    #[test]
    fn finds_messages_that_nobody_uses() {
        let catalogue = catalogue(
            "a = A\nb = B\nc-x = C\nc-y = C\n    .hint = H\nd = { e }\ne = E\nf = F\ng = G\n-t = T",
        );
        let code = "fn f() { m.t(\"a\"); let key = \"b\"; m.t(&format!(\"c-{x}\")); m.t(\"d\") }
                    #[cfg(test)] mod tests { fn t() { m.t(\"f\") } } /* \"g\" */";
        let mut unused = unused(&catalogue, &uses::in_code(&file("src/x.rs", code)));
        unused.sort();
        assert_eq!(unused, ["-t", "c-y.hint", "f", "g"]);
    }

    #[test]
    fn finds_words_in_templates() {
        let found = |html: &str| words::in_template(html).len();
        assert_eq!(found("<title>{{ title }} · Sunmao 榫卯</title><a lang=zh>中文</a> 12 % — ↵"), 0);
        assert_eq!(
            found("{# A note #}<p class=\"big words\">{% if a == \"b c\" %}{{ d }}{% endif %}</p>"),
            0
        );
        assert_eq!(
            found("<style>p { color: red }</style><meta name=viewport content=\"width=device-width\">"),
            0
        );
        assert_eq!(found("<p>Welcome {{ name }}</p>"), 1);
        assert_eq!(found("<p>欢迎</p>"), 1);
        assert_eq!(
            found("<img alt=\"A joint\"><input placeholder=\"Search\"><b aria-label=\"{{ x }}\"></b>"),
            2
        );
        assert_eq!(found("Dear {{ name }},"), 1);
    }

    #[test]
    fn finds_slips_of_style() {
        let chinese = |text: &str| words::slips(text, words::CHINESE).len();
        assert_eq!(chinese("要求TRL 7，现有“TRL 5”。（如中试线）"), 0);
        assert_eq!(chinese("SUNMAO_LISTEN"), 0);
        for slip in [
            "需求,能力",
            "需求\"能力\"",
            "需求(能力)",
            "你的需求",
            "成功！",
            "需求:",
            "需求 ,能力",
            "Sign in here",
        ] {
            assert_ne!(chinese(slip), 0, "{slip}");
        }
        let english = |text: &str| words::slips(text, words::ENGLISH).len();
        assert_eq!(english("It’s 3 of 4, “snug” (榫卯), such as welding, 焊接 or TRL 6."), 0);
        for slip in ["Done!", "Please wait", "企业的需求 TRL", "It's", "a \"need\""] {
            assert_ne!(english(slip), 0, "{slip}");
        }
    }
}
