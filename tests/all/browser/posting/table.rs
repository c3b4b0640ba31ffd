//! Posting many at once: a table with a mistake, the file of mistakes, and that file corrected.

use super::scene::{ORGANIZATION, Scene};
use crate::browser::journey::{Journey, SEND};

/// The editor uploads a table, takes over what is right, corrects what is wrong, and uploads that.
pub(super) fn upload(j: &mut Journey, scene: &Scene) {
    let (pump, valve) = (j.say("A pump for seawater", "海水泵"), j.say("A valve for hydrogen", "氢气阀"));
    j.browser.turn_to(&scene.editor.tab);
    j.open(&format!("/organizations/{ORGANIZATION}/uploads"), "upload-begun", 200);
    j.click(SEND, "upload-errors", 422);
    j.problems_lead_to(&["file"]);
    let table = format!("title,ref,trl\n{pump},p-1,7\n{valve},p-2,99\n");
    send(j, "needs.csv", &table);
    assert_eq!((j.count("tbody .tag-ok"), j.count("tbody .tag-bad")), (1, 1), "each row is judged");

    let folder = j.folder("mistakes");
    let file = j.browser.download(&folder, |page| page.click("main a[href$='/errors?format=csv']"));
    let mistakes = std::fs::read_to_string(file).unwrap();
    assert!(mistakes.contains(valve) && !mistakes.contains(pump), "{mistakes}");
    j.click(SEND, "upload-result", 200);
    j.click("main a.btn-primary[href$='/posts']", "posts-uploaded", 200);
    assert!(j.text("main").contains(pump) && !j.text("main").contains(valve));

    j.open(&format!("/organizations/{ORGANIZATION}/uploads"), "upload-begun", 200);
    send(j, "corrected.csv", &mistakes.replace(",99", ",6"));
    assert_eq!((j.count("tbody .tag-ok"), j.count("tbody .tag-bad")), (1, 0));
    j.click(SEND, "upload-result", 200);
    j.click("main a.btn-primary[href$='/posts']", "posts-uploaded", 200);
    assert!(j.text("main").contains(valve));
}

fn send(j: &mut Journey, name: &str, table: &str) {
    let file = j.file(name, table.as_bytes());
    j.browser.choose_files("main [name=file]", &[&file]);
    j.click(SEND, "upload-judged", 200);
}
