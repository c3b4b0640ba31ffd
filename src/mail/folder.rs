//! Looking into the folder of `.eml` files that letters leave into where no mail server is set.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

/// The most letters that are listed.
const MOST: usize = 100;

/// The most of a file that is read, in bytes; no letter of ours is as long.
const MAX_SIZE: u64 = 2 * 1024 * 1024;

/// The headers that are shown.
const HEADERS: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// A letter in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The file's name.
    pub name: String,
    /// When it was put there.
    pub at: DateTime<Utc>,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
}

/// A letter out of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Those of its headers that tell something, by name.
    pub headers: Vec<(&'static str, String)>,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: Option<String>,
    /// The HTML; of whoever wrote it, so never to stand in a page.
    pub html: Option<String>,
}

/// The newest letters in the folder, the last first; none while there is no folder.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn list(folder: &Path) -> io::Result<Vec<Filed>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files: Vec<(SystemTime, String)> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if is_name(&name) {
            files.push((entry.metadata()?.modified()?, name));
        }
    }
    files.sort_unstable_by(|one, other| other.cmp(one));
    files.truncate(MOST);
    let mut filed = Vec::new();
    for (at, name) in files {
        // What was taken away meanwhile, or is no letter, is left out.
        if let Some(letter) = read(folder, &name)? {
            let to = letter.headers.into_iter().find(|(name, _)| *name == "To");
            let to = to.map(|(_, to)| to).unwrap_or_default();
            filed.push(Filed { name, at: at.into(), to, subject: letter.subject });
        }
    }
    Ok(filed)
}

/// The letter in the file of this name, if there is one.
///
/// # Errors
/// When the file can't be read.
pub fn read(folder: &Path, name: &str) -> io::Result<Option<Opened>> {
    if !is_name(name) {
        return Ok(None);
    }
    let path = folder.join(name);
    let metadata = match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata?,
    };
    // A link could lead to anything that the program may read.
    if !metadata.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_SIZE).read_to_end(&mut bytes)?;
    Ok(parse_mail(&bytes).ok().map(|mail| opened(&mail)))
}

/// Whether it is a name that letters are written under: no path, nothing hidden.
fn is_name(name: &str) -> bool {
    let stem = name.strip_suffix(".eml").unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    !stem.is_empty() && !stem.starts_with('.') && stem.len() <= 200 && stem.chars().all(is_plain)
}

fn opened(mail: &ParsedMail<'_>) -> Opened {
    let header = |name: &'static str| mail.headers.get_first_value(name);
    Opened {
        headers: HEADERS.into_iter().filter_map(|name| Some((name, header(name)?))).collect(),
        subject: header("Subject").unwrap_or_default(),
        text: part(mail, "text/plain"),
        html: part(mail, "text/html"),
    }
}

/// The first part of a kind.
fn part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    mail.parts().find(|part| part.subparts.is_empty() && part.ctype.mimetype == kind)?.get_body().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "From: Sunmao <a@b.example>\r\nTo: zhou@c.example\r\n\
        Subject: =?utf-8?b?5paw5Yy56YWN?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n\
        --x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>rich</p>\r\n--x--\r\n";

    #[test]
    fn a_letter_is_read_with_both_its_parts() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("reset.1.eml"), LETTER).unwrap();
        fs::write(folder.path().join("secret.txt"), "no letter").unwrap();
        let letter = read(folder.path(), "reset.1.eml").unwrap().unwrap();
        assert_eq!(letter.subject, "新匹配");
        assert_eq!(letter.text.unwrap().trim(), "plain");
        assert_eq!(letter.html.unwrap().trim(), "<p>rich</p>");
        let listed = list(folder.path()).unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].name.as_str(), listed[0].to.as_str()), ("reset.1.eml", "zhou@c.example"));
        assert!(list(&folder.path().join("nowhere")).unwrap().is_empty());
    }

    #[test]
    fn nothing_else_than_a_letter_is_read() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("mail");
        fs::create_dir(&folder).unwrap();
        fs::write(above.path().join("other.eml"), LETTER).unwrap();
        std::os::unix::fs::symlink(above.path().join("other.eml"), folder.join("link.eml")).unwrap();
        for name in
            ["link.eml", "../other.eml", "..eml", ".eml", "a/b.eml", "other.txt", "", "none.eml", "x\0.eml"]
        {
            assert_eq!(read(&folder, name).unwrap(), None, "{name:?}");
        }
    }
}
