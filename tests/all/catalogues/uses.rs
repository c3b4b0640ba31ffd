//! Where code and templates use messages.
//!
//! A call such as `m.t("key")` is a certain use: the key must exist and get its arguments. Any other
//! string that reads like an existing key is taken as a use of it, so that keys may be handed around.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::{Delimiter, TokenTree};

use crate::support::source::{Source, inside, is_mark, name, string, tokens};

/// A use of one message, or of all whose keys have one shape.
pub(super) struct Use {
    /// Path and line.
    pub(super) place: String,
    pub(super) key: Key,
    /// Whether this is surely a key.
    pub(super) certain: bool,
    /// The arguments given, where they can be read off.
    pub(super) arguments: Option<Arguments>,
}

/// The arguments of a call.
#[derive(Clone)]
pub(super) struct Arguments {
    pub(super) names: BTreeSet<String>,
    /// Whether there are others, whose names stand elsewhere.
    others: bool,
}

impl Arguments {
    fn exactly(names: &[&str]) -> Self {
        Self { names: names.iter().map(|name| (*name).to_owned()).collect(), others: false }
    }

    /// Whether these may be the ones that a message wants.
    pub(super) fn fit(&self, wanted: &BTreeSet<String>) -> bool {
        if self.others { self.names.is_subset(wanted) } else { self.names == *wanted }
    }
}

/// A key, with `{…}` where the program puts in a code.
pub(super) struct Key(String);

impl Key {
    /// The key itself, when nothing is put in.
    pub(super) fn exact(&self) -> Option<&str> {
        (!self.0.contains('{')).then_some(self.0.as_str())
    }

    /// Whether a message's key may be meant.
    pub(super) fn matches(&self, key: &str) -> bool {
        let (Some((before, _)), Some((_, after))) = (self.0.split_once('{'), self.0.rsplit_once('}')) else {
            return self.0 == key;
        };
        let code = key.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        !before.is_empty() && code.is_some_and(|code| !code.is_empty() && !code.contains('.'))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The uses in a file of Rust; what only tests say doesn't count.
pub(super) fn in_code(file: &Source) -> Vec<Use> {
    let mut uses = Vec::new();
    collect(&tokens(&file.text), &|line| format!("{}:{line}", file.path), &mut uses);
    uses
}

/// The uses in a template: its expressions read as Rust, but for `~`, which joins strings.
pub(super) fn in_template(file: &Source) -> Vec<Use> {
    let mut uses = Vec::new();
    for (start, expression) in expressions(&file.text) {
        let first = file.text[..start].matches('\n').count();
        collect(&tokens(expression), &|line| format!("{}:{}", file.path, first + line), &mut uses);
    }
    uses
}

/// What stands between `{{ }}` and `{% %}`, with the place where it begins.
fn expressions(template: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|offset| at + offset) {
        let close = match template.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let start = open + 2;
        let end = template[start..].find(close).map_or(template.len(), |offset| start + offset);
        if close != "#}" {
            let inner = template[start..end].trim_matches(['-', '+']);
            found.push((start, inner));
        }
        at = (end + 2).min(template.len());
    }
    found
}

/// How a method of `Messages` gets its arguments.
enum Takes {
    Nothing,
    One(&'static str),
    Named,
}

fn takes(method: &str) -> Option<Takes> {
    match method {
        "t" => Some(Takes::Nothing),
        "n" => Some(Takes::One("n")),
        "v" => Some(Takes::One("value")),
        "with" => Some(Takes::Named),
        _ => None,
    }
}

fn collect(tokens: &[TokenTree], place: &dyn Fn(usize) -> String, uses: &mut Vec<Use>) {
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(tokens, at) {
            at = after_item(tokens, at + 2);
            continue;
        }
        if let Some((takes, call)) = call(tokens, at) {
            let line = tokens[at].span().start().line;
            let mut arguments = call.split(|token| is_mark(Some(token), ','));
            let keys = keys(arguments.next().unwrap_or_default());
            let given = given(&takes, arguments.next());
            uses.extend(keys.into_iter().map(|key| Use {
                place: place(line),
                key,
                certain: true,
                arguments: given.clone(),
            }));
        }
        match &tokens[at] {
            TokenTree::Group(group) => {
                collect(&group.stream().into_iter().collect::<Vec<_>>(), place, uses);
            }
            token @ TokenTree::Literal(literal) => {
                uses.extend(string(Some(token)).map(|text| Use {
                    place: place(literal.span().start().line),
                    key: Key(if text.ends_with('-') { format!("{text}{{}}") } else { text }),
                    certain: false,
                    arguments: None,
                }));
            }
            _ => {}
        }
        at += 1;
    }
}

/// `.t(…)` and its like, at the dot: how it takes arguments, and all of them.
fn call(tokens: &[TokenTree], at: usize) -> Option<(Takes, Vec<TokenTree>)> {
    let takes = is_mark(tokens.get(at), '.').then(|| takes(&name(tokens.get(at + 1))?)).flatten()?;
    Some((takes, inside(tokens.get(at + 2), Delimiter::Parenthesis)?))
}

/// The keys that an expression can yield, as far as they are written in it.
fn keys(expression: &[TokenTree]) -> Vec<Key> {
    if expression.iter().any(|token| is_mark(Some(token), '~')) {
        let parts = expression.split(|token| is_mark(Some(token), '~'));
        let joined = parts.map(|part| string(part.first()).unwrap_or_else(|| "{}".to_owned()));
        return vec![Key(joined.collect())];
    }
    let mut keys = Vec::new();
    for token in expression {
        match token {
            TokenTree::Group(group) => {
                keys.extend(self::keys(&group.stream().into_iter().collect::<Vec<_>>()))
            }
            token => keys.extend(string(Some(token)).filter(|text| begins_a_key(text)).map(Key)),
        }
    }
    keys
}

/// A key whose beginning comes from elsewhere is found where that is written.
fn begins_a_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
}

/// The names of the arguments that a call gives.
fn given(takes: &Takes, rest: Option<&[TokenTree]>) -> Option<Arguments> {
    match takes {
        Takes::Nothing => Some(Arguments::exactly(&[])),
        Takes::One(name) => Some(Arguments::exactly(&[name])),
        Takes::Named => {
            let list = rest?.iter().find_map(|token| inside(Some(token), Delimiter::Bracket))?;
            let pairs = list.split(|token| is_mark(Some(token), ',')).filter(|pair| !pair.is_empty());
            let (named, others): (Vec<_>, Vec<_>) = pairs
                .map(|pair| string(inside(pair.first(), Delimiter::Parenthesis)?.first()))
                .partition(Option::is_some);
            Some(Arguments { names: named.into_iter().flatten().collect(), others: !others.is_empty() })
        }
    }
}

/// `#[cfg(test)]`, at the number sign.
fn is_test_attribute(tokens: &[TokenTree], at: usize) -> bool {
    is_mark(tokens.get(at), '#')
        && inside(tokens.get(at + 1), Delimiter::Bracket).is_some_and(|attribute| {
            name(attribute.first()).as_deref() == Some("cfg")
                && inside(attribute.get(1), Delimiter::Parenthesis)
                    .is_some_and(|condition| name(condition.first()).as_deref() == Some("test"))
        })
}

/// The place after an item's body or semicolon.
fn after_item(tokens: &[TokenTree], start: usize) -> usize {
    let end = tokens[start..]
        .iter()
        .position(|token| is_mark(Some(token), ';') || inside(Some(token), Delimiter::Brace).is_some());
    end.map_or(tokens.len(), |offset| start + offset + 1)
}
