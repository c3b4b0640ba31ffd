//! Descriptions as people write them: a safe subset of Markdown.
//!
//! Paragraphs, emphasis, lists, block quotes, code, tables, links and headings; no HTML (it is shown as the
//! text that it is) and no images (their description is shown). A single line end stays a line end, so that
//! plain text that knows nothing of Markdown looks as it was written.
//!
//! Two walls: only known events reach the HTML writer, and ammonia lets only known elements, attributes and
//! schemes out of it.

mod events;

use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, Tag, TagEnd, html};

use events::Events;

/// What may stand in a description's HTML, and nothing else.
static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags([
            "p",
            "br",
            "em",
            "strong",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "h3",
            "h4",
            "h5",
            "hr",
            "div",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "a",
        ])
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .set_tag_attribute_value("div", "class", "scroll-x")
        .set_tag_attribute_value("div", "tabindex", "0")
        .set_tag_attribute_value("table", "class", "table")
        .add_url_schemes(events::SCHEMES.iter().map(|scheme| scheme.trim_end_matches([':', '/'])))
        .link_rel(Some("nofollow noopener external"));
    builder
});

/// A description as HTML that is safe to put into a page.
pub(super) fn render(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut out, Events::new(&events::prepared(text)));
    SANITIZER.clean(&out).to_string()
}

/// A description without its marks: for excerpts, letters and the search index. Each block and each line
/// stands in a line of its own; the cells of a table are apart by a blank.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Events::new(&events::prepared(text)) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::HardBreak => break_line(&mut out),
            Event::End(TagEnd::TableCell) => out.push(' '),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => break_line(&mut out),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Begins a new line, unless one has just begun.
fn break_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests;
