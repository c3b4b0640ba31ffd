//! How much each dimension counts: set here, after a look at what it would move.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::{Band, Dimension, Weights};
use crate::flows::Caller;
use crate::flows::staff::weights::{Change, InForce, Mover, Named, Preview, change, preview, read};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::scores::{WeightLine, weight_lines};
use crate::web::state::State;

use super::require;

/// A field for each dimension, in their order; which button; the weights that were seen in force.
const FIELDS: &[&str] = &["topic", "chain", "stage", "form", "region", "terms", "do", "since"];

/// The most that may be typed for a dimension; only proportions matter.
const MOST: f32 = 100.0;

#[derive(Template)]
#[template(path = "staff/weights.html")]
struct WeightsPage {
    m: Messages,
    page: Page,
    form: Form,
    /// Each dimension's field, its name, and its weight where nobody sets another.
    fields: Vec<(&'static str, String, String)>,
    /// The weights in force.
    present: Vec<WeightLine>,
    since: String,
    outlook: Option<Outlook>,
    notice: Option<String>,
}

/// What the typed weights would move.
struct Outlook {
    shares: Vec<WeightLine>,
    examined: String,
    other_first: String,
    other_list: String,
    /// Each band, the highest first: how many pairs now and then.
    bands: Vec<(String, String, String)>,
    movers: Vec<MoverLine>,
}

struct MoverLine {
    link: String,
    need: Title,
    capability: Title,
    before: u8,
    after: u8,
}

struct Title {
    text: String,
    tag: &'static str,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl Outlook {
    fn new(page: &Page, weights: &Weights, preview: Preview) -> Self {
        let m = page.m;
        let of = |count: usize| {
            m.with("weights-lists", &[("n", count.into()), ("all", m.number(preview.examined).into())])
        };
        let band = |band: Band| {
            let (now, then) = preview.bands[band as usize];
            (m.t(&format!("band-{}", band.code())), m.number(now), m.number(then))
        };
        Self {
            shares: weight_lines(m, weights),
            examined: m.with(
                "weights-examined",
                &[("n", preview.examined.into()), ("all", m.number(preview.postings).into())],
            ),
            other_first: of(preview.other_first),
            other_list: of(preview.other_list),
            bands: Band::ALL.into_iter().rev().map(band).collect(),
            movers: preview.movers.into_iter().map(|mover| MoverLine::new(page, mover)).collect(),
        }
    }
}

impl MoverLine {
    fn new(page: &Page, mover: Mover) -> Self {
        let title = |named: &Named| Title { text: named.title.to_string(), tag: named.language.tag() };
        Self {
            link: page.link(format_args!("/pairs/{}/{}", mover.need.id, mover.capability.id)),
            need: title(&mover.need),
            capability: title(&mover.capability),
            before: mover.before,
            after: mover.after,
        }
    }
}

/// What the page says besides the form.
#[derive(Default)]
struct Said {
    outlook: Option<Outlook>,
    notice: Option<String>,
    conflict: bool,
}

impl WeightsPage {
    fn answer(page: Page, form: Form, weights: &InForce, said: Said) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let status = match (form.failed(), said.conflict) {
            (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
            (false, true) => StatusCode::CONFLICT,
            (false, false) => StatusCode::OK,
        };
        let field = |dimension: Dimension| {
            let code = dimension.code();
            let usual = m.v("weights-usual", weights.usual.get(dimension));
            (code, m.t(&format!("dimension-{code}")), usual)
        };
        let view = Self {
            m,
            form,
            fields: Dimension::ALL.map(field).to_vec(),
            present: weight_lines(m, &weights.present),
            since: weights.present.written(),
            outlook: said.outlook,
            notice: said.notice,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

/// `/en/staff/site/weights`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let weights = state.ask(move |site| read(site, &caller)).await?;
    let hold = |form: Form, one: &Dimension| form.holding(one.code(), weights.present.get(*one));
    let form = Dimension::ALL.iter().fold(Form::empty(m), hold);
    let notice = query.done.as_ref().map(|_| m.t("weights-saved"));
    WeightsPage::answer(page, form, &weights, Said { notice, ..Said::default() })
}

/// Shows what the weights would move, or puts them in force.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    require(&page, Action::ManageSite)?;
    let mut form = input.form(m, FIELDS, &[])?;
    let is_final = match form.value("do") {
        "preview" => false,
        "apply" => true,
        _ => return Err(WebError::BadForm),
    };
    let seen: Option<Weights> = form.value("since").parse().ok();
    let Some(new) = typed(m, &mut form) else {
        let weights = state.ask(move |site| read(site, &caller)).await?;
        return WeightsPage::answer(page, form, &weights, Said::default());
    };
    let mut conflict = false;
    if is_final {
        let seen = seen.ok_or(WebError::BadForm)?;
        let by = caller.clone();
        match state.ask(move |site| change(site, &by, &seen, &new)).await? {
            Change::Done => return Ok(see_other(&page.link("/staff/site/weights?done=1"))),
            Change::Conflict(_) => conflict = true,
        }
    }
    let (weights, outlook) =
        state.ask(move |site| Ok((read(site, &caller)?, preview(site, &caller, &new)?))).await?;
    let outlook = Some(Outlook::new(&page, &new, outlook));
    let notice = conflict.then(|| m.t("weights-conflict"));
    WeightsPage::answer(page, form, &weights, Said { outlook, notice, conflict })
}

/// The weights that were typed, or complaints.
fn typed(m: Messages, form: &mut Form) -> Option<Weights> {
    let parse = |text: &str| {
        let weight = text.trim().parse::<f32>().ok();
        weight.filter(|weight| (0.0..=MOST).contains(weight)).ok_or(())
    };
    let read = |dimension: Dimension| form.read(dimension.code(), parse, |()| m.t("weights-bad"));
    let weights = Dimension::ALL.map(read);
    let [Some(topic), Some(chain), Some(stage), Some(cooperation), Some(region), Some(terms)] = weights
    else {
        return None;
    };
    let weights = Weights::new([topic, chain, stage, cooperation, region, terms]);
    if weights.is_none() {
        form.complain(Dimension::Topic.code(), m.t("weights-no-topic"));
    }
    weights
}
