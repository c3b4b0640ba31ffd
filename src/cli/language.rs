//! The language of what the program says.

use std::ffi::{OsStr, OsString};

use crate::domain::Language;

/// The language that `--lang` states among the arguments, or else that of the surroundings.
pub(super) fn of(args: &[OsString]) -> Language {
    stated(args).or_else(|| of_locale(|name| std::env::var(name).ok())).unwrap_or_default()
}

/// `--lang zh` or `--lang=zh`. What is wrong there is told when the arguments are understood.
fn stated(args: &[OsString]) -> Option<Language> {
    let args: Vec<&str> = args.iter().map(|arg| OsStr::to_str(arg).unwrap_or_default()).collect();
    let beside = args.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    beside.or_else(|| args.iter().find_map(|arg| arg.strip_prefix("--lang=")))?.parse().ok()
}

/// The first of the locale's variables that is set decides, as POSIX has it.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Language> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|v| !v.is_empty()))?;
    locale.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_comes_first_then_the_locale() {
        let stated = |args: &[&str]| stated(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(stated(&["sunmao", "match", "--lang", "zh"]), Some(Language::Zh));
        assert_eq!(stated(&["sunmao", "--lang=en"]), Some(Language::En));
        assert_eq!(stated(&["sunmao", "--lang", "fr"]), None);
        let of = |set: &[(&str, &str)]| {
            of_locale(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Some(Language::Zh));
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.UTF-8")]), Some(Language::En));
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")]), Some(Language::Zh));
        assert_eq!(of(&[("LANG", "C")]), None);
    }
}
