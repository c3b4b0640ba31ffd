//! What may stand in the columns that take codes.

use super::posting::PostingField;
use super::vocabulary::name_in;
use crate::domain::{
    Discipline, Disclosure, Form, Industry, IpStance, Language, Region, StrategicIndustry, Trl,
};
use crate::i18n::Messages;

/// One value of a column. The code is certain; a label may be one of several entries' and then stands for
/// the highest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Permitted {
    /// The column.
    pub(super) field: PostingField,
    /// The code.
    pub(super) code: String,
    /// The label in English.
    pub(super) en: String,
    /// The label in Chinese.
    pub(super) zh: String,
}

/// Every value of every column that takes codes, the short lists first.
pub(super) fn permitted() -> impl Iterator<Item = Permitted> {
    let worded = |field, codes: Vec<String>, label: &'static str| {
        codes.into_iter().map(move |code| {
            let said = |language| Messages::new(language).t(&format!("{label}{code}"));
            Permitted { field, en: said(Language::En), zh: said(Language::Zh), code }
        })
    };
    let trl = Trl::all().map(|trl| trl.level().to_string()).collect();
    let forms = Form::ALL.into_iter().map(|form| form.code().to_owned()).collect();
    let ip = IpStance::ALL.into_iter().map(|ip| ip.code().to_owned()).collect();
    let disclosure = Disclosure::ALL.into_iter().map(|level| level.code().to_owned()).collect();
    let remote = ["yes", "no"].map(|code| Permitted {
        field: PostingField::Remote,
        code: code.to_owned(),
        en: code.to_owned(),
        zh: name_in("yes-no", code).unwrap_or(code).to_owned(),
    });
    worded(PostingField::Trl, trl, "trl-")
        .chain(worded(PostingField::Forms, forms, "form-"))
        .chain(worded(PostingField::Ip, ip, "ip-"))
        .chain(worded(PostingField::Disclosure, disclosure, "disclosure-"))
        .chain(remote)
        .chain(
            StrategicIndustry::all().map(|one| {
                listed(PostingField::StrategicIndustries, one.code(), |language| one.label(language))
            }),
        )
        .chain(
            Region::all().map(|one| listed(PostingField::Region, one.code(), |language| one.label(language))),
        )
        .chain(
            Discipline::all()
                .map(|one| listed(PostingField::Disciplines, one.code(), |language| one.label(language))),
        )
        .chain(
            Industry::all()
                .map(|one| listed(PostingField::Industries, one.code(), |language| one.label(language))),
        )
}

/// An entry of one of the published lists.
fn listed(field: PostingField, code: &str, label: impl Fn(Language) -> &'static str) -> Permitted {
    let [en, zh] = [Language::En, Language::Zh].map(|language| label(language).to_owned());
    Permitted { field, code: code.to_owned(), en, zh }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::exchange::columns::Field;
    use crate::exchange::read_upload;

    /// What a posting holds that says this in a column.
    fn read(field: PostingField, text: &str) -> crate::domain::Posting {
        let rows = serde_json::json!({ "title": "x", field.code(): text }).to_string();
        let mut contents = read_upload("a.jsonl", rows.as_bytes(), Some(Kind::Need)).unwrap();
        assert_eq!(contents.problems, [], "{text:?} in {}", field.code());
        contents.rows.pop().unwrap().1.posting
    }

    #[test]
    fn what_is_said_to_be_permitted_is_taken() {
        let mut last = None;
        for value in permitted() {
            let several_share_names =
                [PostingField::Industries, PostingField::Disciplines, PostingField::Region];
            // What other tests add to the lists comes and goes meanwhile.
            if several_share_names.contains(&value.field) && value.code.contains('-') {
                continue;
            }
            let by_code = read(value.field, &value.code);
            assert_ne!(Some(&by_code), last.as_ref(), "{} is another one", value.code);
            if !several_share_names.contains(&value.field) {
                assert_eq!(read(value.field, &value.en), by_code, "{}", value.en);
                assert_eq!(read(value.field, &value.zh), by_code, "{}", value.zh);
            } else {
                read(value.field, &value.en);
                read(value.field, &value.zh);
            }
            last = Some(by_code);
        }
    }
}
