//! Somebody who uses the site by its pages and forms: keeps cookies, fills in forms, follows nothing by itself.

use std::collections::BTreeMap;

use form_urlencoded::Serializer;

use super::served::{Answer, Served, all};

/// What browsers of today say of a form of the site's own.
const OWN: &[(&str, &str)] = &[("Sec-Fetch-Site", "same-origin")];

/// A part of a multipart form.
pub enum Part<'a> {
    /// A field.
    Field(&'a str, &'a str),
    /// A file: the field, the file's name, and what it holds.
    File(&'a str, &'a str, &'a [u8]),
}

/// Somebody with a browser of their own.
pub struct Visitor<'a> {
    site: &'a Served,
    cookies: BTreeMap<String, String>,
}

impl<'a> Visitor<'a> {
    /// Somebody who never was here.
    pub fn new(site: &'a Served) -> Self {
        Self { site, cookies: BTreeMap::new() }
    }

    /// Somebody with the token of a session.
    pub fn with_session(site: &'a Served, token: &str) -> Self {
        let mut visitor = Self::new(site);
        visitor.cookies.insert("session".to_owned(), token.to_owned());
        visitor
    }

    /// Somebody who signed in by the form, with the password alone.
    pub fn signed_in(site: &'a Served, email: &str, password: &str) -> Self {
        let mut visitor = Self::new(site);
        let answer = visitor.sign_in(email, password);
        assert_eq!(answer.status, 303, "{}", answer.body);
        visitor
    }

    /// Fills in the form for signing in.
    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/en/sign-in", &[("email", email), ("password", password), ("next", "")])
    }

    /// Another browser with the same cookies.
    pub fn twin(&self) -> Self {
        Self { site: self.site, cookies: self.cookies.clone() }
    }

    /// A cookie that the browser holds.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// The token of the session, which there must be.
    pub fn token(&self) -> String {
        let token = self.cookie("session").or_else(|| self.cookie("__Host-session"));
        token.expect("a session").to_owned()
    }

    /// Puts a cookie into the browser.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[("Sec-Fetch-Site", "none")], None)
    }

    /// Whether the account's page opens.
    pub fn is_signed_in(&mut self) -> bool {
        match self.get("/en/account").status {
            200 => true,
            303 => false,
            other => panic!("{other}"),
        }
    }

    /// Sends a form of the site's own.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_saying(path, OWN, fields)
    }

    /// Sends a form with these headers and no others that tell where it comes from.
    pub fn post_saying(&mut self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        self.post_raw(path, headers, "application/x-www-form-urlencoded", encoded(fields).as_bytes())
    }

    /// Sends a form with files.
    pub fn post_parts(&mut self, path: &str, headers: &[(&str, &str)], parts: &[Part<'_>]) -> Answer {
        let (kind, body) = multipart(parts);
        self.post_raw(path, headers, &kind, &body)
    }

    /// Sends any body.
    pub fn post_raw(&mut self, path: &str, headers: &[(&str, &str)], kind: &str, body: &[u8]) -> Answer {
        let mut all = vec![("Content-Type", kind)];
        all.extend_from_slice(headers);
        self.send("POST", path, &all, Some(body))
    }

    /// Sends anything, with the cookies, and keeps those that come back.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Answer {
        let cookies = self.header();
        let mut all = headers.to_vec();
        if !cookies.is_empty() {
            all.push(("Cookie", &cookies));
        }
        let answer = self.site.send(method, path, &all, body);
        for cookie in answer.cookies() {
            self.keep(cookie);
        }
        answer
    }

    /// The cookies as they are sent.
    pub fn header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if value.is_empty() || attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The tokens in a page's forms.
pub fn form_tokens(answer: &Answer) -> Vec<String> {
    let page = answer.html();
    all(&page, "input[name=token]").iter().map(|field| field.attr("value").unwrap().to_owned()).collect()
}

/// The token of a page that has a form.
pub fn form_token(answer: &Answer) -> String {
    form_tokens(answer).into_iter().next().expect("a form with a token")
}

/// A form as browsers write it into an address or a body.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A multipart form: its media type and its body.
pub fn multipart(parts: &[Part<'_>]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----sunmao7MA4YWxkTrZu0gW";
    let mut body = Vec::new();
    for part in parts {
        body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; ").as_bytes());
        match part {
            Part::Field(name, value) => {
                body.extend_from_slice(format!("name=\"{name}\"\r\n\r\n{value}").as_bytes());
            }
            Part::File(name, file, content) => {
                let head = format!(
                    "name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                );
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(content);
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}
