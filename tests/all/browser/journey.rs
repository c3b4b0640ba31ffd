//! Somebody's way through the site, with a look at each page on it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{LANGUAGES, NARROWEST, SCHEMES, SHOTS, SIZES, SOURCES, audit};
use crate::support::browser::{Browser, Tab};
use crate::support::database::Database;

use super::letters::Letters;
use super::program::Program;

/// The button that sends the page's form.
pub(super) const SEND: &str = "main form .btn-primary";

/// How long a page may take to come to what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Pages that are looked at with the others of the site, in `browser::pages`.
const ELSEWHERE: [&str; 4] = ["sign-in", "sign-up", "reset", "contact"];

/// The circumstances of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// The language in addresses.
    pub(super) language: &'static str,
    /// Whether pages may run scripts.
    pub(super) scripts: bool,
    /// Whether the database is PostgreSQL.
    pub(super) postgres: bool,
}

/// Somebody in front of a browser of their own.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) tab: Tab,
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) password: &'static str,
}

/// A run: the program, the browser, and what was seen.
pub(super) struct Journey {
    pub(super) browser: Browser,
    program: Program,
    letters: Letters,
    way: Way,
    /// The pages that were looked at in every guise.
    seen: BTreeSet<String>,
    /// Whether pages are looked at in every guise at all.
    looks: bool,
    problems: BTreeMap<String, Vec<String>>,
}

impl Journey {
    /// Starts the program and the browser.
    pub(super) fn start(way: Way) -> Self {
        let browser = Browser::start();
        let (program, letters) = (Program::start(way.postgres), Letters::default());
        let seen = ELSEWHERE.map(str::to_owned).into();
        Self { browser, program, letters, way, seen, looks: true, problems: BTreeMap::new() }
    }

    /// The same for a run whose pages another run looks at.
    pub(super) fn briefly(way: Way) -> Self {
        Self { looks: false, ..Self::start(way) }
    }

    /// Leaves out pages that another journey looks at in every guise.
    pub(super) fn leave_out(&mut self, names: &[&str]) {
        self.seen.extend(names.iter().map(|name| (*name).to_owned()));
    }

    /// Whether pages may run scripts.
    pub(super) fn scripts(&self) -> bool {
        self.way.scripts
    }

    /// Fails with all that was wrong with the pages.
    pub(super) fn finish(self) {
        let problems: Vec<String> =
            self.problems.iter().map(|(what, guises)| format!("{what} ({})", guises.join(", "))).collect();
        assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    }

    /// A text in the language of the run.
    pub(super) fn say<T>(&self, english: T, chinese: T) -> T {
        if self.way.language == "en" { english } else { chinese }
    }

    /// What the program keeps its data in.
    pub(super) fn database(&self) -> &Database {
        self.program.database()
    }

    /// The path below the language that makes the first administrator.
    pub(super) fn setup(&self) -> String {
        self.program.setup()
    }

    /// The file of this name with this content, to choose in a form.
    pub(super) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let file = self.program.folder().join(name);
        std::fs::write(&file, content).unwrap();
        file
    }

    /// A picture of that name, to choose in a form.
    pub(super) fn picture(&self, name: &str) -> PathBuf {
        let file = self.program.folder().join(name);
        image::RgbImage::from_pixel(96, 48, image::Rgb([31, 111, 139])).save(&file).unwrap();
        file
    }

    /// An empty folder to download into.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.program.folder().join(name);
        std::fs::create_dir(&folder).unwrap();
        folder
    }

    /// A browser that nobody is signed in with, which is at hand from now on.
    pub(super) fn device(&mut self) -> Tab {
        let tab = self.browser.open_tab();
        self.browser.set_scripts(self.way.scripts);
        self.browser.resize(SIZES[0].0, SIZES[0].1);
        tab
    }

    /// Somebody new.
    pub(super) fn person(&mut self, name: &'static str, email: &'static str) -> Person {
        Person { tab: self.device(), name, email, password: "riveted oak lantern 42" }
    }

    /// The address of a path below the language.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}/{}{path}", self.program.origin(), self.way.language)
    }

    /// Goes to a path below the language. `name` names the page in files.
    #[track_caller]
    pub(super) fn open(&mut self, path: &str, name: &str, status: u16) {
        let address = self.address(path);
        self.open_address(&address, name, status);
    }

    /// Goes to an address.
    #[track_caller]
    pub(super) fn open_address(&mut self, address: &str, name: &str, status: u16) {
        self.browser.open(address);
        self.look(name, status);
    }

    /// Follows the first link, or presses the first button, of this selector.
    #[track_caller]
    pub(super) fn click(&mut self, selector: &str, name: &str, status: u16) {
        self.browser.follow(name, |page| page.click(selector));
        self.look(name, status);
    }

    /// Follows the link of the next letter to this address.
    #[track_caller]
    pub(super) fn follow_letter(&mut self, to: &str, part: &str, name: &str) -> String {
        let link = self.letter(to, part);
        self.open_address(&link, name, 200);
        link
    }

    /// The link of the next letter to this address.
    #[track_caller]
    pub(super) fn letter(&mut self, to: &str, part: &str) -> String {
        let link = self.letters.link(self.program.folder(), to, part);
        assert!(link.starts_with(&self.address("/")), "{link} is of another place or language");
        link
    }

    /// Writes into fields, by their names.
    #[track_caller]
    pub(super) fn fill(&mut self, fields: &[(&str, &str)]) {
        for (name, value) in fields {
            self.browser.write(&format!("main [name='{name}']"), value);
        }
    }

    /// Chooses from a list, by the field's name and the choice's code.
    #[track_caller]
    pub(super) fn choose(&mut self, name: &str, code: &str) {
        let script = format!("document.querySelector(\"main select[name='{name}']\").value = '{code}'");
        self.browser.ask(&script);
        assert_eq!(self.value(name), code, "{name} has no such choice");
    }

    /// What stands in a field.
    pub(super) fn value(&mut self, name: &str) -> String {
        self.ask_text(&format!("document.querySelector(\"main [name='{name}']\").value"))
    }

    /// The text of the first element of this selector.
    pub(super) fn text(&mut self, selector: &str) -> String {
        self.ask_text(&format!("document.querySelector({})?.innerText ?? ''", json!(selector)))
    }

    /// The texts of all elements of this selector.
    pub(super) fn texts(&mut self, selector: &str) -> Vec<String> {
        let script = format!("[...document.querySelectorAll({})].map(e => e.innerText)", json!(selector));
        serde_json::from_value(self.browser.ask(&script)).unwrap()
    }

    /// How many elements there are of this selector.
    pub(super) fn count(&mut self, selector: &str) -> usize {
        self.texts(selector).len()
    }

    /// The path of the page.
    pub(super) fn path(&mut self) -> String {
        self.ask_text("location.pathname")
    }

    fn ask_text(&mut self, script: &str) -> String {
        self.browser.ask(script).as_str().unwrap_or_else(|| panic!("{script} is no text")).to_owned()
    }

    /// Waits until the page answers so.
    #[track_caller]
    pub(super) fn until(&mut self, script: &str, expected: &Value) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let got = self.browser.ask(script);
            if got == *expected {
                return;
            }
            assert!(Instant::now() < deadline, "{script} is {got}, not {expected}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The summary of problems has the focus, and each of its links leads to the field that it names.
    #[track_caller]
    pub(super) fn problems_lead_to(&mut self, fields: &[&str]) {
        self.until("document.activeElement.className", &json!("error-summary"));
        let links =
            "[...document.querySelectorAll('.error-summary a')].map(a => a.getAttribute('href').slice(1))";
        assert_eq!(self.browser.ask(links), json!(fields));
        for field in fields {
            self.browser.click(&format!(".error-summary a[href='#{field}']"));
            self.until("document.activeElement.id", &json!(field));
            let said = format!(
                "document.getElementById('{field}').closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? ''"
            );
            let said = self.ask_text(&said);
            assert!(said.split(' ').any(|id| id == format!("{field}-e")), "{field} isn't told what is wrong");
        }
    }

    /// What must hold at each visit; in every guise at the first.
    fn look(&mut self, name: &str, status: u16) {
        let address = self.ask_text("location.href.split('#')[0]");
        let tag = LANGUAGES.iter().find(|(language, _)| *language == self.way.language).unwrap().1;
        let first = self.looks && self.seen.insert(name.to_owned());
        if first {
            let source = self.browser.source();
            std::fs::write(SOURCES.join(format!("{name}-{}.html", self.way.language)), source).unwrap();
        }
        let origin = self.program.origin().to_owned();
        let visit = audit::visit(&self.browser.take_events(), &origin, &address, status);
        self.note(name, "visit", visit);
        let head = audit::head(&mut self.browser, tag);
        self.note(name, "visit", head);
        if first {
            self.in_every_guise(name);
        }
    }

    fn in_every_guise(&mut self, name: &str) {
        // For the checker, which is a script; those of the page stay off.
        self.browser.set_scripts(true);
        for scheme in SCHEMES {
            self.browser.prefer("prefers-color-scheme", scheme);
            for (width, height) in SIZES {
                let guise = format!("{}-{scheme}-{width}", self.way.language);
                self.browser.resize(width, height);
                let wide = audit::width(&mut self.browser, width);
                self.note(name, &guise, wide);
                // Slow, so that it sees each scheme and each width once.
                if (scheme == "light") == (width > 1_000) {
                    let barriers = audit::access(&mut self.browser);
                    self.note(name, &guise, barriers);
                }
                self.browser.picture(&SHOTS.join(format!("{name}-{guise}.png")));
            }
        }
        self.browser.resize(NARROWEST, 640);
        let wide = audit::width(&mut self.browser, NARROWEST);
        self.note(name, "narrow", wide);
        self.browser.resize(SIZES[0].0, SIZES[0].1);
        self.browser.set_scripts(self.way.scripts);
    }

    fn note(&mut self, name: &str, guise: &str, found: Vec<String>) {
        for what in found {
            self.problems.entry(format!("{name}: {what}")).or_default().push(guise.to_owned());
        }
    }
}
