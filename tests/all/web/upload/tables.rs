//! Tables with odd cells: each is text, each row is told what is wrong with it, and nothing fails.

use rust_xlsxwriter::{Formula, Workbook};

use super::{Editor, accept, editor, location, postings, upload};
use crate::support::served::{Answer, texts};

/// The page of what a table would do.
fn shown(editor: &mut Editor, name: &str, content: &[u8]) -> (String, Answer) {
    let plan = location(&upload(editor, name, content));
    let page = editor.get(&plan);
    assert_eq!(page.status, 200, "{name}");
    (plan, page)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn a_table_is_read_in_what_spreadsheet_programs_write() {
    let mut editor = editor(8);
    let text = "标题;成熟度\r\n叶片热障涂层;7\r\n";
    let files = [
        encoding_rs::GB18030.encode(text).0.into_owned(),
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ];
    for content in files {
        let (_, page) = shown(&mut editor, "表.csv", &content);
        assert_eq!(texts(&page.html(), "tbody td > span[lang]"), ["叶片热障涂层"]);
        assert_eq!(texts(&page.html(), ".page-head .meta span").last().unwrap(), "表.csv");
    }
}

#[test]
fn a_cell_may_hold_anything() {
    let mut editor = editor(9);
    let giant = "x".repeat(200_000);
    let long = "长".repeat(20_000);
    let table = format!(
        "ref,title,title,trl,description,\u{202E}eltit {giant}\n\
         odd-1,{giant},,,,\n\
         odd-2,A pump,Another name,7,{giant},\n\
         odd-3,A valve,,{giant},,\n\
         odd-4,A \u{202E}lellarap\u{202C} \u{1}\u{7}press,,,{long},{giant}\n\
         odd-5,<b>bold</b>,,,\"{{{{7*7}}}} '; DROP TABLE users; --\",\n"
    );
    let (plan, page) = shown(&mut editor, "a\u{202E}fdp.csv", table.as_bytes());
    assert!(page.body.len() < 100_000, "{} bytes", page.body.len());
    assert!(!page.body.contains(['\u{202E}', '\u{1}', '\u{7}']), "characters that play tricks");
    let page = page.html();
    let fates = texts(&page, "tbody .tag");
    assert!(fates[0].contains("title") && fates[0].contains("200000 characters"), "{}", fates[0]);
    assert!(fates[1].contains("description") && fates[2].contains("trl"), "{fates:?}");
    assert_eq!(fates[3..], ["New; a moderator reads it", "New; a moderator reads it"]);
    let ignored = &texts(&page, ".notice")[0];
    assert!(
        ignored.contains("title") && ignored.contains("eltit"),
        "the second of a name isn't used: {ignored}"
    );
    for format in ["csv", "xlsx"] {
        assert_eq!(editor.get(&format!("{plan}/errors?format={format}")).status, 200, "{format}");
    }
    location(&accept(&mut editor, &plan));
    assert_eq!(postings("odd-4"), ["in-review A lellarap press"]);
    assert_eq!(postings("odd-5"), ["in-review <b>bold</b>"]);
    assert_eq!((postings("odd-1").len(), postings("odd-2").len(), postings("odd-3").len()), (0, 0, 0));
}

#[test]
fn a_formula_is_text_on_the_way_in_and_on_the_way_out() {
    let mut editor = editor(10);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["ref", "title", "summary", "trl", "=1+1"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, name).unwrap();
    }
    let link = |result: &str| Formula::new("=HYPERLINK(\"http://evil.example\",\"x\")").set_result(result);
    sheet.write_string(1, 0, "formula-1").unwrap();
    sheet.write_formula(1, 1, link("=cmd|'/c calc'!A1")).unwrap();
    sheet.write_string(1, 2, "a_x0000_b").unwrap();
    sheet.write_formula(1, 3, Formula::new("=3+4").set_result("7")).unwrap();
    sheet.write_string(2, 0, "formula-2").unwrap();
    sheet.write_string(2, 1, "@SUM(1+1)").unwrap();
    sheet.write_formula(2, 3, Formula::new("=90+9").set_result("99")).unwrap();
    sheet.write_string(2, 4, "-2+3").unwrap();
    let content = workbook.save_to_buffer().unwrap();
    let (plan, page) = shown(&mut editor, "formulas.xlsx", &content);
    assert_eq!(texts(&page.html(), "tbody td > span[lang]"), ["=cmd|'/c calc'!A1"]);
    let errors = editor.get(&format!("{plan}/errors?format=csv")).body;
    assert!(errors.contains("formula-2,'@SUM(1+1),,99,'-2+3"), "{errors}");
    let cells = errors.trim_start_matches('\u{FEFF}').lines().flat_map(|line| line.split(','));
    for cell in cells {
        assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{cell} in {errors}");
    }
    location(&accept(&mut editor, &plan));
    assert_eq!(postings("formula-1"), ["in-review =cmd|'/c calc'!A1"]);
    let table = errors.replace(",99,", ",9,");
    let (plan, _) = shown(&mut editor, "again.csv", table.as_bytes());
    location(&accept(&mut editor, &plan));
    assert_eq!(postings("formula-2"), ["in-review @SUM(1+1)"], "the guard is no part of the text");
}

#[test]
fn rows_of_one_reference_are_told_and_not_lost() {
    let mut editor = editor(11);
    let table = "ref,title\ntwin-1,One text\ntwin-1,Another text\ntwin-1,One text\n";
    let (plan, page) = shown(&mut editor, "twins.csv", table.as_bytes());
    assert_eq!(
        texts(&page.html(), "tbody .tag"),
        [
            "New; a moderator reads it",
            "Has the reference of line 2 but says something else",
            "Repeats line 2"
        ]
    );
    location(&accept(&mut editor, &plan));
    assert_eq!(postings("twin-1"), ["in-review One text"]);
}
