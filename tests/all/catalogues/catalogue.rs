//! The messages of one language.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::support::source::Source;

/// The messages of one language. A message's key stands for its value, `key.attribute` for one of
/// its attributes, `-name` for a term.
#[derive(Default)]
pub(super) struct Catalogue {
    messages: BTreeMap<String, Message>,
}

#[derive(Default)]
struct Message {
    text: String,
    variables: BTreeSet<String>,
    mentions: BTreeSet<String>,
}

impl Catalogue {
    /// Reads the files of one language; what isn't Fluent, or stands twice, ends the test.
    pub(super) fn read(files: &[Source]) -> Self {
        let mut catalogue = Self::default();
        for file in files {
            let resource = parser::parse(file.text.as_str())
                .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.path));
            for entry in resource.body {
                let (key, value, attributes) = match entry {
                    Entry::Message(it) => (it.id.name.to_owned(), it.value, it.attributes),
                    Entry::Term(it) => (format!("-{}", it.id.name), Some(it.value), it.attributes),
                    _ => continue,
                };
                for attribute in attributes {
                    catalogue.add(format!("{key}.{}", attribute.id.name), &attribute.value, &file.path);
                }
                if let Some(value) = value {
                    catalogue.add(key, &value, &file.path);
                }
            }
        }
        catalogue
    }

    fn add(&mut self, key: String, pattern: &Pattern<&str>, path: &str) {
        let mut message = Message::default();
        message.read(pattern);
        assert!(!self.messages.contains_key(&key), "{path}: {key} stands twice");
        self.messages.insert(key, message);
    }

    /// All keys, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// What each message says, with U+FFFC where something is put in, and one variant after another.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.messages.iter().map(|(key, message)| (key.as_str(), message.text.as_str()))
    }

    /// The arguments that a message needs, also through the messages that it mentions.
    pub(super) fn arguments(&self, key: &str) -> Option<BTreeSet<String>> {
        let message = self.messages.get(key)?;
        let through = message.mentions.iter().filter_map(|mention| self.arguments(mention)).flatten();
        Some(message.variables.iter().cloned().chain(through).collect())
    }

    /// Whether another message speaks of this one.
    pub(super) fn is_mentioned(&self, key: &str) -> bool {
        self.messages.values().any(|message| message.mentions.contains(key))
    }
}

impl Message {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => {
                    self.text.push('\u{fffc}');
                    self.read_expression(expression);
                }
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline),
            Expression::Select { selector, variants } => {
                self.read_inline(selector);
                for variant in variants {
                    self.text.push('\n');
                    self.read(&variant.value);
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.mention(id.name, attribute.as_ref().map(|it| it.name));
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                self.mention(&format!("-{}", id.name), attribute.as_ref().map(|it| it.name));
                arguments.iter().for_each(|arguments| self.read_arguments(arguments));
            }
            InlineExpression::FunctionReference { arguments, .. } => self.read_arguments(arguments),
            InlineExpression::Placeable { expression } => self.read_expression(expression),
            InlineExpression::StringLiteral { value } => self.text.push_str(value),
            InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn read_arguments(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.read_inline(argument));
        arguments.named.iter().for_each(|argument| self.read_inline(&argument.value));
    }

    fn mention(&mut self, key: &str, attribute: Option<&str>) {
        self.mentions.insert(attribute.map_or_else(|| key.to_owned(), |name| format!("{key}.{name}")));
    }
}
