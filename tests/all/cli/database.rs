//! `sunmao import` and `sunmao export`.

use chrono::Utc;
use sunmao::domain::Title;
use sunmao::domain::codes::{Addition, Extensible};
use sunmao::store::{Store, codes};

use super::Folder;

const ORGANIZATIONS: &str = "ref,类型,名称,name_en,所在地\n\
    hengyuan,企业,恒远透平,Hengyuan Turbine,江苏省无锡市\n";

const NEEDS: &str = "ref,单位,标题,描述,成熟度,状态\n\
    n1,恒远透平,热障涂层,\"=抗CMAS腐蚀\n\n第二段\",7,已发布\n\
    n2,hengyuan,气膜孔,飞秒激光加工,,草稿\n\
    n3,nobody,无主,没有机构,,\n";

fn filled() -> Folder {
    let folder = Folder::new();
    folder.write("o.csv", ORGANIZATIONS).write("n.csv", NEEDS);
    folder
}

const IMPORT: [&str; 8] = ["import", "n.csv", "--kind", "need", "--organizations", "o.csv", "--lang", "en"];

#[test]
fn a_dry_run_says_what_each_row_would_do_and_changes_nothing() {
    let folder = filled();
    let run = folder.run(&[&IMPORT[..], &["--dry-run"]].concat());
    assert_eq!(run.code, 3, "{}", run.said);
    for words in ["n.csv, line 2: new", "n.csv, line 5: new", "n.csv, line 6: left out: its organization"] {
        assert!(run.said.contains(words), "{words}: {}", run.said);
    }
    let again = folder.run(&[&IMPORT[..], &["--dry-run"]].concat());
    assert_eq!(again.said, run.said);
}

#[test]
fn what_is_imported_is_known_the_second_time() {
    let folder = filled();
    let first = folder.run(&IMPORT);
    assert_eq!(first.code, 3, "{}", first.said);
    assert!(
        first.said.contains("Needs and capabilities: 2 new, 0 changed, 0 as they were"),
        "{}",
        first.said
    );
    let second = folder.run(&IMPORT);
    assert!(
        second.said.contains("Needs and capabilities: 0 new, 0 changed, 2 as they were"),
        "{}",
        second.said
    );
}

#[test]
fn the_program_knows_what_its_site_added_to_the_code_lists() {
    let folder = filled();
    folder.run(&IMPORT);
    folder.write("c.csv", "ref,单位,标题,行业\nc1,恒远透平,磨边,Edge grinding of wafers\n");
    let import = ["import", "c.csv", "--kind", "capability", "--lang", "en"];
    let before = folder.run(&import);
    assert!(before.said.contains("Edge grinding of wafers"), "nobody knows it: {}", before.said);
    let title = |text| Title::parse(text).unwrap();
    let addition = Addition {
        list: Extensible::Industries,
        code: "3562-1".to_owned(),
        parent: "3562".to_owned(),
        en: title("Edge grinding of wafers"),
        zh: title("晶圆磨边"),
        retired: false,
    };
    let store = Store::open(None, &folder.path("data")).unwrap();
    store.write(|conn| codes::add(conn, &addition, Utc::now())).unwrap();
    let after = folder.run(&import);
    assert_eq!(after.code, 0, "{}", after.said);
    let run = folder.run(&["export", "--capabilities", "out.csv"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(folder.read("out.csv").contains("3562-1"), "{}", folder.read("out.csv"));
}

#[test]
fn an_export_brought_into_another_database_is_the_same() {
    let folder = filled();
    folder.run(&IMPORT);
    for ending in ["csv", "xlsx", "jsonl"] {
        let names = ["o", "n", "c"].map(|name| format!("{name}1.{ending}"));
        let [organizations, needs, capabilities] = names.each_ref().map(String::as_str);
        let targets = ["--organizations", organizations, "--needs", needs, "--capabilities", capabilities];
        let run = folder.run(&[&["export"][..], &targets].concat());
        assert_eq!(run.code, 0, "{}", run.said);
        let other = format!("other-{ending}");
        let import = ["import", needs, capabilities, "--organizations", organizations, "--data-dir", &other];
        let run = folder.run(&import);
        assert_eq!(run.code, 0, "{}", run.said);
        let again = ["export", "--organizations", "o2.jsonl", "--needs", "n2.jsonl", "--data-dir", &other];
        assert_eq!(folder.run(&again).code, 0);
        assert_eq!(folder.run(&["export", "--organizations", "o3.jsonl", "--needs", "n3.jsonl"]).code, 0);
        assert_eq!(folder.read("o2.jsonl"), folder.read("o3.jsonl"), "{ending}");
        assert_eq!(folder.read("n2.jsonl"), folder.read("n3.jsonl"), "{ending}");
    }
}

#[test]
fn a_database_that_cannot_be_used_is_told() {
    let folder = filled();
    let run = folder.run(&["export", "--needs", "x.csv", "--database-url", "mysql://x", "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("must begin with postgres://"), "{}", run.said);
    let run = folder.run(&["export", "--needs", "x.csv", "--data-dir", "o.csv", "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("o.csv: the data folder"), "{}", run.said);
    assert!(!folder.path("x.csv").exists());
}

#[test]
fn nothing_is_imported_where_the_left_out_rows_cannot_be_listed() {
    let folder = filled();
    for errors in ["nowhere/x.csv", "x.pdf"] {
        let run = folder.run(&[&IMPORT[..], &["--errors", errors]].concat());
        assert_eq!(run.code, 1, "{}", run.said);
    }
    assert!(!folder.path("data").exists(), "the database was never opened");
    assert_eq!(folder.run(&[&IMPORT[..], &["--errors", "x.csv"]].concat()).code, 3);
    assert!(folder.path("x.csv").exists());
}
