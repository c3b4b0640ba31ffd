//! HTTP/1.1 over connections that stay open: as little work as can be beside the server on the same cores.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use flate2::read::GzDecoder;

use crate::site::Failure;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection, with room for the answers.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    line: String,
    body: Vec<u8>,
}

/// The head of an answer.
#[derive(Debug, Default)]
struct Head {
    status: u16,
    length: Option<usize>,
    chunked: bool,
    gzip: bool,
    session: Option<String>,
}

/// An answer as it came.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    /// The value of the session's cookie, if the answer sets it.
    pub(crate) session: Option<String>,
    /// As it was sent.
    pub(crate) body: &'a [u8],
    gzip: bool,
}

impl Answer<'_> {
    /// The text.
    pub(crate) fn text(&self) -> Result<String, Failure> {
        let mut text = String::new();
        if self.gzip {
            GzDecoder::new(self.body).read_to_string(&mut text)?;
        } else {
            text.push_str(std::str::from_utf8(self.body)?);
        }
        Ok(text)
    }
}

/// A request for a page, as browsers ask.
pub(crate) fn get(path: &str, session: Option<&str>) -> Vec<u8> {
    let cookie = session.map(|session| format!("Cookie: session={session}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n{cookie}\r\n").into_bytes()
}

/// A form that is sent.
pub(crate) fn post(path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(1 << 16, stream), line: String::new(), body: Vec::new() })
    }

    /// Sends the request and reads the answer to its end.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>, Failure> {
        self.stream.get_mut().write_all(request)?;
        let head = self.head()?;
        self.body.clear();
        match head.length {
            Some(length) => self.take(length)?,
            None if head.chunked => self.chunks()?,
            None => return Err("an answer without an end".into()),
        }
        Ok(Answer { status: head.status, session: head.session, body: &self.body, gzip: head.gzip })
    }

    fn head(&mut self) -> Result<Head, Failure> {
        self.next_line()?;
        let status = self.line.split(' ').nth(1).ok_or("no status")?.parse()?;
        let mut head = Head { status, ..Head::default() };
        loop {
            self.next_line()?;
            let Some((name, value)) = self.line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => head.length = Some(value.parse()?),
                "transfer-encoding" => head.chunked = value.eq_ignore_ascii_case("chunked"),
                "content-encoding" => head.gzip = value.eq_ignore_ascii_case("gzip"),
                "set-cookie" => {
                    let cookie = value.split(';').next().and_then(|pair| pair.strip_prefix("session="));
                    head.session = cookie.map(str::to_owned).or(head.session);
                }
                _ => {}
            }
        }
        Ok(head)
    }

    fn chunks(&mut self) -> Result<(), Failure> {
        loop {
            self.next_line()?;
            let length = usize::from_str_radix(&self.line, 16)?;
            self.take(length)?;
            self.next_line()?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<(), Failure> {
        let begin = self.body.len();
        self.body.resize(begin + length, 0);
        Ok(self.stream.read_exact(&mut self.body[begin..])?)
    }

    /// The next line, without its end.
    fn next_line(&mut self) -> Result<(), Failure> {
        self.line.clear();
        if self.stream.read_line(&mut self.line)? == 0 {
            return Err("the server hung up".into());
        }
        self.line.truncate(self.line.trim_end().len());
        Ok(())
    }
}
