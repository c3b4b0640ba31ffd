//! The program as a user calls it.

mod broken;
mod database;
mod formats;
mod help;
mod matching;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder of its own, in which the program runs.
struct Folder(tempfile::TempDir);

/// What a run said and how it ended.
struct Run {
    code: i32,
    out: String,
    said: String,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with two capabilities (`capabilities.jsonl`) that any need can be matched with.
    fn with_capabilities() -> Self {
        let folder = Self::new();
        folder.write(
            "capabilities.jsonl",
            "{\"ref\":\"c-tbc\",\"title\":\"抗CMAS热障涂层的等离子喷涂\",\"description\":\"稀土锆酸盐热障涂层，1300 ℃下抗CMAS腐蚀，可喷涂涡轮叶片。\",\"trl\":5,\"forms\":[\"joint-research\"],\"region\":\"610100\"}\n\
             {\"ref\":\"c-bat\",\"title\":\"Cathode materials for sodium batteries\",\"description\":\"Layered oxide cathodes, 160 mAh/g, made in 50 kg batches.\",\"trl\":6,\"organization\":\"acme\"}\n",
        );
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(name), bytes).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files, hidden ones too.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunmao"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "DATABASE_URL", "SUNMAO_DATA_DIR", "SUNMAO_LOG"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().unwrap())
    }

    /// `sunmao match` of a file of needs with the folder's capabilities.
    fn matched(&self, needs: &str, more: &[&str]) -> Run {
        let args = ["match", "--needs", needs, "--capabilities", "capabilities.jsonl"];
        self.run(&[&args, more].concat())
    }
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The rows of a table on standard output, without its header.
    fn rows(&self) -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(self.out.as_bytes()).into_records().map(Result::unwrap).collect()
    }
}
