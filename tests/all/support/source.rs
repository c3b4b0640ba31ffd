//! The project's own files, for tests that judge the source.

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A file of the project.
pub struct Source {
    /// Its path from the package's folder, with forward slashes.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The files below `folder` (from the package's folder) whose names have one of these extensions,
/// by path. A folder that isn't there has none.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<Source> = walkdir::WalkDir::new(package.join(folder))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| {
            entry.path().extension().is_some_and(|e| extensions.iter().any(|wanted| e == *wanted))
        })
        .map(|entry| Source {
            path: entry.path().strip_prefix(package).unwrap().to_string_lossy().replace('\\', "/"),
            text: std::fs::read_to_string(entry.path()).unwrap(),
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Rust code as tokens, which know their lines. Comments are gone; documentation is attributes.
pub fn tokens(code: &str) -> Vec<TokenTree> {
    code.parse::<TokenStream>().unwrap_or_else(|error| panic!("{error} in:\n{code}")).into_iter().collect()
}

/// The tokens inside, when the token is a group between these delimiters.
pub fn inside(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
            Some(group.stream().into_iter().collect())
        }
        _ => None,
    }
}

/// The name, when the token is one.
pub fn name(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

/// Whether the token is this punctuation mark.
pub fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// The text, when the token is a string literal.
pub fn string(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Literal(literal)) => {
            let literal = literal.to_string();
            let raw = literal.trim_start_matches('r').trim_matches('#');
            Some(raw.strip_prefix('"')?.strip_suffix('"')?.to_owned())
        }
        _ => None,
    }
}
