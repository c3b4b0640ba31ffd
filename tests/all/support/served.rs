//! A site over a database of its own, listening on a port of its own.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::num::NonZeroU32;
use std::path::Path;

use chrono::Utc;
use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection};
use scraper::{ElementRef, Html, Selector};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::Site;
use sunmao::flows::account::answer_next;
use sunmao::flows::import::{Outcome, import};
use sunmao::flows::refresh::refresh;
use sunmao::matching::Silent;
use sunmao::store::Store;
use sunmao::web::{Application, Config, PublicUrl};
use ureq::http::{HeaderMap, Request};

/// So many attempts that no test is refused one, unless it means to be.
const MANY: NonZeroU32 = NonZeroU32::new(1_000_000).unwrap();

/// A running site. It serves until the tests end, and its database goes when the value is dropped.
pub struct Served {
    address: SocketAddr,
    folder: tempfile::TempDir,
    /// The site behind the pages, under its public address.
    site: Site,
}

/// An answer.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came; what is no text in it is replaced.
    pub body: String,
}

impl Answer {
    /// A header that occurs at most once; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        let values: Vec<_> = self.headers.get_all(name).iter().collect();
        assert!(values.len() < 2, "{name}: {values:?}");
        values.first().map_or("", |value| value.to_str().unwrap())
    }

    /// The values of `Set-Cookie`.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The body as a page.
    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }
}

impl Served {
    /// Imports, matches and serves.
    pub fn with(organizations: Vec<OrganizationRecord>, postings: Vec<PostingRecord>) -> Self {
        Self::under(None, organizations, postings)
    }

    /// Imports, matches and serves under an address that a proxy gives the site.
    pub fn under(
        public_url: Option<PublicUrl>,
        organizations: Vec<OrganizationRecord>,
        postings: Vec<PostingRecord>,
    ) -> Self {
        let config = Config { public_url, attempts: MANY, ..Config::direct((Ipv4Addr::LOCALHOST, 0).into()) };
        Self::as_configured(&config, organizations, postings)
    }

    /// Serves with so many attempts at what could be guessed, behind these proxies.
    pub fn limited(attempts: u32, trusted_proxies: &[&str]) -> Self {
        let config = Config {
            attempts: NonZeroU32::new(attempts).unwrap(),
            trusted_proxies: trusted_proxies.iter().map(|net| net.parse().unwrap()).collect(),
            ..Config::direct((Ipv4Addr::LOCALHOST, 0).into())
        };
        Self::as_configured(&config, Vec::new(), Vec::new())
    }

    fn as_configured(
        config: &Config,
        organizations: Vec<OrganizationRecord>,
        postings: Vec<PostingRecord>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(None, folder.path()).unwrap();
        let imported = import(&store, organizations, postings, Utc::now()).unwrap();
        let refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused(_));
        assert!(!imported.postings.iter().any(refused), "{imported:?}");
        let site = Site::open(store, &Silent).unwrap().leaving_into(&folder.path().join("mail"));
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let application = Application::bind(config, site.clone()).unwrap();
        let address = application.address();
        let site = site.at(application.public_url().as_str());
        std::thread::spawn(move || application.run());
        Self { address, folder, site }
    }

    /// The answer to a request as it goes over the wire, which must ask to close the connection;
    /// what is no text in it is replaced.
    pub fn exchange(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The address that is listened at: `127.0.0.1:40123`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The site behind the pages, for what tests do without one.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The letters to an address, the oldest first, once all wishes are answered that a job answers.
    pub fn letters(&self, to: &str) -> Vec<String> {
        while answer_next(&self.site, Utc::now()).unwrap() {}
        self.select(&format!("SELECT body_text AS value FROM letters WHERE recipient = '{to}' ORDER BY id"))
    }

    /// The link in the newest letter to an address, without scheme and host.
    pub fn link_to(&self, to: &str, below: &str) -> String {
        let letters = self.letters(to);
        let letter = letters.last().unwrap_or_else(|| panic!("no letter to {to}"));
        let start = letter.find(below).unwrap_or_else(|| panic!("no {below} in {letter}"));
        letter[start..].split_whitespace().next().unwrap().to_owned()
    }

    /// Executes SQL behind the site's back.
    pub fn execute(&self, sql: &str) {
        self.database().batch_execute(sql).unwrap();
    }

    /// The texts that a query calls `value`.
    pub fn select(&self, sql: &str) -> Vec<String> {
        #[derive(diesel::QueryableByName)]
        struct Found {
            #[diesel(sql_type = diesel::sql_types::Text)]
            value: String,
        }
        let found: Vec<Found> = diesel::sql_query(sql).load(&mut self.database()).unwrap();
        found.into_iter().map(|row| row.value).collect()
    }

    /// A connection of one's own to the database.
    pub fn database(&self) -> SqliteConnection {
        let file = self.folder().join("sunmao.db");
        let mut database = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
        database.batch_execute("PRAGMA busy_timeout = 10000").unwrap();
        database
    }

    /// The folder with the database.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What a GET of this path and query answers, whatever its status.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// What a request answers, whatever its status; redirects aren't followed.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, None)
    }

    /// The same with a body.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            Some(body) => agent.run(request.body(body).unwrap()).unwrap(),
            None => agent.run(request.body(()).unwrap()).unwrap(),
        };
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.body_mut().read_to_vec().unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The page at this path, which must be there.
    pub fn page(&self, path: &str) -> Html {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}");
        Html::parse_document(&answer.body)
    }
}

/// The elements that answer to a selector.
pub fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The texts of the elements that answer to a selector, with single blanks.
pub fn texts(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(text).collect()
}

/// The text of an element, with single blanks.
pub fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
