//! Files as people have them.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::Folder;

#[test]
fn gb18030_semicolons_and_tabs_are_understood() {
    let folder = Folder::with_capabilities();
    let text = "标题;描述\n热障涂层;抗CMAS腐蚀，等离子喷涂\n";
    folder.write("gb.csv", encoding_rs::GB18030.encode(text).0);
    folder.write("tab.txt", text.replace(';', "\t"));
    for name in ["gb.csv", "tab.txt"] {
        let run = folder.matched(name, &[]);
        assert_eq!((run.code, &run.rows()[0][2]), (0, "热障涂层"), "{name}: {}", run.said);
    }
}

#[test]
fn a_workbook_with_numbers_dates_and_formulas_is_read() {
    let folder = Folder::with_capabilities();
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet();
    cover.set_name("封面").unwrap().write_string(0, 0, "无关").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("需求").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in (0..).zip(["需求名称", "成熟度", "截止日期", "预算（万元）", "需求描述"])
    {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_string(1, 0, "热障涂层").unwrap();
    sheet.write_number(1, 1, 7).unwrap();
    sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2027, 1, 31).unwrap(), &day).unwrap();
    sheet.write_number(1, 3, 12.5).unwrap();
    sheet.write_formula(1, 4, Formula::new("=\"抗CMAS\"&\"腐蚀\"").set_result("抗CMAS腐蚀")).unwrap();
    // A lone cell in the last corner must not fill the memory.
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    workbook.save(folder.path("n.xlsx")).unwrap();
    let run = folder.matched("n.xlsx", &["--needs-sheet", "需求", "--out", "r.html", "--lang", "zh"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let html = folder.read("r.html");
    assert!(html.contains("2027年1月31日") && html.contains("12.5万元"), "dates and money are read");
    let run = folder.matched("n.xlsx", &["--needs-sheet", "没有", "--lang", "zh"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("封面、需求"), "{}", run.said);
}

#[test]
fn columns_of_other_names_can_be_mapped() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "甲,乙\n热障涂层,抗CMAS腐蚀\n");
    let run = folder.matched("n.csv", &["--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("甲, 乙") && run.said.contains("--map"), "{}", run.said);
    let run = folder.matched("n.csv", &["--map", "甲=title", "--map", "乙=description"]);
    assert_eq!((run.code, &run.rows()[0][2]), (0, "热障涂层"), "{}", run.said);
    let run = folder.matched("n.csv", &["--map", "甲=title", "--map", "丙=description", "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("丙"), "{}", run.said);
}
