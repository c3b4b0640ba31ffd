//! The fields of the form: their names, and how they are filled, kept and compared.

use crate::domain::codes::Region;
use crate::domain::{
    Detail, Discipline, Disclosure, Industry, Keyword, Kind, Line, Posting, StrategicIndustry,
};
use crate::flows::writing::Conflict;
use crate::flows::writing::Fields;
use crate::flows::writing::attachment;
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Form;

use super::attachments::{FILES, REMOVE};

/// Fields that stand in the form once.
pub(super) const ONCE: &[&str] = &[
    "title",
    "summary",
    "language",
    "description",
    "must-haves",
    "nice-to-haves",
    "evidence",
    "keywords",
    "trl",
    "region",
    "remote",
    "budget-min",
    "budget-max",
    "currency",
    "period",
    "ip",
    "deadline",
    "disclosure",
    "message",
    "revision",
    "do",
];

/// Fields in which several values may be chosen.
pub(super) const MANY: &[&str] =
    &["industries", "disciplines", "strategic", "forms", attachment::FIELD, FILES, REMOVE, "theirs"];

/// Fields that tell what is to be done, and are no part of the draft.
const CONTROL: &[&str] = &["revision", "do", FILES, REMOVE, "theirs"];

/// The fields of a draft, in the order of the form.
fn content() -> impl Iterator<Item = &'static str> {
    ONCE.iter().chain(MANY).copied().filter(|field| !CONTROL.contains(field))
}

/// What is kept of a form.
pub(super) fn kept(form: &Form) -> Fields {
    let values = |field: &str| -> Vec<String> {
        let filled = form.values(field).iter().filter(|value| !value.is_empty());
        // As browsers send line ends, and as everything else has them.
        filled.map(|value| value.replace("\r\n", "\n")).collect()
    };
    content()
        .map(|field| (field.to_owned(), values(field)))
        .filter(|(_, values)| !values.is_empty())
        .collect()
}

/// The form with what was kept.
pub(super) fn restored(m: Messages, fields: &Fields, revision: i64) -> Form {
    let form = Form::empty(m).holding("revision", revision);
    let form = content().fold(form, |form, field| put(form, field, fields));
    // A draft of before there was a choice.
    if form.value("disclosure").is_empty() {
        form.holding("disclosure", Disclosure::Public.code())
    } else {
        form
    }
}

fn put(form: Form, field: &'static str, fields: &Fields) -> Form {
    let values = fields.get(field).map_or(&[][..], Vec::as_slice);
    values.iter().fold(form, |form, value| form.holding(field, value))
}

/// Takes what somebody else saved for the fields that were chosen.
///
/// # Errors
/// [`WebError::BadForm`] for a field that the form doesn't have.
pub(super) fn with_theirs(mut form: Form, theirs: &Fields) -> Result<Form, WebError> {
    for chosen in form.values("theirs").to_vec() {
        let field = content().find(|field| *field == chosen).ok_or(WebError::BadForm)?;
        form.forget(field);
        form = put(form, field, theirs);
    }
    form.forget("theirs");
    Ok(form)
}

/// What a posting says, as the form holds it.
pub(super) fn filled(posting: &Posting) -> Fields {
    let mut fields = Fields::new();
    let mut put = |field: &str, values: Vec<String>| {
        if !values.is_empty() {
            fields.insert(field.to_owned(), values);
        }
    };
    let one = |value: Option<String>| value.into_iter().collect::<Vec<String>>();
    let lines = |lines: &[Line]| -> Vec<String> {
        let lines: Vec<&str> = lines.iter().map(Line::as_str).collect();
        if lines.is_empty() { Vec::new() } else { vec![lines.join("\n")] }
    };
    let keywords: Vec<&str> = posting.keywords.iter().map(Keyword::as_str).collect();
    put("title", vec![posting.title.to_string()]);
    put("summary", one(posting.summary.as_ref().map(ToString::to_string)));
    put("language", vec![posting.language.code().to_owned()]);
    put("description", one(posting.description.as_ref().map(ToString::to_string)));
    put("keywords", if keywords.is_empty() { Vec::new() } else { vec![keywords.join("\n")] });
    match &posting.detail {
        Detail::Need { must_haves, nice_to_haves } => {
            put("must-haves", lines(must_haves));
            put("nice-to-haves", lines(nice_to_haves));
        }
        Detail::Capability { evidence } => put("evidence", lines(evidence)),
    }
    put("trl", one(posting.trl.map(|trl| trl.to_string())));
    put("forms", posting.forms.iter().map(|form| form.code().to_owned()).collect());
    put("industries", posting.industries.iter().map(|code| code.code().to_owned()).collect());
    put("disciplines", posting.disciplines.iter().map(|code| code.code().to_owned()).collect());
    put("strategic", posting.strategic_industries.iter().map(|code| code.code().to_owned()).collect());
    put("region", one(posting.region.map(|region| region.code().to_owned())));
    put("remote", one(posting.remote.map(|yes| if yes { "yes" } else { "no" }.to_owned())));
    if let Some(budget) = &posting.budget {
        put("budget-min", one(budget.min().map(|amount| amount.to_string())));
        put("budget-max", one(budget.max().map(|amount| amount.to_string())));
        put("currency", vec![budget.currency().code().to_owned()]);
    }
    put("period", one(posting.period.map(|months| months.to_string())));
    put("ip", one(posting.ip.map(|ip| ip.code().to_owned())));
    put("deadline", one(posting.deadline.map(|date| date.to_string())));
    put("disclosure", vec![posting.disclosure.code().to_owned()]);
    fields
}

/// A field in which two drafts differ.
pub(super) struct Difference {
    pub(super) field: &'static str,
    pub(super) label: String,
    pub(super) mine: String,
    pub(super) theirs: String,
}

/// The fields in which what was typed differs from what somebody else saved, in the order of the form.
pub(super) fn differences(m: Messages, kind: Kind, mine: &Fields, conflict: &Conflict) -> Vec<Difference> {
    let differing = content().filter(|field| mine.get(*field) != conflict.theirs.get(*field));
    differing
        .map(|field| Difference {
            field,
            label: label(m, kind, field),
            mine: shown(m, field, mine),
            theirs: shown(m, field, &conflict.theirs),
        })
        .collect()
}

/// What a field is called.
pub(super) fn label(m: Messages, kind: Kind, field: &str) -> String {
    match field {
        "description" | "budget-min" | "budget-max" | "period" => {
            m.t(&format!("writing-{field}-{}", kind.code()))
        }
        field => m.t(&format!("writing-field-{field}")),
    }
}

/// What a field holds, in words: codes are told by what they mean.
fn shown(m: Messages, field: &str, fields: &Fields) -> String {
    let in_words = |value: &String| -> String {
        let language = m.language();
        let found = match field {
            "industries" => Industry::from_code(value).ok().map(|code| code.label(language).to_owned()),
            "disciplines" => Discipline::from_code(value).ok().map(|code| code.label(language).to_owned()),
            "strategic" => {
                StrategicIndustry::from_code(value).ok().map(|code| code.label(language).to_owned())
            }
            "region" => Region::from_code(value).ok().map(|region| m.region(region)),
            "trl" => value.parse().ok().map(|trl| m.trl(trl)),
            "forms" => {
                value.parse().ok().map(|form: crate::domain::Form| m.t(&format!("form-{}", form.code())))
            }
            "ip" => value.parse().ok().map(|ip: crate::domain::IpStance| m.t(&format!("ip-{}", ip.code()))),
            "language" => value
                .parse()
                .ok()
                .map(|language: crate::domain::Language| m.t(&format!("language-{}", language.code()))),
            "disclosure" => value
                .parse()
                .ok()
                .map(|level: crate::domain::Disclosure| m.t(&format!("disclosure-{}", level.code()))),
            "remote" if value == "yes" => Some(m.t("posting-remote-yes")),
            "remote" if value == "no" => Some(m.t("posting-remote-no")),
            _ => None,
        };
        found.unwrap_or_else(|| value.clone())
    };
    let values = fields.get(field).map_or(&[][..], Vec::as_slice);
    if field == attachment::FIELD {
        return m.n("writing-files-count", values.len());
    }
    values.iter().map(in_words).collect::<Vec<_>>().join("\n")
}
