//! What is downloaded to fill a table in, and files that are no table at all.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;

use super::{SITE, editor, upload};
use crate::support::served::{all, texts};

#[test]
fn what_may_stand_in_a_table_comes_with_it() {
    let mut editor = editor(6);
    let page = editor.get("/zh/organizations/O-000006/uploads").html();
    let links: Vec<_> = all(&page, "main section a").iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links.len(), 6, "two templates and the values, in two formats each: {links:?}");
    for link in links {
        let file = editor.get(link);
        assert_eq!(file.status, 200, "{link}");
        assert!(file.header("content-disposition").starts_with("attachment"), "{link}");
        assert_eq!(file.body.starts_with("PK"), link.ends_with("xlsx"), "{link}");
    }
    let template = editor.get("/zh/posts/uploads/template?kind=capability&format=csv");
    assert!(template.body.contains("标题") && template.body.contains("自编号"));
    let values = editor.get("/en/posts/uploads/values?format=csv").body;
    for line in [
        "forms,joint-research,Joint R&D,联合研发",
        "trl,7,System prototype demonstrated in operational environment,",
        "ip,joint-ownership,Joint ownership,",
        "disclosure,teaser,Teaser,",
        "region,610100,",
        "industries,3741,",
        "disciplines,430,",
    ] {
        assert!(values.lines().any(|one| one.starts_with(line)), "{line}");
    }
    assert!(editor.get("/zh/posts/uploads/values?format=csv").body.contains("合作形式,joint-research"));
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

/// A workbook of a few kilobytes that unpacks to more than a hundred megabytes.
fn bomb() -> Vec<u8> {
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..120 {
        bomb.write_all(&[b' '; 1 << 20]).unwrap();
    }
    bomb.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_no_table_can_be_is_told_with_what_to_do() {
    let mut editor = editor(7);
    let header = workbook(|sheet| {
        sheet.write_string(0, 0, "title").unwrap();
    });
    let wide = "title,".to_owned() + &vec!["x"; 1_001].join(",");
    let (bomb, large) = (bomb(), vec![b'x'; (5 << 20) + 1]);
    let files: [(&str, &[u8], &str); 11] = [
        ("wide.csv", wide.as_bytes(), "more than 1000 cells"),
        ("bomb.xlsx", &bomb, "unpacks to far more data"),
        ("large.csv", &large, "at most 5 MB"),
        ("cut.xlsx", &header[..header.len() / 2], "Open it in a spreadsheet program"),
        ("old.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "without a password"),
        ("header.csv", b"title,trl\n", "no row below the header"),
        ("header.xlsx", &header, "no row below the header"),
        ("blank.csv", b"title,trl\n,\n , \n", "no row below the header"),
        ("none.csv", b"\n\n", "nothing in it"),
        ("nul.csv", b"title\na\0b\n", "neither UTF-8 nor GB18030"),
        ("colours.csv", b"colour,size\nred,1\n", "Name one of them title or description"),
    ];
    let kept = || {
        SITE.select(
            "SELECT uploads.public_id AS value FROM uploads JOIN users ON users.id = uploaded_by
             WHERE users.email = 'editor7@lab.example'",
        )
    };
    for (name, content, words) in files {
        let answer = upload(&mut editor, name, content);
        let page = answer.html();
        let told = texts(&page, ".error-summary a[href='#file']");
        assert_eq!((answer.status, told.len()), (422, 1), "{name}");
        assert!(told[0].starts_with(name) && told[0].contains(words), "{told:?}");
        assert!(!told[0].contains("--map"), "that is for the command line: {told:?}");
    }
    let answer = upload(&mut editor, "huge.csv", &vec![b'x'; 7 << 20]);
    assert_eq!((answer.status, texts(&answer.html(), "h1").len()), (413, 1));
    assert!(kept().is_empty());
}
