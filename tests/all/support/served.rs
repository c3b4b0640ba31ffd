//! A site over a database of its own, listening on a port of its own.

use std::net::{Ipv4Addr, SocketAddr};

use chrono::Utc;
use scraper::{ElementRef, Html, Selector};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::Site;
use sunmao::flows::import::{Outcome, import};
use sunmao::flows::refresh::refresh;
use sunmao::matching::Silent;
use sunmao::store::Store;
use sunmao::web::{Application, Config};

/// A running site. It serves until the tests end, and its database goes when the value is dropped.
pub struct Served {
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

/// An answer.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body, as it came.
    pub body: String,
}

impl Served {
    /// Imports, matches and serves.
    pub fn with(organizations: Vec<OrganizationRecord>, postings: Vec<PostingRecord>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(None, folder.path()).unwrap();
        let imported = import(&store, organizations, postings, Utc::now()).unwrap();
        let refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused(_));
        assert!(!imported.postings.iter().any(refused), "{imported:?}");
        let site = Site::open(store, &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let config = Config { listen: (Ipv4Addr::LOCALHOST, 0).into(), public_url: None };
        let application = Application::bind(&config, site).unwrap();
        let address = application.address();
        std::thread::spawn(move || application.run());
        Self { address, _folder: folder }
    }

    /// What a GET of this path and query answers, whatever its status.
    pub fn get(&self, path: &str) -> Answer {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut response = agent.get(format!("http://{}{path}", self.address)).call().unwrap();
        Answer { status: response.status().as_u16(), body: response.body_mut().read_to_string().unwrap() }
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
