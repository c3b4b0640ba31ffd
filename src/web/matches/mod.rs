//! The matches of a posting: what fits it, how well, why, and what is missing.
//!
//! One page for both sides: a need's capabilities and a capability's needs. The need stands at
//! the left either way.

mod card;
mod choice;
mod comparison;
mod facts;
mod passages;
#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::{Kind, Language, Pace, PostingId, Weights};
use crate::flows::account::posting_pace;
use crate::flows::dock::{self, Docked, Docking, Near};
use crate::flows::{Caller, PostingView};
use crate::i18n::Messages;

use super::account::mail::pace_name;
use super::error::WebError;
use super::page::{Page, html};
use super::scores::{WeightLine, weight_lines};
use super::state::State;
use super::view::PostingLine;

use card::{Card, Sides};
use choice::{Open, RawQuery, Selection};
use facts::{Fact, facts};

pub(super) use comparison::Comparison;

#[derive(Template)]
#[template(path = "matches/matches.html")]
struct MatchesPage {
    m: Messages,
    page: Page,
    /// The posting whose matches these are.
    posting: PostingLine,
    summary: Option<String>,
    facts: Vec<Fact>,
    selection: Selection,
    /// How many matches there are before the selection.
    total: usize,
    /// How many the selection leaves.
    found: usize,
    cards: Vec<Card>,
    /// Where nothing fits well: what is nearest, and what each lacks.
    nearest: Vec<NearLine>,
    weights: Vec<WeightLine>,
    /// How soon the reader hears of new matches, for members of the organization: codes, labels, and which
    /// is chosen.
    told: Vec<(&'static str, String, bool)>,
}

/// A posting that is near, and what stands in the way.
struct NearLine {
    title: String,
    language: Language,
    need: PostingId,
    capability: PostingId,
    score: String,
    lacks: Vec<String>,
}

/// The most that is said of what a near posting lacks.
const MAX_LACKS: usize = 3;

impl NearLine {
    fn new(m: Messages, posting: &PostingView, near: &Near) -> Self {
        let other = &near.docked.counterpart;
        let (need, capability) = match posting.record.id.kind() {
            Kind::Need => (posting, other),
            Kind::Capability => (other, posting),
        };
        let asked = &need.record.posting;
        let conditions = near.conditions.iter().map(|condition| m.condition(*condition, asked));
        let gaps = near.docked.explanation.gaps.iter().map(|gap| m.gap(gap, asked).to_string());
        Self {
            title: other.record.posting.title.to_string(),
            language: other.record.posting.language,
            need: need.record.id,
            capability: capability.record.id,
            score: m.v("matches-score-of", near.docked.fit.score()),
            lacks: conditions.chain(gaps).take(MAX_LACKS).collect(),
        }
    }
}

impl MatchesPage {
    fn new(page: Page, docking: Docking, selection: Selection, weights: &Weights) -> Self {
        let m = page.m;
        let Docking { posting, matches, total, nearest } = docking;
        let open = opened(&matches, selection.open);
        let shown = selection.shown(matches.len()).max(open.map_or(0, |at| at + 1));
        let cards = matches.iter().take(shown).enumerate().map(|(at, docked)| {
            let sides = match posting.record.id.kind() {
                Kind::Need => Sides { need: &posting, capability: &docked.counterpart },
                Kind::Capability => Sides { need: &docked.counterpart, capability: &posting },
            };
            Card::new(m, sides, &docked.counterpart, &docked.explanation, open == Some(at))
        });
        Self {
            cards: cards.collect(),
            nearest: nearest.iter().map(|near| NearLine::new(m, &posting, near)).collect(),
            posting: PostingLine::new(m, &posting),
            summary: posting.record.posting.summary.as_ref().map(ToString::to_string),
            facts: facts(m, &posting.record.posting),
            selection,
            total,
            found: matches.len(),
            weights: weight_lines(m, weights),
            told: Vec::new(),
            m,
            page,
        }
    }

    fn is_need(&self) -> bool {
        self.posting.kind == Kind::Need
    }

    /// What the list holds and, unless it holds nothing, what comes with each score.
    fn intro(&self) -> String {
        let key = if self.is_need() { "matches-intro-need" } else { "matches-intro-capability" };
        let found = self.m.n(key, self.total);
        if self.total == 0 { found } else { self.m.v("matches-intro", found) }
    }

    /// How many counterparts the list holds, and of how many.
    fn heading(&self) -> String {
        let (all, part) = if self.is_need() {
            ("matches-heading-need", "matches-heading-need-part")
        } else {
            ("matches-heading-capability", "matches-heading-capability-part")
        };
        if self.cards.len() == self.total {
            return self.m.n(all, self.total);
        }
        self.m.with(part, &[("n", self.cards.len().into()), ("total", self.total.into())])
    }

    /// The orders in which the list may stand, with their names.
    fn orders(&self) -> Vec<(&'static str, String)> {
        Selection::orders().map(|code| (code, self.m.t(&format!("matches-sort-{code}")))).collect()
    }

    /// What to do when nothing matches yet.
    fn advice(&self) -> String {
        self.m.t(if self.is_need() { "matches-none-need" } else { "matches-none-capability" })
    }

    /// What the column beside the list holds.
    fn aside(&self) -> String {
        self.m.t(if self.is_need() { "matches-this-need" } else { "matches-this-capability" })
    }

    /// This page with another selection.
    fn with(&self, selection: Selection) -> String {
        format!("{}{}", self.page.matches(&self.posting.id), selection.query())
    }

    /// The link that opens a card, or closes it if it is open.
    fn toggle(&self, card: &Card) -> String {
        let open = if card.comparison.is_some() { Open::Nothing } else { Open::One(card.line.id) };
        format!("{}#{}", self.with(self.selection.opening(open)), card.line.id)
    }
}

/// Which of the matches stands open.
fn opened(matches: &[Docked], open: Open) -> Option<usize> {
    match open {
        Open::First => (!matches.is_empty()).then_some(0),
        Open::One(id) => matches.iter().position(|docked| docked.counterpart.record.id == id),
        Open::Nothing => None,
    }
}

/// `/postings/{id}/matches`.
pub(super) async fn show(
    page: Page,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
    query: web::Query<RawQuery>,
    caller: Caller,
) -> Result<HttpResponse, WebError> {
    let (_, id) = path.into_inner();
    let id: PostingId = id.parse().map_err(|_| WebError::NotFound)?;
    let selection = Selection::from(query.into_inner());
    let (reader, choice) = (page.visitor(), selection.choice);
    let (docking, weights, pace) = state
        .ask(move |site| {
            let pace = posting_pace(site.store(), &caller, id)?;
            let engine = site.engine();
            let docking = dock::matches(site.store(), &engine, &reader, id, choice)?;
            Ok((docking, *engine.weights(), pace))
        })
        .await?;
    let page = page.at(format!("/postings/{id}/matches{}", selection.query()));
    // One address is enough for a search engine.
    let page = if selection == Selection::default() { page } else { page.not_indexed() };
    let told = pace.map(|pace| paces(page.m, pace)).unwrap_or_default();
    html(&MatchesPage { told, ..MatchesPage::new(page, docking, selection, &weights) })
}

/// The paces to choose from for one posting: first as for the rest.
fn paces(m: Messages, chosen: Option<Pace>) -> Vec<(&'static str, String, bool)> {
    let usual = ("", m.t("matches-told-usual"), chosen.is_none());
    let others = Pace::ALL.map(|pace| (pace.code(), pace_name(m, pace), chosen == Some(pace)));
    std::iter::once(usual).chain(others).collect()
}
