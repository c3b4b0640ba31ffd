//! The letters that the program writes into a folder, as no mail server is set.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mailparse::{MailHeaderMap, ParsedMail};

/// How long a letter may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The letters that were opened already.
#[derive(Default)]
pub(super) struct Letters {
    opened: BTreeSet<PathBuf>,
}

impl Letters {
    /// Waits for a new letter to this address with a link that has `part` in it, and takes that link.
    pub(super) fn link(&mut self, folder: &Path, to: &str, part: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            for file in files(&folder.join("mail")) {
                if self.opened.contains(&file) {
                    continue;
                }
                if let Some(link) = read(&file, to).and_then(|text| link(&text, part)) {
                    self.opened.insert(file);
                    return link;
                }
            }
            assert!(Instant::now() < deadline, "no letter to {to} came with a link to {part}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|it| it == "eml"));
    files
}

/// The text of a letter, if it goes to this address. A letter that is still being written is none.
fn read(file: &Path, to: &str) -> Option<String> {
    let raw = std::fs::read(file).ok()?;
    let mail = mailparse::parse_mail(&raw).ok()?;
    mail.headers.get_first_value("To").filter(|value| value.contains(to))?;
    let text = mail.subparts.iter().find(|part| part.ctype.mimetype == "text/plain")?;
    // The part after it begins only when this one is whole.
    mail.subparts.iter().find(|part| part.ctype.mimetype == "text/html")?;
    ParsedMail::get_body(text).ok()
}

fn link(text: &str, part: &str) -> Option<String> {
    text.split_whitespace().find(|word| word.starts_with("http://") && word.contains(part)).map(str::to_owned)
}
