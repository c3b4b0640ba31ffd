//! Files that go with a posting: documents and pictures, told by what is in them.

use std::io::Cursor;

use zip::ZipArchive;

use super::text::{Line, clean};
use super::verification::EvidenceKind;

/// A file that goes with a posting; its kind is told by its content, whatever its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name that it had, one line without a path.
    pub name: Line,
    /// What it is.
    pub kind: FileKind,
    /// The bytes.
    pub content: Vec<u8>,
}

/// Why a file was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAttachment {
    /// Larger than [`Attachment::MAX_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// An office document that brings programs along.
    #[error("the document holds macros")]
    Macros,
    /// None of [`FileKind`].
    #[error("not a kind of file that is taken")]
    Kind,
}

impl Attachment {
    /// The largest file, in bytes.
    pub const MAX_BYTES: usize = 10 * 1024 * 1024;
    /// The most files of one posting.
    pub const MOST: usize = 5;

    /// Takes a file from outside.
    ///
    /// # Errors
    /// [`BadAttachment`].
    pub fn parse(name: &str, content: Vec<u8>) -> Result<Self, BadAttachment> {
        if content.len() > Self::MAX_BYTES {
            return Err(BadAttachment::TooLarge);
        }
        let kind = FileKind::of(&content)?;
        let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let short: String = clean(bare, false).chars().take(100).collect();
        let name = Line::parse(&short).or_else(|_| Line::parse(kind.extension()));
        Ok(Self { name: name.map_err(|_| BadAttachment::Kind)?, kind, content })
    }
}

/// Kinds of files that are taken. None of them runs in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// PDF, PNG, JPEG or WebP.
    Plain(EvidenceKind),
    /// Office Open XML: a text, a table or slides.
    Ooxml(Office),
    /// OpenDocument: the same.
    OpenDocument(Office),
}

/// What an office document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Office {
    /// A text.
    Text,
    /// A table.
    Table,
    /// Slides.
    Slides,
}

impl Office {
    const ALL: [Self; 3] = [Self::Text, Self::Table, Self::Slides];

    /// The part that an Office Open XML document of this sort can't be without (ECMA-376, part 1).
    fn main_part(self) -> &'static str {
        match self {
            Self::Text => "word/document.xml",
            Self::Table => "xl/workbook.xml",
            Self::Slides => "ppt/presentation.xml",
        }
    }

    /// What stands in the `mimetype` of an OpenDocument file (OpenDocument 1.3, part 2, section 3.3).
    fn mimetype(self) -> &'static str {
        match self {
            Self::Text => "application/vnd.oasis.opendocument.text",
            Self::Table => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Slides => "application/vnd.oasis.opendocument.presentation",
        }
    }
}

impl FileKind {
    /// All kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = EvidenceKind::ALL.into_iter().map(Self::Plain);
        plain.chain(Office::ALL.map(Self::Ooxml)).chain(Office::ALL.map(Self::OpenDocument))
    }

    /// What a file's content says that it is. Of a document in a ZIP container only the list of its parts is
    /// read; nothing is unpacked.
    fn of(content: &[u8]) -> Result<Self, BadAttachment> {
        if let Some(kind) = EvidenceKind::of(content) {
            return Ok(Self::Plain(kind));
        }
        if !content.starts_with(b"PK\x03\x04") {
            return Err(BadAttachment::Kind);
        }
        let archive = ZipArchive::new(Cursor::new(content)).map_err(|_| BadAttachment::Kind)?;
        let names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
        let has = |part: &str| names.iter().any(|name| *name == part);
        let ends = |end: &str| names.iter().any(|name| name.ends_with(end));
        if ends("vbaProject.bin") || ends("Basic/script-lc.xml") || ends("/script-lb.xml") {
            return Err(BadAttachment::Macros);
        }
        let ooxml = has("[Content_Types].xml")
            .then(|| Office::ALL.into_iter().find(|sort| has(sort.main_part())))
            .flatten();
        let open = || Office::ALL.into_iter().find(|sort| is_open_document(content, *sort));
        ooxml.map(Self::Ooxml).or_else(|| open().map(Self::OpenDocument)).ok_or(BadAttachment::Kind)
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Plain(kind) => kind.media_type(),
            Self::OpenDocument(sort) => sort.mimetype(),
            Self::Ooxml(Office::Text) => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Self::Ooxml(Office::Table) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ooxml(Office::Slides) => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
        }
    }

    /// The kind of this media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::all().find(|kind| kind.media_type() == media_type)
    }

    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Plain(kind) => kind.extension(),
            Self::Ooxml(Office::Text) => "docx",
            Self::Ooxml(Office::Table) => "xlsx",
            Self::Ooxml(Office::Slides) => "pptx",
            Self::OpenDocument(Office::Text) => "odt",
            Self::OpenDocument(Office::Table) => "ods",
            Self::OpenDocument(Office::Slides) => "odp",
        }
    }
}

/// Whether the first entry of the container is the uncompressed `mimetype` of this sort: its local header
/// takes 30 bytes, its name 8.
fn is_open_document(content: &[u8], sort: Office) -> bool {
    let said = content.get(38..).unwrap_or_default();
    content.get(30..38) == Some(b"mimetype")
        && said.strip_prefix(sort.mimetype().as_bytes()).is_some_and(|rest| rest.starts_with(b"PK"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn container(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in parts {
            writer.start_file(*name, stored).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn kind(content: &[u8]) -> Result<FileKind, BadAttachment> {
        Attachment::parse("a.pdf", content.to_vec()).map(|file| file.kind)
    }

    #[test]
    fn documents_are_told_by_their_parts() {
        let types = ("[Content_Types].xml", "<Types/>");
        for sort in Office::ALL {
            let document = container(&[types, (sort.main_part(), "")]);
            assert_eq!(kind(&document), Ok(FileKind::Ooxml(sort)));
            let open = container(&[("mimetype", sort.mimetype()), ("content.xml", "")]);
            assert_eq!(kind(&open), Ok(FileKind::OpenDocument(sort)));
        }
        let macros = container(&[types, ("word/document.xml", ""), ("word/vbaProject.bin", "")]);
        assert_eq!(kind(&macros), Err(BadAttachment::Macros));
        let template = container(&[("mimetype", "application/vnd.oasis.opendocument.text-template")]);
        for bad in [container(&[("a.html", "<script>")]), template, container(&[types])] {
            assert_eq!(kind(&bad), Err(BadAttachment::Kind));
        }
        let page = [b"PK\x03\x04".as_slice(), b"<html><script>alert(1)</script>"].concat();
        for bad in [&page[..], b"", b"<svg/>", b"<!doctype html>", b"GIF89a", b"MZ"] {
            assert_eq!(kind(bad), Err(BadAttachment::Kind));
        }
        for kind in FileKind::all() {
            assert_eq!(FileKind::from_media_type(kind.media_type()), Some(kind));
        }
    }

    #[test]
    fn names_have_neither_path_nor_tricks() {
        let named = |name: &str| Attachment::parse(name, b"%PDF-1.7".to_vec()).unwrap().name.to_string();
        assert_eq!(named("C:\\up\\..\\fdp\u{202E}.exe\r\n"), "fdp.exe");
        assert_eq!(named("/"), "pdf");
        assert_eq!(named(&"长".repeat(300)).chars().count(), 100);
        let large = [b"%PDF-".to_vec(), vec![0; Attachment::MAX_BYTES]].concat();
        assert_eq!(Attachment::parse("a.pdf", large), Err(BadAttachment::TooLarge));
    }
}
