//! Text files: finds out the encoding and decodes.

use std::fs::File;
use std::io::{self, Read, Seek};

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::exchange::error::FileError;

/// The file's text as UTF-8, without a byte order mark.
///
/// A byte order mark decides; otherwise it is UTF-8 if all of it reads as that, or else GB18030,
/// which spreadsheets in China write.
///
/// # Errors
/// [`FileError::NotText`] when the bytes are neither.
pub(super) fn decoded(mut file: File) -> Result<impl Read, FileError> {
    let mut mark = Vec::new();
    file.by_ref().take(3).read_to_end(&mut mark)?;
    let candidates = match Encoding::for_bom(&mark) {
        Some((encoding, _)) => vec![encoding],
        None => vec![UTF_8, GB18030],
    };
    for encoding in candidates {
        file.rewind()?;
        if reads_as(encoding, &mut file)? {
            file.rewind()?;
            return Ok(DecodeReaderBytesBuilder::new()
                .encoding(Some(encoding))
                .bom_override(true)
                .build(file));
        }
    }
    Err(FileError::NotText)
}

/// Whether every byte is part of a character of the encoding, and no character is NUL.
fn reads_as(encoding: &'static Encoding, file: &mut File) -> io::Result<bool> {
    const CHUNK: usize = 64 * 1024;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut bytes = vec![0; CHUNK];
    // A decoder may hold a few bytes back from the chunk before.
    let room = decoder.max_utf8_buffer_length_without_replacement(CHUNK + 16).unwrap_or(4 * CHUNK);
    let mut text = vec![0; room];
    loop {
        let length = file.read(&mut bytes)?;
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(&bytes[..length], &mut text, length == 0);
        if result != DecoderResult::InputEmpty || text[..written].contains(&0) {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn decode(bytes: &[u8]) -> Option<String> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        let mut text = String::new();
        decoded(file).ok()?.read_to_string(&mut text).unwrap();
        Some(text)
    }

    #[test]
    fn reads_the_encodings_that_spreadsheets_write() {
        let text = "标题,描述\n热障涂层,抗CMAS腐蚀𠮷\n";
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let with_mark = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &with_mark, &GB18030.encode(text).0, &utf16] {
            assert_eq!(decode(bytes).as_deref(), Some(text));
        }
        let long = text.repeat(5_000);
        assert_eq!(decode(&GB18030.encode(&long).0), Some(long), "characters across chunks");
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
        assert_eq!(decode(b"abc\xFF\xFF"), None);
        assert_eq!(decode(b"a\0b"), None);
        assert_eq!(decode(b"").as_deref(), Some(""));
    }
}
