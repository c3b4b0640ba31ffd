//! Snapshots of any bytes: refused, never a panic, never more memory than they are long.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sunmao::matching::{Parameters, SnapshotReader, SnapshotWriter, TextIndex};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Vec::new();
    if let Ok(mut writer) = SnapshotWriter::begin(&mut bytes, "fuzz") {
        let _ = writer.put(data);
    }
    for bytes in [data, &bytes] {
        if let Ok(mut reader) = SnapshotReader::begin(bytes, "fuzz") {
            let _ = TextIndex::load(&mut reader, &Parameters::default());
        }
    }
});
