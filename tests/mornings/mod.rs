//! Mornings as cron has them: the commands of the crontab that comes with the program, run in a home of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::run::{Folder, PROGRAM};

const CRONTAB: &str = include_str!("../../examples/every_morning/crontab");

/// The command of the crontab's line, active or in a comment, that has these words.
pub fn command(words: &str) -> String {
    let line = CRONTAB.lines().find(|line| line.contains("daily") && line.contains(words)).expect("the crontab has it");
    let mut fields = line.trim_start_matches('#').splitn(6, ' ');
    let when: Vec<&str> = fields.by_ref().take(5).collect();
    assert_eq!(when, ["30", "6", "*", "*", "*"], "{line}");
    fields.next().expect("a command").trim().to_owned()
}

/// A home with the program on its path.
pub struct Home {
    folder: Folder,
}

impl Home {
    pub fn new() -> Home {
        let folder = Folder::new();
        fs::create_dir_all(folder.path("bin")).unwrap();
        fs::create_dir_all(folder.path("frontline")).unwrap();
        std::os::unix::fs::symlink(PROGRAM, folder.path("bin/frontline")).unwrap();
        Home { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path(&format!("frontline/{name}"))
    }

    pub fn write(&self, name: &str, content: &str) {
        self.folder.write(&format!("frontline/{name}"), content);
    }

    /// Runs a command as cron does, on the morning after a day of May 2023, and gives its exit code and what it said.
    pub fn run(&self, command: &str, day: usize) -> (i32, String) {
        let ran = Command::new("/bin/sh")
            .args(["-c", &format!("{command} --now 2023-05-{:02}T03:30:00Z", day + 1)])
            .env_clear()
            .env("HOME", self.folder.path(""))
            .env("PATH", format!("{}:/usr/bin:/bin", self.folder.path("bin").display()))
            .output()
            .unwrap();
        (ran.status.code().unwrap(), String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap())
    }

    /// The layers that lie there, without the newest day's copy and the report.
    pub fn layers(&self) -> BTreeMap<PathBuf, String> {
        layers(&self.path("layers"))
    }
}

/// Every file below a folder, without what only a daily run writes.
pub fn layers(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for path in files(folder) {
        let name = path.strip_prefix(folder).unwrap().to_owned();
        if !name.starts_with("latest") && name != Path::new("run-report.json") {
            found.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    found
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The sample articles in three languages.
pub fn articles() -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/documents");
    let files = ["english.jsonl", "russian.jsonl", "ukrainian.jsonl"];
    let lines = files.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap());
    let articles: Vec<Value> = lines
        .collect::<String>()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(articles.len() >= 20, "{}", articles.len());
    articles
}
