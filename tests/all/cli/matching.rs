//! What `sunmao match` writes.

use super::Folder;

const NEEDS: &str = "附件1：2027年企业技术需求汇总表,,,,,,,\n\
    序号,企业名称,需求名称,需求描述,技术指标,预算（万元）,合作方式,成熟度\n\
    1,恒远透平,涡轮叶片热障涂层,寻求抗CMAS腐蚀的陶瓷面层。,寿命不低于1000次循环,300-450,联合研发、委托开发,TRL 7\n";

#[test]
fn a_spreadsheet_with_chinese_headers_is_matched() {
    let folder = Folder::with_capabilities();
    folder.write("需求.csv", NEEDS);
    let run = folder.matched("需求.csv", &["--lang", "zh"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let rows = run.rows();
    assert_eq!((&rows[0][1], &rows[0][2], &rows[0][4]), ("3", "涡轮叶片热障涂层", "c-tbc"));
    let score: u8 = rows[0][7].parse().unwrap();
    assert!((1..=100).contains(&score), "{score}");
    let header = csv::Reader::from_reader(run.out.as_bytes()).headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    assert_eq!(&rows[0][column("region")], "", "what is not stated is empty");
    assert!(rows[0][column("gaps")].contains("TRL\u{a0}7"), "{:?}", rows[0]);
    assert!(run.said.contains("以下列未使用：序号"), "{}", run.said);
}

#[test]
fn every_format_of_output_holds_the_same_matches() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", NEEDS);
    for name in ["out.csv", "out.xlsx", "out.jsonl", "out.html"] {
        let run = folder.matched("n.csv", &["--out", name, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.said);
    }
    let csv = folder.read("out.csv");
    assert!(csv.starts_with("\u{feff}need_id,"), "spreadsheet programs need the mark");
    let object: serde_json::Value =
        serde_json::from_str(folder.read("out.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!((&object["capability_id"], &object["rank"]), (&"c-tbc".into(), &1.into()));
    assert!(object["gaps"].is_array() && object.get("region").is_none(), "{object}");
    let html = folder.read("out.html");
    for forbidden in ["<script", "src=\"http", "href=\"http", "url(http"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(html.contains("涡轮叶片热障涂层") && html.contains("Fit score"));
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(folder.path("out.xlsx")).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.get_value((1, 4)).unwrap().to_string(), "c-tbc");
}

#[test]
fn top_minimum_and_weights_choose() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "title,description\ncoating,抗CMAS热障涂层 and sodium battery cathodes\n");
    assert_eq!(folder.matched("n.csv", &[]).rows().len(), 2);
    assert_eq!(folder.matched("n.csv", &["--top", "1"]).rows().len(), 1);
    let strict = folder.matched("n.csv", &["--min-score", "100"]);
    assert!(strict.rows().is_empty() && strict.code == 0);
    let stage = folder.matched("n.csv", &["--weights", "topic=1,stage=1"]);
    assert_eq!(stage.code, 0, "{}", stage.said);
}

#[test]
fn an_organization_is_not_matched_with_itself() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "title,organization\nsodium battery cathode,ACME\n");
    assert!(folder.matched("n.csv", &[]).rows().iter().all(|row| &row[4] != "c-bat"));
    folder.write("n.csv", "title,organization\nsodium battery cathode,other\n");
    assert_eq!(&folder.matched("n.csv", &[]).rows()[0][4], "c-bat");
}

#[test]
fn a_collection_of_texts_is_matched_as_it_is() {
    let folder = Folder::new();
    folder.write(
        "q.jsonl",
        "{\"id\": \"t1\", \"title\": \"Adaptive optics\", \"text\": \"Beam control of lasers\"}\n",
    );
    folder.write(
        "c.jsonl",
        "{\"id\": \"a0\", \"title\": \"\", \"text\": \"Adaptive optics for laser beams\", \"year\": 2017}\n",
    );
    let run = folder.run(&["match", "--needs", "q.jsonl", "--capabilities", "c.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let row = &run.rows()[0];
    assert_eq!((&row[0], &row[4], &row[6]), ("t1", "a0", "Adaptive optics for laser beams"));
}

#[test]
fn formulas_stay_texts_on_their_way_through() {
    let folder = Folder::with_capabilities();
    folder.write(
        "n.csv",
        "title,description\n\"=HYPERLINK(\"\"http://x\"\",\"\"coating\"\")\",热障涂层\n'@coating,热障涂层\n",
    );
    folder.matched("n.csv", &["--out", "out.csv"]);
    let text = folder.read("out.csv");
    let titles: Vec<String> = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .records()
        .map(|row| row.unwrap()[2].to_owned())
        .collect();
    assert_eq!(titles[0], "'=HYPERLINK(\"http://x\",\"coating\")");
    assert!(titles.contains(&"'@coating".to_owned()), "{titles:?}");
}

#[test]
fn a_hostile_text_stays_text_in_the_report() {
    let folder = Folder::with_capabilities();
    folder.write("n.csv", "title,description\n<script>alert(1)</script>,热障涂层 <img src=x onerror=y>\n");
    folder.matched("n.csv", &["--out", "r.html"]);
    let html = folder.read("r.html");
    assert!(!html.contains("<script") && !html.contains("<img"));
}
