//! Matches as one HTML file that needs nothing else: no script, no other file, no network.

use std::io::Write;

use askama::Template;

use crate::domain::{Dimension, Fit, Kind, Language, Posting, Title};
use crate::i18n::{JointRow, Messages, Statement};
use crate::matching::Explanation;

use super::error::FileError;
use super::matches::{Ranking, Side};

/// The most needs of one report; a browser has to show them all at once.
pub const MAX_NEEDS: usize = 1_000;

/// What stands above the needs.
#[derive(Debug)]
pub struct Overview<'a> {
    /// How many needs were matched.
    pub needs: usize,
    /// With how many capabilities.
    pub capabilities: usize,
    /// Every need with the fit of its best match, in the order of the sections; those beyond
    /// [`MAX_NEEDS`] are left off.
    pub contents: Vec<(&'a Posting, Option<Fit>)>,
}

/// A report in the making.
pub struct Report<W: Write> {
    out: W,
    m: Messages,
    sections: usize,
    needs: usize,
}

impl<W: Write> Report<W> {
    /// Begins a report with its title and its contents.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails.
    pub fn begin(mut out: W, m: Messages, overview: &Overview<'_>) -> Result<Self, FileError> {
        let contents = overview.contents.iter().take(MAX_NEEDS);
        let head = Head {
            m,
            styles: concat!(
                include_str!("../../static/css/vendor/modern-normalize.css"),
                include_str!("../../static/css/sunmao.css")
            ),
            symbols: include_str!("../../static/icons/sprite.svg").replacen("<svg ", "<svg hidden ", 1),
            needs: overview.needs,
            capabilities: overview.capabilities,
            contents: contents.map(|(need, best)| Entry { need, best: *best }).collect(),
        };
        render(&head, &mut out)?;
        Ok(Self { out, m, sections: 0, needs: overview.needs })
    }

    /// Adds the section of one need, unless the report is full.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails.
    pub fn need(&mut self, ranking: &Ranking<'_>) -> Result<(), FileError> {
        if self.sections == MAX_NEEDS {
            return Ok(());
        }
        self.sections += 1;
        let m = self.m;
        let cards =
            ranking.matches.iter().map(|(capability, why)| Card::new(m, ranking.need, *capability, why));
        let section = Section {
            m,
            page: Inline,
            number: self.sections,
            need: Heading::new(m, ranking.need),
            cards: cards.collect(),
        };
        render(&section, &mut self.out)
    }

    /// Ends the report and gives back where it was written.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails.
    pub fn finish(mut self) -> Result<W, FileError> {
        render(&Foot { m: self.m, left_out: self.needs.saturating_sub(self.sections) }, &mut self.out)?;
        Ok(self.out)
    }
}

fn render(template: &impl Template, out: &mut impl Write) -> Result<(), FileError> {
    let text = template.render().map_err(std::io::Error::other)?;
    Ok(out.write_all(text.as_bytes())?)
}

/// Where icons are: in the file itself.
#[derive(Debug, Clone, Copy)]
struct Inline;

impl Inline {
    fn icon(self, name: &str) -> String {
        format!("#i-{name}")
    }
}

#[derive(Template)]
#[template(path = "report/head.html")]
struct Head<'a> {
    m: Messages,
    styles: &'static str,
    symbols: String,
    needs: usize,
    capabilities: usize,
    contents: Vec<Entry<'a>>,
}

struct Entry<'a> {
    need: &'a Posting,
    best: Option<Fit>,
}

#[derive(Template)]
#[template(path = "report/need.html")]
struct Section<'a> {
    m: Messages,
    page: Inline,
    number: usize,
    need: Heading<'a>,
    cards: Vec<Card<'a>>,
}

#[derive(Template)]
#[template(path = "report/foot.html")]
struct Foot {
    m: Messages,
    left_out: usize,
}

/// A posting's title with what stands under it.
struct Heading<'a> {
    title: &'a Title,
    language: Language,
    summary: Option<&'a str>,
    facts: Vec<String>,
}

impl<'a> Heading<'a> {
    fn new(m: Messages, side: Side<'a>) -> Self {
        let posting = side.posting;
        let stage = posting.trl.map(|trl| match posting.kind() {
            Kind::Need => m.v("layout-asks", m.trl(trl)),
            Kind::Capability => m.v("layout-offers", m.trl(trl)),
        });
        let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let facts = [
            stated(side.organization),
            posting.region.map(|region| m.region(region)),
            stage,
            posting.budget.as_ref().map(|range| m.money(range)),
            posting.deadline.map(|day| m.v("layout-closes", m.date(day))),
            stated(side.id),
            Some(m.v("report-line", side.line)),
        ];
        Self {
            title: &posting.title,
            language: posting.language,
            summary: posting.summary.as_ref().map(crate::domain::Summary::as_str),
            facts: facts.into_iter().flatten().collect(),
        }
    }
}

/// One match.
struct Card<'a> {
    capability: Heading<'a>,
    fit: Fit,
    joint: Vec<JointRow>,
    concepts: Vec<String>,
    findings: Vec<Finding>,
    gaps: Vec<Statement>,
}

impl<'a> Card<'a> {
    fn new(m: Messages, need: Side<'_>, capability: Side<'a>, why: &Explanation) -> Self {
        Self {
            capability: Heading::new(m, capability),
            fit: why.fit,
            joint: JointRow::all(m, why.fit.profile()),
            concepts: why.concepts.iter().map(|concept| m.concept(concept)).collect(),
            findings: Finding::all(m, why),
            gaps: why.gaps.iter().map(|gap| m.gap(gap, need.posting)).collect(),
        }
    }
}

/// What was found in one dimension, in words.
struct Finding {
    label: String,
    sentence: String,
}

impl Finding {
    /// Those of the dimensions that both texts state.
    fn all(m: Messages, why: &Explanation) -> Vec<Self> {
        let stated =
            Dimension::ALL.into_iter().filter(|dimension| why.fit.profile().get(*dimension).is_some());
        let finding = |dimension: Dimension| Self {
            label: m.t(&format!("dimension-{}", dimension.code())),
            sentence: m.finding(why.finding(dimension)),
        };
        stated.map(finding).collect()
    }
}
