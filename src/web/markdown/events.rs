//! The parser's events, brought down to the subset.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

/// What a link may begin with.
pub(super) const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// So deep may lists and quotes stand in each other; what is deeper loses its marks and keeps its text.
const DEEPEST: usize = 8;

/// The most cells of all tables together. One short line makes the parser fill up rows of hundreds of cells.
const MOST_CELLS: usize = 3_000;

/// The events of a text, of the subset only.
pub(super) struct Events<'a> {
    text: &'a str,
    parser: OffsetIter<'a>,
    /// What was read ahead.
    held: Option<(Event<'a>, Range<usize>)>,
    ready: VecDeque<Event<'a>>,
    /// For each thing that is open, how it is to be closed.
    open: Vec<Close>,
    /// How many of them are lists and quotes that show.
    depth: usize,
    /// How many cells of tables there were.
    cells: usize,
    /// Whether a block of code is open, whose line ends stay.
    is_code: bool,
    /// Whether a line has ended that another may follow.
    is_line_over: bool,
}

/// What the end of something becomes.
enum Close {
    /// What the parser says.
    Same,
    /// What the parser says, of a list or a quote.
    Nest,
    /// What the parser says, and then that of the box around a table.
    Table,
    /// Something else, or nothing.
    As(Option<Event<'static>>),
}

/// The text as the parser is to see it: a line that begins with "> 95 %" states a bound and quotes nobody.
pub(super) fn prepared(text: &str) -> Cow<'_, str> {
    if !text.contains('>') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut is_fenced = false;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start_matches(' ');
        is_fenced ^= start.starts_with("```") || start.starts_with("~~~");
        let bound = start.strip_prefix('>').map(|rest| rest.trim_start_matches([' ', '=']));
        if !is_fenced && bound.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            out.push('\\');
            out.push_str(start);
        } else {
            out.push_str(line);
        }
    }
    Cow::Owned(out)
}

impl<'a> Events<'a> {
    /// The events of a prepared text.
    pub(super) fn new(text: &'a str) -> Self {
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
        Self {
            text,
            parser,
            held: None,
            ready: VecDeque::new(),
            open: Vec::new(),
            depth: 0,
            cells: 0,
            is_code: false,
            is_line_over: false,
        }
    }

    fn read(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::SoftBreak | Event::HardBreak => self.ready.push_back(Event::HardBreak),
            // No HTML: it is text.
            Event::Html(text) | Event::InlineHtml(text) => self.lines(&text),
            Event::Text(text) if !self.is_code => self.lines(&text),
            event @ (Event::Text(_) | Event::Code(_) | Event::Rule) => self.ready.push_back(event),
            // What the options leave out.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.ready.push_back(Event::Text(text));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.is_line_over &= !is_block(&tag);
        let close = match tag {
            Tag::Heading { level, .. } => {
                let level = shifted(level);
                self.push(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() });
                Close::As(Some(Event::End(TagEnd::Heading(level))))
            }
            Tag::BlockQuote(_) => self.nest(Tag::BlockQuote(None)),
            tag @ Tag::List(_) => self.nest(tag),
            // An item shows when its list does.
            Tag::Item if matches!(self.open.last(), Some(Close::Nest)) => {
                self.push(Tag::Item);
                Close::Same
            }
            Tag::Item => {
                self.ready.push_back(Event::HardBreak);
                Close::As(None)
            }
            // Who indents a paragraph means no code.
            Tag::CodeBlock(CodeBlockKind::Indented) | Tag::HtmlBlock => {
                self.push(Tag::Paragraph);
                Close::As(Some(Event::End(TagEnd::Paragraph)))
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.push(Tag::CodeBlock(CodeBlockKind::Fenced(CowStr::Borrowed(""))));
                self.is_code = true;
                Close::Same
            }
            Tag::Emphasis | Tag::Strong if is_product(self.text, &range) => {
                let stars = if tag == Tag::Strong { "**" } else { "*" };
                self.ready.push_back(Event::Text(stars.into()));
                Close::As(Some(Event::Text(stars.into())))
            }
            Tag::Link { link_type, dest_url, id, .. } if is_allowed(link_type, &dest_url) => {
                self.push(Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id });
                Close::Same
            }
            Tag::Table(columns) => {
                // On phones a table scrolls by itself. Alignment would be an inline style.
                self.ready.push_back(Event::Html("<div>".into()));
                self.push(Tag::Table(vec![Alignment::None; columns.len()]));
                Close::Table
            }
            Tag::TableCell if self.is_padding() => return,
            tag @ (Tag::TableHead | Tag::TableRow | Tag::TableCell) => {
                self.push(tag);
                Close::Same
            }
            tag @ (Tag::Paragraph | Tag::Emphasis | Tag::Strong) => {
                self.push(tag);
                Close::Same
            }
            // Images among them: their description stays.
            _ => Close::As(None),
        };
        self.open.push(close);
    }

    fn end(&mut self, end: TagEnd) {
        self.is_code &= end != TagEnd::CodeBlock;
        match self.open.pop() {
            Some(Close::Same) => self.ready.push_back(Event::End(end)),
            Some(Close::Nest) => {
                self.depth -= 1;
                self.ready.push_back(Event::End(end));
            }
            Some(Close::Table) => {
                self.ready.extend([Event::End(end), Event::Html("</div>\n".into())]);
            }
            Some(Close::As(event)) => self.ready.extend(event),
            None => {}
        }
    }

    /// Opens a list or a quote, unless it stands too deep.
    fn nest(&mut self, tag: Tag<'a>) -> Close {
        if self.depth >= DEEPEST {
            return Close::As(None);
        }
        self.depth += 1;
        self.push(tag);
        Close::Nest
    }

    fn push(&mut self, tag: Tag<'a>) {
        self.ready.push_back(Event::Start(tag));
    }

    /// Text of which every line stands in a line of its own.
    fn lines(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if std::mem::replace(&mut self.is_line_over, line.ends_with('\n')) {
                self.ready.push_back(Event::HardBreak);
            }
            self.ready.push_back(Event::Text(line.trim_end_matches('\n').to_owned().into()));
        }
    }

    /// Whether the cell that begins is one too many and empty; then it is over.
    fn is_padding(&mut self) -> bool {
        self.cells += 1;
        if self.cells <= MOST_CELLS {
            return false;
        }
        match self.parser.next() {
            Some((Event::End(TagEnd::TableCell), _)) | None => true,
            Some(first) => {
                self.held = Some(first);
                false
            }
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let (event, range) = self.held.take().or_else(|| self.parser.next())?;
            self.read(event, range);
        }
    }
}

/// The page's title is its h1, and its sections are h2.
fn shifted(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        _ => HeadingLevel::H5,
    }
}

/// Whether it begins a block, so that no line goes on.
fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
}

/// Whether the stars multiply: "300*400*500 mm".
fn is_product(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let inside = text.get(range.clone()).map(|inside| inside.trim_start_matches('*'));
    let after = inside.and_then(|inside| inside.chars().next());
    [before, after].into_iter().all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// Whether a link leads to where links may.
fn is_allowed(kind: LinkType, address: &str) -> bool {
    let begins = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme))
    };
    kind == LinkType::Email || SCHEMES.into_iter().any(begins)
}
