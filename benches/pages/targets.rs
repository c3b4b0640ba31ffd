//! What is asked for: many addresses of each kind of page, and how its answers are known.

use sunmao::domain::{Kind, Language, Organization, Record};
use sunmao::flows::export::{Export, export};
use sunmao::i18n::Messages;
use sunmao::store::Store;

use super::client::{Connection, get, post};
use crate::site::{Failure, PASSWORD, language, member};

/// Addresses of each kind of page.
const ADDRESSES: usize = 400;
/// People who sign in.
const PEOPLE: usize = 100;

/// One address.
pub(crate) struct Target {
    pub(crate) request: Vec<u8>,
    path: String,
    /// Texts that its answer has and few others.
    marks: Vec<String>,
}

impl Target {
    fn new(path: String, session: Option<&str>, marks: Vec<String>) -> Self {
        Self { request: get(&path, session), path, marks }
    }

    /// Whether the answer is that of this page.
    pub(crate) fn check(&self, status: u16, text: &str) -> Result<(), Failure> {
        let path = &self.path;
        if status != 200 {
            return Err(format!("{path}: {status}").into());
        }
        match self.marks.iter().find(|mark| !text.contains(*mark)) {
            Some(mark) => Err(format!("{path}: without {mark:?}").into()),
            None => Ok(()),
        }
    }
}

/// What is always the same, and so tells what the machine and the client are good for.
pub(crate) fn health() -> Vec<Target> {
    vec![Target::new("/healthz".to_owned(), None, vec!["ok\n".to_owned()])]
}

/// A kind of page with its addresses.
pub(crate) type Pages = (&'static str, Vec<Target>);

/// Somebody who signs in, and what the list of their organization shows.
pub(crate) struct Person {
    email: String,
    posting: String,
}

/// What strangers ask for, and the people, whose accounts are made if they aren't there.
pub(crate) fn gather(store: &Store) -> Result<(Vec<Pages>, Vec<Person>), Failure> {
    let Export { organizations, postings } = export(store)?;
    let chosen = evenly(&postings, ADDRESSES);
    let pages = vec![
        ("home", Language::ALL.map(|language| home(language, &postings)).into()),
        ("search", chosen.iter().enumerate().map(|(at, one)| search(at, one)).collect()),
        ("browse", (0..60).map(browse).collect()),
        ("browse, filtered", chosen.iter().enumerate().map(|(at, one)| filtered(at, one)).collect()),
        ("posting", chosen.iter().enumerate().map(|(at, one)| posting(at, one, "", "</h1>")).collect()),
        (
            "matches",
            chosen.iter().enumerate().map(|(at, one)| posting(at, one, "/matches", "</span></h1>")).collect(),
        ),
        (
            "organization",
            evenly(&organizations, ADDRESSES).into_iter().enumerate().map(|(at, one)| of(at, one)).collect(),
        ),
    ];
    let people = evenly(&organizations, PEOPLE).into_iter().enumerate();
    let people = people.map(|(at, one)| person(store, at, one, &postings)).collect::<Result<_, _>>()?;
    Ok((pages, people))
}

/// Signs everybody in; their lists of what they posted.
pub(crate) fn sign_in(connection: &mut Connection, people: &[Person]) -> Result<Pages, Failure> {
    let mut lists = Vec::new();
    for (at, Person { email, posting }) in people.iter().enumerate() {
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", "")];
        let answer = connection.ask(&post("/en/sign-in", &form))?;
        let session = answer.session.ok_or("nobody was signed in")?;
        let language = language(at);
        let mark = format!("/{language}/posts/{posting}/history");
        lists.push(Target::new(format!("/{language}/posts"), Some(&session), vec![mark]));
    }
    Ok(("own posts, signed in", lists))
}

/// So many, evenly spread; one place further every other time, as kinds take turns.
fn evenly<T>(all: &[T], count: usize) -> Vec<&T> {
    let count = count.min(all.len() / 2);
    (0..count).filter_map(|at| all.get(at * all.len() / count / 2 * 2 + at % 2)).collect()
}

fn home(language: Language, postings: &[Record]) -> Target {
    let needs = postings.iter().filter(|one| one.posting.kind() == Kind::Need).count();
    let count = Messages::new(language).number(needs);
    Target::new(format!("/{language}/"), None, vec![format!(">{count}</a></dd>")])
}

/// Two or three words that stand near each other in a posting, or one or two Chinese keywords.
fn search(at: usize, record: &Record) -> Target {
    let posting = &record.posting;
    let keywords = posting.keywords.iter().take(1 + at % 2).map(|keyword| keyword.as_str());
    let text = match (posting.language, &posting.description) {
        (Language::En, Some(text)) => {
            // What is sought are hardly words such as "will" and "to".
            let telling = |word: &&str| word.len() > 5 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            let words = text.as_str().split_whitespace().filter(telling).skip(at % 10).take(2 + at % 2);
            words.collect::<Vec<_>>().join(" ")
        }
        _ => keywords.collect::<Vec<_>>().join(" "),
    };
    let language = language(at);
    let address = form_urlencoded::Serializer::new(String::new()).append_pair("q", &text).finish();
    let marks = vec![format!("value=\"{}\"", escaped(&text)), format!("/{language}/postings/")];
    Target::new(format!("/{language}/browse?{address}"), None, marks)
}

/// The first ten pages of both kinds and of either.
fn browse(at: usize) -> Target {
    let kind = ["", "kind=need", "kind=capability"][at % 3];
    let page = at / 6 + 1;
    let page = if page > 1 { format!("page={page}") } else { String::new() };
    listed(Language::ALL[at / 3 % 2], &[kind, &page])
}

/// With filters that a posting passes, one or two.
fn filtered(at: usize, record: &Record) -> Target {
    let posting = &record.posting;
    let industry = posting.industries.first().and_then(|code| code.lineage().find(|code| code.level() == 2));
    let industry = industry.map(|code| format!("industry={}", code.code()));
    let province = posting.region.map(|region| format!("province={}", region.province().code()));
    let form = posting.forms.iter().next().map(|form| format!("form={}", form.code()));
    let parts = [industry, province, form].map(Option::unwrap_or_default);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let part = at % 3;
    listed(language(at), if at.is_multiple_of(2) { &parts[part..=part] } else { &parts[part.min(1)..][..2] })
}

fn listed(language: Language, parts: &[&str]) -> Target {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
    let path = format!("/{language}/browse{query}");
    let marks = vec![format!("{}\">", escaped(&path)), format!("/{language}/postings/")];
    Target::new(path, None, marks)
}

/// A page of a posting, known by its heading.
fn posting(at: usize, record: &Record, below: &str, end: &str) -> Target {
    let language = language(at);
    let path = format!("/{language}/postings/{}{below}", record.id);
    let title = format!("{}{end}", escaped(record.posting.title.as_str()));
    Target::new(path.clone(), None, vec![title, format!("{path}\">")])
}

fn of(at: usize, organization: &Organization) -> Target {
    let language = language(at);
    let (name, _) = organization.names.best(language);
    let marks = vec![format!("{}</h1>", escaped(name.as_str())), format!("/{language}/postings/")];
    Target::new(format!("/{language}/organizations/{}", organization.id), None, marks)
}

fn person(store: &Store, at: usize, one: &Organization, postings: &[Record]) -> Result<Person, Failure> {
    let posting = postings.iter().find(|record| record.organization == one.id);
    let posting = posting.ok_or("an organization without postings")?.id.to_string();
    let email = format!("reader{at}@load.example");
    member(store, at, &email, one.id)?;
    Ok(Person { email, posting })
}

/// A text as it stands in a page.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '&' | '\'' | '<' | '>' => out.push_str(&format!("&#{};", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out
}
