//! Forms: what came in, what is wrong with it, and how it is shown again.
//!
//! A handler reads an [`Input`], makes a [`Form`] of the fields that it knows, takes values out of it as
//! domain types, and shows the form again with all problems when there are any. What is typed is kept.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_core::Stream;

use crate::i18n::Messages;

use super::error::WebError;
use super::forgery;
use super::limits;

/// The most fields that a form may have, files included.
const MOST_FIELDS: usize = 200;

/// A file that was uploaded.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    /// The field.
    pub(super) field: String,
    /// The name that the browser gives it.
    pub(super) name: String,
    /// What it holds.
    pub(super) content: Vec<u8>,
}

/// A form as it came, read as UTF-8 and within limits. Taken by handlers as an argument.
#[derive(Debug, Default)]
pub(super) struct Input {
    pairs: Vec<(String, String)>,
    files: Vec<Upload>,
}

impl FromRequest for Input {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let most = limits::body(&request);
            match request.content_type() {
                "application/x-www-form-urlencoded" => pairs(&collect(&mut payload, most).await?),
                "multipart/form-data" => parts(Multipart::new(request.headers(), payload), most).await,
                // A form without a field, such as a button alone.
                "" if !request.headers().contains_key(CONTENT_TYPE)
                    && collect(&mut payload, most).await?.is_empty() =>
                {
                    Ok(Self::default())
                }
                _ => Err(WebError::BadForm),
            }
        })
    }
}

async fn collect(payload: &mut Payload, most: usize) -> Result<Vec<u8>, WebError> {
    let mut body = Vec::new();
    while let Some(chunk) = next(payload).await {
        let chunk: Bytes = chunk.map_err(|_| WebError::BadForm)?;
        if body.len() + chunk.len() > most {
            return Err(WebError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

fn pairs(body: &[u8]) -> Result<Input, WebError> {
    let mut pairs = Vec::new();
    for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = decoded(halves.next().unwrap_or_default())?;
        pairs.push((name, decoded(halves.next().unwrap_or_default())?));
        if pairs.len() > MOST_FIELDS {
            return Err(WebError::BadForm);
        }
    }
    Ok(Input { pairs, files: Vec::new() })
}

/// Percent-encoded UTF-8 as text. Unlike the library's reading, what is no UTF-8 is refused, not replaced.
fn decoded(raw: &[u8]) -> Result<String, WebError> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut at = raw.iter();
    while let Some(byte) = at.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
                let (high, low) = (digit(at.next()), digit(at.next()));
                let (high, low) = high.zip(low).ok_or(WebError::BadForm)?;
                u8::try_from(high * 16 + low).map_err(|_| WebError::BadForm)?
            }
            byte => *byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| WebError::BadForm)
}

async fn parts(mut multipart: Multipart, most: usize) -> Result<Input, WebError> {
    let mut input = Input::default();
    let mut size = 0;
    while let Some(part) = next(&mut multipart).await {
        let mut part = part.map_err(|error| refused(&error))?;
        let name = part.name().ok_or(WebError::BadForm)?.to_owned();
        let file = part.content_disposition().and_then(|it| it.get_filename().map(str::to_owned));
        let mut content = Vec::new();
        while let Some(chunk) = next(&mut part).await {
            let chunk = chunk.map_err(|error| refused(&error))?;
            size += chunk.len();
            if size > most {
                return Err(WebError::TooLarge);
            }
            content.extend_from_slice(&chunk);
        }
        match file {
            // A field of files in which none was chosen.
            Some(file) if file.is_empty() && content.is_empty() => {}
            Some(file) => input.files.push(Upload { field: name, name: file, content }),
            None => {
                let text = String::from_utf8(content).map_err(|_| WebError::BadForm)?;
                input.pairs.push((name, text));
            }
        }
        if input.pairs.len() + input.files.len() > MOST_FIELDS {
            return Err(WebError::BadForm);
        }
    }
    Ok(input)
}

fn refused(error: &MultipartError) -> WebError {
    tracing::debug!(%error, "a form can't be read");
    WebError::BadForm
}

impl Input {
    /// The form of these fields: each of `once` at most once, of `many` as often as one likes.
    ///
    /// # Errors
    /// [`WebError::BadForm`] for a field that the form doesn't have, or that came twice.
    pub(super) fn form(
        self,
        m: Messages,
        once: &'static [&'static str],
        many: &'static [&'static str],
    ) -> Result<Form, WebError> {
        let mut form = Form::empty(m);
        for (name, value) in self.pairs {
            if name == forgery::FIELD {
                continue;
            }
            let known = once.iter().chain(many).find(|known| **known == name);
            let values = form.values.entry(known.ok_or(WebError::BadForm)?).or_default();
            if !values.is_empty() && once.contains(&name.as_str()) {
                return Err(WebError::BadForm);
            }
            values.push(value);
        }
        for file in self.files {
            if !once.iter().chain(many).any(|known| *known == file.field) {
                return Err(WebError::BadForm);
            }
            form.files.push(file);
        }
        Ok(form)
    }

    /// A form that is a button alone.
    ///
    /// # Errors
    /// [`WebError::BadForm`] when it has any field.
    pub(super) fn nothing(self, m: Messages) -> Result<(), WebError> {
        self.form(m, &[], &[]).map(drop)
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: &'static str,
    /// What to do, in the reader's language.
    pub text: String,
}

/// A form with what was typed into it, and what is wrong. Templates show it by
/// `templates/components/form.html`.
#[derive(Debug, Clone)]
pub struct Form {
    m: Messages,
    values: BTreeMap<&'static str, Vec<String>>,
    files: Vec<Upload>,
    /// What is wrong, in the order of the fields.
    pub problems: Vec<Problem>,
}

impl Form {
    /// A form that nobody filled in yet.
    pub(super) fn empty(m: Messages) -> Self {
        Self { m, values: BTreeMap::new(), files: Vec::new(), problems: Vec::new() }
    }

    /// The same with a value in a field, as if it had been typed.
    pub(super) fn holding(mut self, field: &'static str, value: impl ToString) -> Self {
        self.values.entry(field).or_default().push(value.to_string());
        self
    }

    /// What stands in a field; empty where nothing does.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All that was chosen in a field.
    pub fn values(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// Whether something was chosen in a field.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values(field).iter().any(|chosen| chosen == value)
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.text.as_str())
    }

    /// The attributes of a control that lead to its hint and to its problem. Names of fields are our own
    /// words, so that nothing in them has to be escaped.
    pub fn described(&self, field: &str, has_hint: bool) -> String {
        let invalid = self.problem(field).is_some();
        let hint = has_hint.then(|| format!("{field}-h"));
        let problem = invalid.then(|| format!("{field}-e"));
        let by: Vec<String> = hint.into_iter().chain(problem).collect();
        let mut attributes = if invalid { " aria-invalid=\"true\"".to_owned() } else { String::new() };
        if !by.is_empty() {
            attributes.push_str(&format!(" aria-describedby=\"{}\"", by.join(" ")));
        }
        attributes
    }

    /// Whether something is wrong.
    pub fn failed(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Says what is wrong with a field, if nothing is yet.
    pub(super) fn complain(&mut self, field: &'static str, text: impl Into<String>) {
        if self.problem(field).is_none() {
            self.problems.push(Problem { field, text: text.into() });
        }
    }

    /// Reads a field as a domain type, and complains where it isn't one. Characters that nobody can see or
    /// that turn the text around are a problem of their own.
    pub(super) fn read<T, E>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        say: impl FnOnce(E) -> String,
    ) -> Option<T> {
        if self.value(field).chars().any(is_invisible) {
            self.complain(field, self.m.t("form-invisible"));
            return None;
        }
        match parse(self.value(field)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.complain(field, say(error));
                None
            }
        }
    }

    /// Reads a field that may be left empty.
    pub(super) fn read_optional<T, E>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        say: impl FnOnce(E) -> String,
    ) -> Option<T> {
        if self.value(field).trim().is_empty() { None } else { self.read(field, parse, say) }
    }

    /// Takes the files of a field out of the form; a browser doesn't send them again by itself.
    pub(super) fn take_files(&mut self, field: &str) -> Vec<Upload> {
        let (wanted, rest) =
            std::mem::take(&mut self.files).into_iter().partition(|file| file.field == field);
        self.files = rest;
        wanted
    }

    /// Forgets what stands in a field, such as a password.
    pub(super) fn forget(&mut self, field: &str) {
        self.values.remove(field);
    }

    /// Has a field hold these values and no others.
    pub(super) fn put(&mut self, field: &'static str, values: Vec<String>) {
        self.values.insert(field, values);
    }

    /// The same before anybody looked for what is wrong.
    pub(super) fn unjudged(self) -> Self {
        Self { problems: Vec::new(), ..self }
    }
}

/// Control characters but line ends and tabs, and characters that reorder what stands around them.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !"\r\n\t".contains(c))
        || matches!(c as u32, 0x202A..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0x200B | 0x2028 | 0x2029)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn only_whole_utf_8_is_read() {
        let read = |body: &str| pairs(body.as_bytes()).map(|input| input.pairs);
        let one = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
        assert_eq!(read("a=%E6%B6%82+x&").unwrap(), one("a", "涂 x"));
        assert_eq!(read("a").unwrap(), one("a", ""));
        assert_eq!(read("").unwrap(), []);
        for bad in ["a=%FF", "a=%E6%B6", "a=%", "a=%2", "a=%zz", "%C0%80=1"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(pairs(b"a=\xff").is_err());
        assert!(read(&"a=1&".repeat(MOST_FIELDS + 1)).is_err());
    }

    #[test]
    fn unknown_and_repeated_fields_are_refused() {
        let form = |body: &str| {
            pairs(body.as_bytes()).unwrap().form(Messages::new(Language::En), &["name"], &["tag"])
        };
        let whole = form("name=a&tag=1&tag=2&token=x").unwrap();
        assert_eq!((whole.value("name"), whole.values("tag").len()), ("a", 2));
        assert!(form("name=a&name=b").is_err());
        assert!(form("admin=1").is_err());
    }

    #[test]
    fn what_cannot_be_seen_is_a_problem() {
        for bad in ["a%00b", "a%1bb", "a%E2%80%AEb", "%E2%80%8B"] {
            let input = pairs(format!("name={bad}").as_bytes()).unwrap();
            let mut form = input.form(Messages::new(Language::En), &["name"], &[]).unwrap();
            assert_eq!(form.read("name", |text| Ok::<_, ()>(text.to_owned()), |()| String::new()), None);
            assert!(form.problem("name").is_some(), "{bad}");
        }
    }
}
