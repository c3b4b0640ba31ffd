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

#[test]
fn the_list_of_left_out_rows_overwrites_no_other_file() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "title,trl\ncoating,\nbad,x\n").write("o.csv", "ref,kind,name\n");
    std::fs::create_dir(folder.path("folder.csv")).unwrap();
    let before = folder.files();
    let same = std::path::Path::new("..").join(folder.path("").file_name().unwrap()).join("n.csv");
    let same = same.to_str().unwrap();
    let needs = ["match", "--needs", "n.csv", "--capabilities", "capabilities.jsonl"];
    let import = ["import", "n.csv", "--kind", "need", "--organizations", "o.csv"];
    for (command, errors, more, words) in [
        (&needs[..], "n.csv", &[][..], "one of the files that are read"),
        (&needs, same, &[], "one of the files that are read"),
        (&needs, "capabilities.jsonl", &[], "one of the files that are read"),
        (&needs, "new.csv", &["--out", "./new.csv"], "where the matches go"),
        (&needs, "folder.csv", &[], "not a file"),
        (&import, "n.csv", &[], "one of the files that are read"),
        (&import, "o.csv", &[], "one of the files that are read"),
    ] {
        let run = folder.run(&[command, &["--errors", errors, "--lang", "en"], more].concat());
        assert_eq!(run.code, 1, "{command:?} {errors}");
        assert!(run.said.contains(words), "{errors}: {}", run.said);
    }
    assert_eq!(folder.files(), before);
    assert_eq!(folder.read("n.csv"), "title,trl\ncoating,\nbad,x\n");
}

#[test]
fn files_do_not_work_on_the_terminal() {
    let folder = Folder::with_capabilities();
    folder.write(
        "n.jsonl",
        r#"{"title":"coating","\u001b[2Jcolour":"red"}
{"title":"bad","trl":"\u001b]0;owned\u0007nine"}
{"title":"bad","\u001b[1mtrl":"9","period_months":["\u001b[31m"]}"#,
    );
    let run = folder.matched("n.jsonl", &["--errors", "bad.csv", "--lang", "en"]);
    assert_eq!(run.code, 3, "{}", run.said);
    assert!(run.said.contains("[2Jcolour") && run.said.contains("“]0;ownednine”"), "{}", run.said);
    folder.write("unknown.csv", "\u{1b}[2Jcolour,size\nred,3\n");
    let unknown = folder.matched("unknown.csv", &["--lang", "en"]);
    assert!(unknown.code == 1 && unknown.said.contains("[2Jcolour"), "{}", unknown.said);
    for text in [run.said, folder.read("bad.csv"), unknown.said] {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
}

#[test]
fn only_the_first_unused_columns_are_named() {
    let folder = Folder::with_capabilities();
    let columns: Vec<String> = (1..=15).map(|n| format!("colour{n}")).collect();
    folder.write("n.csv", format!("title,{}\ncoating\n", columns.join(",")));
    let said = |lang| folder.matched("n.csv", &["--lang", lang]).said;
    assert!(said("en").contains("colour12 and 3 more\n"), "{}", said("en"));
    assert!(said("zh").contains("colour12，另有3列\n"), "{}", said("zh"));
}

#[test]
fn a_log_that_goes_to_a_file_has_no_colours() {
    let folder = Folder::with_capabilities();
    let args = ["match", "--needs", "missing.csv", "--capabilities", "capabilities.jsonl"];
    let run = super::Run::of(folder.command(&args).env("SUNMAO_LOG", "debug").output().unwrap());
    assert!(run.said.contains("DEBUG") && !run.said.contains('\u{1b}'), "{:?}", run.said);
}
