//! Snapshots: what was built of all texts, written down, so that a restart need not read them again.
//!
//! A snapshot is a label, which says what it was made from, and a number of parts. Each part is
//! postcard's form of a value or of a piece of a long list, behind its length and its CRC-32 (both of
//! four bytes, the lowest first); all cores read and write the pieces of a list. A part that is
//! damaged or missing is noticed before anything is made of it.

use std::io::{ErrorKind, Read, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a file of this form begins with; its last byte is the form's version.
const MAGIC: &[u8; 8] = b"sunmao\x00\x01";
/// How many items of a list stand in one part.
const PIECE: usize = 1024;
/// How many pieces are in memory at a time.
const PIECES: usize = 32;
/// No part is longer: a damaged length must not take all memory.
const LONGEST: u32 = 1 << 30;

/// Why a snapshot can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// It was made from something else, or by another version.
    #[error("made from something else, or by another version")]
    Other,
    /// It isn't as it was written.
    #[error("damaged: {0}")]
    Damaged(&'static str),
    /// It can't be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Writes a snapshot, part by part.
pub struct SnapshotWriter<W> {
    out: W,
}

impl<W: Write> SnapshotWriter<W> {
    /// Begins a snapshot of what `label` says.
    ///
    /// # Errors
    /// [`SnapshotError::Io`].
    pub fn begin(mut out: W, label: &str) -> Result<Self, SnapshotError> {
        out.write_all(MAGIC)?;
        let mut writer = Self { out };
        writer.put(label)?;
        Ok(writer)
    }

    /// Writes a value.
    ///
    /// # Errors
    /// [`SnapshotError::Io`]; [`SnapshotError::Damaged`] for a value that has no form.
    pub fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SnapshotError> {
        let part = encode(value)?;
        self.part(&part)
    }

    /// Writes a list of any length.
    ///
    /// # Errors
    /// As [`SnapshotWriter::put`].
    pub fn put_all<T: Serialize + Sync>(&mut self, items: &[T]) -> Result<(), SnapshotError> {
        self.put(&(items.len() as u64))?;
        for pieces in items.chunks(PIECE * PIECES) {
            let parts: Vec<Vec<u8>> = pieces.par_chunks(PIECE).map(encode).collect::<Result<_, _>>()?;
            for part in parts {
                self.part(&part)?;
            }
        }
        Ok(())
    }

    /// Ends the snapshot, and returns what it was written to.
    ///
    /// # Errors
    /// [`SnapshotError::Io`].
    pub fn end(mut self) -> Result<W, SnapshotError> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn part(&mut self, part: &[u8]) -> Result<(), SnapshotError> {
        let length = u32::try_from(part.len()).ok().filter(|length| *length <= LONGEST);
        let length = length.ok_or(SnapshotError::Damaged("a part of more than a gigabyte"))?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&crc32fast::hash(part).to_le_bytes())?;
        self.out.write_all(part)?;
        Ok(())
    }
}

/// Reads a snapshot, part by part, in the order in which it was written.
pub struct SnapshotReader<R> {
    from: R,
}

impl<R: Read> SnapshotReader<R> {
    /// Begins to read a snapshot of what `label` says.
    ///
    /// # Errors
    /// [`SnapshotError::Other`] when it is one of something else, and the others.
    pub fn begin(mut from: R, label: &str) -> Result<Self, SnapshotError> {
        let mut magic = [0; MAGIC.len()];
        read_exact(&mut from, &mut magic)?;
        if &magic != MAGIC {
            return Err(SnapshotError::Other);
        }
        let mut reader = Self { from };
        let found: String = reader.take()?;
        if found == label { Ok(reader) } else { Err(SnapshotError::Other) }
    }

    /// Reads a value.
    ///
    /// # Errors
    /// [`SnapshotError::Damaged`] and [`SnapshotError::Io`].
    pub fn take<T: DeserializeOwned>(&mut self) -> Result<T, SnapshotError> {
        decode(&self.part()?)
    }

    /// Reads a list.
    ///
    /// # Errors
    /// As [`SnapshotReader::take`].
    pub fn take_all<T: DeserializeOwned + Send>(&mut self) -> Result<Vec<T>, SnapshotError> {
        let length: u64 = self.take()?;
        let length = usize::try_from(length).map_err(|_| SnapshotError::Damaged("a list's length"))?;
        let mut items: Vec<T> = Vec::new();
        while items.len() < length {
            let pieces = (length - items.len()).div_ceil(PIECE).min(PIECES);
            let parts: Vec<Part> = (0..pieces).map(|_| self.read()).collect::<Result<_, _>>()?;
            let pieces: Vec<Vec<T>> = parts
                .into_par_iter()
                .map(|part| part.checked().and_then(|part| decode(&part)))
                .collect::<Result<_, _>>()?;
            if pieces.iter().any(Vec::is_empty) {
                return Err(SnapshotError::Damaged("a piece of a list"));
            }
            items.extend(pieces.into_iter().flatten());
        }
        if items.len() == length { Ok(items) } else { Err(SnapshotError::Damaged("a list's length")) }
    }

    /// Ends reading: nothing may follow.
    ///
    /// # Errors
    /// [`SnapshotError::Damaged`] when something does.
    pub fn end(mut self) -> Result<(), SnapshotError> {
        let mut one = [0];
        if self.from.read(&mut one)? == 0 { Ok(()) } else { Err(SnapshotError::Damaged("its end")) }
    }

    fn part(&mut self) -> Result<Vec<u8>, SnapshotError> {
        self.read()?.checked()
    }

    fn read(&mut self) -> Result<Part, SnapshotError> {
        let (mut length, mut sum) = ([0; 4], [0; 4]);
        read_exact(&mut self.from, &mut length)?;
        read_exact(&mut self.from, &mut sum)?;
        let length = u32::from_le_bytes(length);
        if length > LONGEST {
            return Err(SnapshotError::Damaged("a part's length"));
        }
        let mut bytes = Vec::new();
        (&mut self.from).take(u64::from(length)).read_to_end(&mut bytes)?;
        if bytes.len() == length as usize {
            Ok(Part { bytes, sum: u32::from_le_bytes(sum) })
        } else {
            Err(SnapshotError::Damaged("its end is missing"))
        }
    }
}

/// A part as it stands in a file.
struct Part {
    bytes: Vec<u8>,
    sum: u32,
}

impl Part {
    fn checked(self) -> Result<Vec<u8>, SnapshotError> {
        if crc32fast::hash(&self.bytes) == self.sum {
            Ok(self.bytes)
        } else {
            Err(SnapshotError::Damaged("a part's checksum"))
        }
    }
}

fn read_exact(from: &mut impl Read, bytes: &mut [u8]) -> Result<(), SnapshotError> {
    from.read_exact(bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => SnapshotError::Damaged("its end is missing"),
        _ => SnapshotError::Io(error),
    })
}

fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, SnapshotError> {
    postcard::to_stdvec(value).map_err(|_| SnapshotError::Damaged("a value that can't be written"))
}

fn decode<T: DeserializeOwned>(part: &[u8]) -> Result<T, SnapshotError> {
    match postcard::take_from_bytes(part) {
        Ok((value, [])) => Ok(value),
        _ => Err(SnapshotError::Damaged("a part of another form")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(label: &str, items: &[(u32, String)]) -> Vec<u8> {
        let mut writer = SnapshotWriter::begin(Vec::new(), label).unwrap();
        writer.put(&42_u64).unwrap();
        writer.put_all(items).unwrap();
        writer.end().unwrap()
    }

    fn read(bytes: &[u8], label: &str) -> Result<Vec<(u32, String)>, SnapshotError> {
        let mut reader = SnapshotReader::begin(bytes, label)?;
        assert_eq!(reader.take::<u64>()?, 42);
        let items = reader.take_all()?;
        reader.end()?;
        Ok(items)
    }

    #[test]
    fn lists_of_any_length_come_back() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, PIECE * PIECES, PIECE * PIECES + 1] {
            let items: Vec<(u32, String)> = (0..length as u32).map(|n| (n, format!("{n} 号"))).collect();
            assert_eq!(read(&written("a", &items), "a").unwrap(), items);
        }
    }

    #[test]
    fn one_of_something_else_is_not_used() {
        assert!(matches!(read(&written("version 1", &[]), "version 2"), Err(SnapshotError::Other)));
        assert!(matches!(read(b"SQLite format 3\0 and so on", "a"), Err(SnapshotError::Other)));
    }

    proptest! {
        #[test]
        fn damage_is_noticed(
            items in prop::collection::vec((any::<u32>(), ".{0,8}"), 0..40),
            place in any::<prop::sample::Index>(),
            flip in 1_u8..,
            cut in any::<bool>(),
        ) {
            let mut bytes = written("label", &items);
            let at = place.index(bytes.len());
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] ^= flip;
            }
            prop_assert!(read(&bytes, "label").is_err());
        }

        #[test]
        fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let bytes = [&MAGIC[..], &bytes].concat();
            let _ = read(&bytes, "label");
        }
    }
}
