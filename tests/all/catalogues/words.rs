//! The words themselves: the house rules of each language, and words where none should stand.

use scraper::{Html, Node};

/// What isn't translated: it reads the same in every language.
const UNTRANSLATED: &[&str] = &["Sunmao", "榫卯", "中文", "English"];

/// A rule of style: who breaks it, and what to write.
pub(super) type Rule = (fn(&str) -> bool, &'static str);

/// How English is written here.
pub(super) const ENGLISH: &[Rule] = &[
    (|text| text.contains('!'), "no exclamation marks"),
    (|text| text.to_lowercase().contains("please"), "no “please”"),
    // Commands are written as they are typed.
    (|text| text.contains(['"', '\'']) && !text.contains("--"), "curved quotes and apostrophes"),
    (is_mostly_chinese, "this isn't English"),
];

/// How Chinese is written here.
pub(super) const CHINESE: &[Rule] = &[
    (|text| text.contains('！'), "不用感叹号"),
    (|text| text.contains('你'), "用“您”"),
    (has_narrow_mark, "标点用全角"),
    (is_an_english_phrase, "这不是中文"),
];

/// What breaks the rules, as reasons.
pub(super) fn slips(text: &str, rules: &[Rule]) -> Vec<&'static str> {
    rules.iter().filter(|(breaks, _)| breaks(text)).map(|(_, why)| *why).collect()
}

/// Words that stand in a template outside of its expressions: in text, or in an attribute that is
/// read to people.
pub(super) fn in_template(template: &str) -> Vec<String> {
    let html = Html::parse_fragment(&without_expressions(template));
    let spoken =
        |name: &str| matches!(name, "alt" | "aria-description" | "aria-label" | "placeholder" | "title");
    html.tree
        .nodes()
        .flat_map(|node| match node.value() {
            Node::Text(text) if !is_code(node.parent().map(|parent| parent.value())) => {
                vec![text.to_string()]
            }
            Node::Element(element) => {
                element.attrs().filter(|(name, _)| spoken(name)).map(|(_, value)| value.to_owned()).collect()
            }
            _ => Vec::new(),
        })
        .filter(|text| untranslated_removed(text).chars().any(char::is_alphabetic))
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn is_code(parent: Option<&Node>) -> bool {
    matches!(parent, Some(Node::Element(element)) if matches!(element.name(), "style" | "script"))
}

fn untranslated_removed(text: &str) -> String {
    UNTRANSLATED.iter().fold(text.to_owned(), |text, same| text.replace(same, ""))
}

/// The template with a mark that is no letter in place of each expression and comment.
fn without_expressions(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(open) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let close = match rest.as_bytes()[open + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        text.push_str(&rest[..open]);
        let end = rest[open + 2..].find(close).map_or(rest.len(), |offset| open + 2 + offset + close.len());
        rest = &rest[end..];
    }
    text + rest
}

fn is_mostly_chinese(text: &str) -> bool {
    let text = untranslated_removed(text);
    let (han, letters) =
        (text.chars().filter(|c| is_han(*c)).count(), text.chars().filter(|c| c.is_alphabetic()).count());
    han * 2 > letters
}

fn is_an_english_phrase(text: &str) -> bool {
    let words =
        text.split_whitespace().filter(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase()));
    !text.chars().any(is_han) && words.count() > 0
}

/// Whether a half-width mark stands beside a Chinese character, spaces aside.
fn has_narrow_mark(text: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    chars.windows(2).any(|pair| {
        let narrow = |c: char| matches!(c, ',' | ';' | ':' | '?' | '"' | '\'' | '(' | ')');
        (is_han(pair[0]) && narrow(pair[1])) || (narrow(pair[0]) && is_han(pair[1]))
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
