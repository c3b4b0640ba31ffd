//! Bad rows, unreadable files, and what is left behind: nothing half-written.

use std::io::{Cursor, Read, Write};
use std::process::Stdio;

use super::Folder;

#[test]
fn bad_rows_are_told_and_the_rest_goes_on() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "标题,成熟度,截止日期\n热障涂层,7,\n,7,\n坏,十一,\n坏,,明天\n");
    let run = folder.matched("n.csv", &["--lang", "zh", "--errors", "bad.csv"]);
    assert_eq!(run.code, 3, "{}", run.said);
    assert!(run.rows().iter().all(|row| &row[2] == "热障涂层") && !run.rows().is_empty());
    assert!(run.said.contains("n.csv第4行未能读取：“成熟度”列：“十一”不是1至9的成熟度等级"), "{}", run.said);
    let listed = folder.read("bad.csv");
    assert_eq!(listed.lines().count(), 4, "{listed}");
    assert!(listed.contains("n.csv,3,标题和描述均为空"), "{listed}");
}

#[test]
fn only_the_first_bad_rows_are_listed() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", format!("title,trl\ncoating,7\n{}", "bad,x\n".repeat(30)));
    let run = folder.matched("n.csv", &["--lang", "en"]);
    assert_eq!(run.code, 3);
    assert_eq!(run.said.matches("left out: column").count(), 20, "{}", run.said);
    assert!(run.said.contains("… and 10 more"), "{}", run.said);
}

#[test]
fn a_file_that_cannot_be_read_is_one_sentence_and_nothing_is_written() {
    let folder = Folder::with_capabilities();
    folder.write("broken.xlsx", "PK\u{3}\u{4} and no more");
    folder.write("old.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more");
    folder.write("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.write("empty.csv", "");
    let before = folder.files();
    for (name, words) in [
        ("missing.csv", "no such file"),
        (".", "not a file"),
        ("broken.xlsx", "not a readable workbook"),
        ("old.xlsx", "an old or a protected workbook"),
        ("picture.csv", "neither UTF-8 nor GB18030"),
        ("empty.csv", "nothing in it"),
    ] {
        let run = folder.matched(name, &["--out", "out.xlsx", "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{name}");
        assert_eq!(run.said.lines().count(), 1, "{}", run.said);
        assert!(run.said.contains(words), "{name}: {}", run.said);
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn a_workbook_that_unpacks_beyond_bounds_is_refused() {
    let folder = Folder::with_capabilities();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for _ in 0..64 {
        archive.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let mut bytes = archive.finish().unwrap().into_inner();
    folder.write("bomb.xlsx", &bytes);
    let run = folder.matched("bomb.xlsx", &["--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("unpacks to far more data"), "{}", run.said);
    // An archive may lie about the size of its parts.
    let true_size = (64_u32 * 1024 * 1024).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == true_size) {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    folder.write("liar.xlsx", &bytes);
    assert_eq!(folder.matched("liar.xlsx", &[]).code, 1);
}

#[test]
fn nothing_is_left_behind_where_output_cannot_be_written() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "title\ncoating\n").write("kept.csv", "before");
    let before = folder.files();
    for (out, words) in [
        ("nowhere/out.csv", "no such file or folder"),
        ("out.pdf", "must end in"),
        ("n.csv", "one of the files that are read"),
    ] {
        let run = folder.matched("n.csv", &["--out", out, "--lang", "en"]);
        assert_eq!(run.code, 1, "{out}");
        assert!(run.said.contains(words), "{out}: {}", run.said);
    }
    // A failure after the output was begun leaves what was there.
    let run = folder.matched("n.csv", &["--out", "kept.csv", "--map", "nil=title", "--lang", "en"]);
    assert_eq!((run.code, folder.read("kept.csv").as_str()), (1, "before"));
    assert_eq!(folder.files(), before);
}

#[test]
fn no_readable_row_is_a_failure() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "title,trl\na,x\n");
    let run = folder.matched("n.csv", &["--out", "out.csv", "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("line 2") && run.said.contains("not one row"), "{}", run.said);
    assert!(!folder.path("out.csv").exists());
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let folder = Folder::with_capabilities();
    // More than a pipe holds.
    folder.write("n.csv", format!("title\n{}", "热障涂层 coating of blades\n".repeat(2_000)));
    let args = ["match", "--needs", "n.csv", "--capabilities", "capabilities.jsonl"];
    let mut child = folder.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).to_lowercase().contains("pipe"));
}
