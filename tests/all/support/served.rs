//! A site over a database of its own, listening on a port of its own.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;

use chrono::Utc;
use scraper::{ElementRef, Html, Selector};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::Site;
use sunmao::flows::import::{Outcome, import};
use sunmao::flows::refresh::refresh;
use sunmao::matching::Silent;
use sunmao::store::Store;
use sunmao::web::{Application, Config, PublicUrl};
use ureq::http::{HeaderMap, Request};

/// A running site. It serves until the tests end, and its database goes when the value is dropped.
pub struct Served {
    address: SocketAddr,
    folder: tempfile::TempDir,
}

/// An answer.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as it came.
    pub body: String,
}

impl Answer {
    /// A header that occurs at most once; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        let values: Vec<_> = self.headers.get_all(name).iter().collect();
        assert!(values.len() < 2, "{name}: {values:?}");
        values.first().map_or("", |value| value.to_str().unwrap())
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
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(None, folder.path()).unwrap();
        let imported = import(&store, organizations, postings, Utc::now()).unwrap();
        let refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused(_));
        assert!(!imported.postings.iter().any(refused), "{imported:?}");
        let site = Site::open(store, &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let config = Config { listen: (Ipv4Addr::LOCALHOST, 0).into(), public_url };
        let application = Application::bind(&config, site).unwrap();
        let address = application.address();
        std::thread::spawn(move || application.run());
        Self { address, folder }
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
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = agent.run(request.body(()).unwrap()).unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: response.body_mut().read_to_string().unwrap() }
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
