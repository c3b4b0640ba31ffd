//! The fields with which an organization says what it is: what can be chosen, and how they are read.

use unicode_normalization::char::is_combining_mark;

use crate::domain::credit_code::CreditCode;
use crate::domain::mail_domain::{BadMailDomain, MailDomain};
use crate::domain::organization::{Names, Size};
use crate::domain::text::{Website, clean};
use crate::domain::{
    Description, Discipline, Industry, Language, OrganizationKind, Region, TextError, Title,
};
use crate::flows::institution::About;
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::fields::{Branch, branches, codes, place};
use crate::web::forms::Form;

/// Fields that stand in the form once.
pub(super) const ONCE: &[&str] = &[
    "name-zh",
    "name-en",
    "kind",
    "credit-code",
    "region",
    "size",
    "website",
    "mail-domains",
    "description-zh",
    "description-en",
];

/// Fields in which several values may be chosen.
pub(super) const MANY: &[&str] = &["industries", "disciplines"];

/// The most industries, and the most disciplines.
const MOST_CODES: usize = 20;

/// The most mail domains.
const MOST_DOMAINS: usize = 10;

/// What can be chosen.
pub(super) struct Options {
    pub(super) kinds: Vec<(&'static str, String)>,
    pub(super) regions: Vec<(&'static str, String)>,
    pub(super) sizes: Vec<(&'static str, String)>,
    pub(super) industries: Vec<Branch>,
    pub(super) disciplines: Vec<Branch>,
}

impl Options {
    /// The choices for a reader of `m`'s language, with what `form` holds.
    pub(super) fn new(m: Messages, form: &Form) -> Self {
        let none = ("", m.t("institution-not-stated"));
        let kinds = OrganizationKind::ALL.iter();
        let kinds = kinds.map(|kind| (kind.code(), m.t(&format!("organization-{}", kind.code()))));
        let sizes = Size::ALL.iter().map(|size| (size.code(), m.t(&format!("size-{}", size.code()))));
        let regions = Region::all().map(|region| (region.code(), place(m.language(), region)));
        Self {
            kinds: std::iter::once(("", m.t("institution-choose"))).chain(kinds).collect(),
            sizes: std::iter::once(none.clone()).chain(sizes).collect(),
            regions: std::iter::once(none).chain(regions).collect(),
            industries: branches(m, form, "industries", Industry::all().collect()),
            disciplines: branches(m, form, "disciplines", Discipline::all().collect()),
        }
    }
}

/// The form filled with what an organization says of itself.
pub(super) fn filled(m: Messages, about: &About) -> Form {
    let name = |language| about.names.exactly(language).map(ToString::to_string).unwrap_or_default();
    let text = |text: Option<&Description>| text.map(ToString::to_string).unwrap_or_default();
    let domains: Vec<String> = about.mail_domains.iter().map(ToString::to_string).collect();
    let mut form = Form::empty(m)
        .holding("name-zh", name(Language::Zh))
        .holding("name-en", name(Language::En))
        .holding("kind", about.kind.code())
        .holding("credit-code", about.credit_code.as_ref().map(CreditCode::as_str).unwrap_or_default())
        .holding("region", about.region.map(Region::code).unwrap_or_default())
        .holding("size", about.size.map(Size::code).unwrap_or_default())
        .holding("website", about.website.as_ref().map(Website::as_str).unwrap_or_default())
        .holding("mail-domains", domains.join("\n"))
        .holding("description-zh", text(about.description_zh.as_ref()))
        .holding("description-en", text(about.description_en.as_ref()));
    for industry in &about.industries {
        form = form.holding("industries", industry.code());
    }
    for discipline in &about.disciplines {
        form = form.holding("disciplines", discipline.code());
    }
    form
}

/// Reads the form; what is wrong is said in it.
pub(super) fn read(m: Messages, form: &mut Form) -> Option<About> {
    let names = names(m, form);
    let parse = |code: &str| OrganizationKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or(());
    let kind = form.read("kind", parse, |()| m.t("institution-kind-bad"));
    let credit_code =
        form.read_optional("credit-code", CreditCode::parse, |_| m.t("institution-credit-code-bad"));
    let region = form.read_optional("region", Region::from_code, |_| m.t("institution-choice-bad"));
    let size = form.read_optional(
        "size",
        |code| Size::from_code(code).ok_or(()),
        |()| m.t("institution-choice-bad"),
    );
    let website = form.read_optional("website", website, |()| m.t("institution-website-bad"));
    let mail_domains = domains(m, form);
    let industries = codes(m, form, "industries", MOST_CODES);
    let disciplines = codes(m, form, "disciplines", MOST_CODES);
    let description_zh = form.read_optional("description-zh", Description::parse, |error| {
        words::text(m, m.t("institution-description-zh"), &error)
    });
    let description_en = form.read_optional("description-en", Description::parse, |error| {
        words::text(m, m.t("institution-description-en"), &error)
    });
    if form.failed() {
        return None;
    }
    Some(About {
        kind: kind?,
        names: names?,
        credit_code,
        region,
        industries,
        disciplines,
        size,
        website,
        mail_domains,
        description_en,
        description_zh,
    })
}

/// Why a name was refused.
enum BadName {
    Text(TextError),
    Characters,
}

fn names(m: Messages, form: &mut Form) -> Option<Names> {
    let say = |error| match error {
        BadName::Text(error) => words::text(m, m.t("institution-names"), &error),
        BadName::Characters => m.t("institution-name-characters"),
    };
    let zh = form.read_optional("name-zh", name, say);
    let en = form.read_optional("name-en", name, say);
    let names = Names::new(en, zh);
    if names.is_none() && !form.failed() {
        form.complain("name-zh", m.t("institution-name-missing"));
    }
    names
}

/// A name, free of anything that a page, a letter or a file could take for more than text.
fn name(raw: &str) -> Result<Title, BadName> {
    let name = Title::parse(raw).map_err(BadName::Text)?;
    let is_of_names = |c: char| {
        c.is_alphanumeric() || is_combining_mark(c) || " .,'’‘“”-–—·•・&()（）《》、，：/+#№".contains(c)
    };
    let text = name.as_str();
    if text.chars().all(is_of_names) && text.chars().any(char::is_alphabetic) {
        Ok(name)
    } else {
        Err(BadName::Characters)
    }
}

/// A web address that may stand in a link; `https://` may be left out.
fn website(raw: &str) -> Result<Website, ()> {
    let text = clean(raw, false);
    let text = if text.contains("://") { text } else { format!("https://{text}") };
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme)).ok_or(())?;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_host = host.contains('.') && host.split('.').all(is_label);
    if !is_host || text.contains(|c: char| c.is_whitespace() || "<>\"'`{}|\\^".contains(c)) {
        return Err(());
    }
    Website::parse(&text).map_err(drop)
}

/// The mail domains, one on each line.
fn domains(m: Messages, form: &mut Form) -> Vec<MailDomain> {
    let list = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || ",;，；、".contains(c));
        let words = words.filter(|word| !word.is_empty());
        let parsed = words.map(|word| MailDomain::parse(word).map_err(|error| (word.to_owned(), error)));
        parsed.collect::<Result<Vec<MailDomain>, _>>()
    };
    let say = |(word, error): (String, BadMailDomain)| {
        let word: String = word.chars().take(80).collect();
        match error {
            BadMailDomain::NotADomain => m.v("institution-domain-bad", word),
            BadMailDomain::Public => m.v("institution-domain-public", word),
        }
    };
    let mut domains = form.read_optional("mail-domains", list, say).unwrap_or_default();
    domains.sort_unstable();
    domains.dedup();
    if domains.len() > MOST_DOMAINS {
        form.complain("mail-domains", m.n("institution-domains-many", MOST_DOMAINS));
    }
    domains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_site_is_an_address_that_may_stand_in_a_link() {
        for (typed, kept) in [
            ("www.lab.example", "https://www.lab.example"),
            (" http://lab.example/zh/?a=1 ", "http://lab.example/zh/?a=1"),
            ("https://清华大学.cn", "https://清华大学.cn"),
            ("lab.example:8443/x", "https://lab.example:8443/x"),
        ] {
            assert_eq!(website(typed).map(|site| site.to_string()), Ok(kept.to_owned()));
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://lab.example/%0aalert(1)",
            "ftp://lab.example",
            "lab",
            "https://",
            "https://user@lab.example",
            "https://lab.example/\"onclick=x",
            "https://lab .example",
            "https://lab..example",
        ] {
            assert!(website(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_is_no_more_than_text() {
        for good in ["中国石油大学（华东）", "3M China", "O’Neill & Söhne, Inc.", "杭州“未来”科技有限公司"]
        {
            assert!(name(good).is_ok(), "{good}");
        }
        for bad in
            ["<b>Lab</b>", "{{7*7}}", "${x}", "Lab'; DROP TABLE users", "=1+1", "' OR '1'='1", "12", "😀"]
        {
            assert!(matches!(name(bad), Err(BadName::Characters)), "{bad}");
        }
    }

    #[test]
    fn what_was_filled_in_is_read_again() {
        let m = Messages::new(Language::En);
        let about = About {
            kind: OrganizationKind::Park,
            names: Names::new(Title::parse("Lab").ok(), Title::parse("实验室").ok()).unwrap(),
            credit_code: CreditCode::parse("91350100M000100Y43").ok(),
            region: Region::from_code("320200").ok(),
            industries: vec![Industry::from_code("C").unwrap(), Industry::from_code("3741").unwrap()],
            disciplines: vec![Discipline::from_code("430").unwrap()],
            size: Some(Size::Small),
            website: Website::parse("https://lab.example").ok(),
            mail_domains: vec![MailDomain::parse("lab.example").unwrap()],
            description_en: Description::parse("One.\nTwo.").ok(),
            description_zh: None,
        };
        let mut form = filled(m, &about);
        assert_eq!(read(m, &mut form), Some(about), "{:?}", form.problems);
        let options = Options::new(m, &form);
        let shown =
            |code: &str| options.industries.iter().flat_map(|one| &one.choices).any(|(it, _)| *it == code);
        assert!(shown("3741") && !shown("3742"), "a chosen class is shown, others aren't");
    }
}
