//! Help and wrong usage, in both languages.

use super::{Folder, Run};

#[test]
fn help_speaks_the_language_of_the_flag_or_the_locale() {
    let folder = Folder::new();
    let zh = folder.run(&["--lang", "zh", "match", "--help"]);
    assert!(zh.code == 0 && zh.out.contains("用法：") && zh.out.contains("示例："), "{}", zh.out);
    let output = folder.command(&["match", "--help"]).env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert_eq!(Run::of(output).out, zh.out);
    let en = folder.run(&["match", "--help"]);
    assert!(en.out.contains("Usage: sunmao match") && en.out.contains("Examples:"), "{}", en.out);
    assert!(folder.run(&["--version"]).out.starts_with("sunmao "));
}

#[test]
fn wrong_usage_is_told_with_code_2() {
    let folder = Folder::new();
    for (args, words) in [
        (&["frob"][..], "Unknown command: frob"),
        (&["match", "--frob"], "Unknown argument: --frob"),
        (&["match", "--needs", "a.csv"], "Missing: --capabilities <FILE>"),
        (&["match", "--needs", "a", "--capabilities", "b", "--top", "0"], "“0” is no value for --top <N>"),
        (&["match", "--needs", "a", "--capabilities", "b", "--weights", "topic=x"], "“topic=x” is no value"),
        (&["match", "--needs", "a", "--capabilities", "b", "--map", "x=y"], "“x=y” is no value"),
        (&["--lang", "fr", "migrate"], "“fr” is no value for --lang"),
        (&["import"], "Missing"),
        (&["export"], "Missing"),
        (&[], "Usage:"),
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.said.contains(words), "{args:?}: {}", run.said);
    }
    let run = folder.run(&["--lang", "zh", "frob"]);
    assert!(run.said.contains("未知的命令：frob"), "{}", run.said);
}

#[test]
fn help_fits_the_terminal_and_its_examples_stand_apart() {
    let folder = Folder::new();
    for (command, lang) in [("serve", "zh"), ("serve", "en"), ("import", "zh"), ("export", "en")] {
        let args = ["--lang", lang, command, "--help"];
        let help = Run::of(folder.command(&args).env("COLUMNS", "80").output().unwrap()).out;
        // No character takes more than two columns.
        let widest = help.lines().map(|line| line.chars().map(|c| 1 + usize::from(c >= '\u{2E80}')).sum());
        assert!(widest.max() <= Some(80_usize), "{help}");
        assert!(help.contains(&format!("\n  sunmao {command}")), "{help}");
    }
}
