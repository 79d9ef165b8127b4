//! `frontline daily` as its users meet it: every morning the layers of all documents so far, and nothing touched twice.

#![cfg(all(feature = "store", unix))]

mod mornings;
mod run;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use mornings::{Home, articles, command, files, layers};
use run::{Folder, frontline};
use serde_json::{Value, json};

/// Mornings of the test.
const MORNINGS: usize = 10;

/// The layers that `map` makes of a folder at once.
fn at_once(inbox: &Path) -> BTreeMap<PathBuf, String> {
    let folder = Folder::new();
    let out = folder.path("layers");
    let ran = frontline(["map".as_ref(), inbox.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    assert_eq!(ran.code, 0, "{}{}", ran.printed, ran.told);
    layers(&out)
}

fn report(home: &Home) -> Value {
    serde_json::from_str(&fs::read_to_string(home.path("layers/run-report.json")).unwrap()).unwrap()
}

#[test]
fn ten_mornings_of_the_crontab_come_to_what_one_run_makes_of_all() {
    let home = Home::new();
    let command = command("inbox");
    let articles = articles();
    for morning in 0..MORNINGS {
        let of_today = articles.iter().enumerate().filter(|(number, _)| number % MORNINGS == morning);
        let lines: Vec<String> = of_today.map(|(_, article)| article.to_string()).collect();
        home.write(&format!("inbox/{morning}.jsonl"), &lines.join("\n"));
        if morning == 6 {
            // A publisher edits what it wrote on the third morning, which changes days that were drawn long ago.
            let mut edited = articles[2].clone();
            edited["text"] = json!("On 19 May 2023 Russian forces shelled Kupiansk, the governor said.");
            let others: Vec<Value> = articles.iter().skip(12).step_by(MORNINGS).cloned().collect();
            let lines: Vec<String> = [edited].iter().chain(&others).map(Value::to_string).collect();
            home.write("inbox/2.jsonl", &lines.join("\n"));
        }
        let (code, told) = home.run(&command, 15 + morning);
        assert_eq!((code, &*told), (0, ""), "a quiet run that loses nothing says nothing");
        assert!(home.layers() == at_once(&home.path("inbox")), "morning {morning}");
        let report = report(&home);
        assert_eq!(report["exit_code"], 0);
        assert_eq!(report["day"], format!("2023-05-{}", 15 + morning));
        assert_eq!(report["read"]["edited"], i32::from(morning == 6), "{report}");
    }
    let days = home.layers().keys().filter(|path| path.ends_with("summary.json")).count();
    assert!(days > MORNINGS, "{days}");
    let runs = "SELECT count(*) FROM runs WHERE command = 'daily' AND ended NOTNULL AND json_extract(report, '$.exit_code') = 0";
    let store = rusqlite::Connection::open(home.path("events.gpkg")).unwrap();
    assert_eq!(store.query_row(runs, [], |row| row.get::<_, u32>(0)).unwrap() as usize, MORNINGS);
}

#[test]
fn a_morning_without_news_touches_no_layer() {
    let home = Home::new();
    let command = command("inbox");
    home.write(
        "inbox/a.txt",
        "2023-05-24\n\nOn 23 May 2023 Russian forces shelled Bakhmut. On 22 May 2023 they shelled Kupiansk.\n",
    );
    assert_eq!(home.run(&command, 24).0, 0);
    let touched = |name: &Path| fs::metadata(name).unwrap().modified().unwrap();
    let times = || -> BTreeMap<PathBuf, SystemTime> {
        let layers = files(&home.path("layers")).into_iter().filter(|path| !path.ends_with("run-report.json"));
        layers.map(|path| (path.clone(), touched(&path))).collect()
    };
    let before = times();
    assert!(before.len() > 8);
    assert_eq!(home.run(&command, 25).0, 0);
    assert_eq!(times(), before);
    assert_eq!(report(&home)["made"]["days_drawn"], 0);

    home.write("inbox/b.txt", "2023-05-25\n\nOn 23 May 2023 a missile hit a depot in Kramatorsk.\n");
    assert_eq!(home.run(&command, 25).0, 0);
    assert_eq!(report(&home)["made"]["days_drawn"], 1, "the day that the news is about");
    let after = times();
    let is_of = |path: &Path, day: &str| path.starts_with(home.path(&format!("layers/{day}")));
    assert!(before.iter().all(|(path, time)| !is_of(path, "2023-05-22") || after[path] == *time));
}

#[test]
fn what_was_removed_or_drawn_by_another_is_drawn_again() {
    let home = Home::new();
    let command = command("inbox");
    home.write("inbox/a.txt", "2023-05-24\n\nOn 23 May 2023 Russian forces shelled Bakhmut.\n");
    home.run(&command, 24);
    let whole = home.layers();
    fs::remove_file(home.path("layers/2023-05-23/summary.json")).unwrap();
    home.run(&command, 24);
    assert!(home.layers() == whole, "a file was gone");
    let other = home.path("other.txt");
    home.write("other.txt", "2023-05-24\n\nOn 22 May 2023 Russian forces shelled Kupiansk.\n");
    let out = home.path("layers");
    frontline(["map".as_ref(), other.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    assert!(home.layers() != whole);
    home.run(&command, 24);
    assert!(home.layers() == whole, "another command drew there");
}

#[test]
fn latest_is_the_day_that_is_asked_for_or_the_last_before_it() {
    let home = Home::new();
    home.write(
        "inbox/a.txt",
        "2023-05-24\n\nOn 23 May 2023 Russian forces shelled Bakhmut. On 20 May 2023 they shelled Kupiansk.\n",
    );
    let latest = |options: &str| {
        let (code, told) = home.run(&format!("{} {options}", command("inbox")), 24);
        assert_eq!(code, 0, "{told}");
        let summary = fs::read_to_string(home.path("layers/latest/summary.json")).unwrap();
        serde_json::from_str::<Value>(&summary).unwrap()["day"].as_str().unwrap().to_owned()
    };
    assert_eq!(latest(""), "2023-05-23");
    assert_eq!(latest("--day today"), "2023-05-23");
    assert_eq!(latest("--day 2023-05-22"), "2023-05-20");
    let names: Vec<String> = files(&home.path("layers/latest"))
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "picture.png")
        .collect();
    assert_eq!(names, ["areas.geojson", "clusters.geojson", "index.json", "kupiansk.geojson", "summary.json"]);
    assert_eq!(home.run(&format!("{} --day tomorrow", command("inbox")), 24).0, 2);
}

#[test]
fn a_run_says_how_it_ended() {
    let home = Home::new();
    let command = command("inbox");
    home.write("inbox/a.txt", "2023-05-24\n\nOn 23 May 2023 Russian forces shelled Bakhmut.\n");
    home.write("inbox/broken.jsonl", "{\"text\": ");
    let (code, told) = home.run(&command, 24);
    assert!(code == 1 && told.contains("error: ") && told.contains("broken.jsonl"), "{told}");
    assert_eq!(
        (&report(&home)["exit_code"], &report(&home)["skipped"]["not_read"]["broken JSON"]),
        (&json!(1), &json!(1))
    );
    let (_, told) = home.run(&command.replace("--quiet", "--log-format json"), 24);
    for line in told.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        assert!(line["level"].is_string() && line["message"].is_string() && line["time"].is_string());
    }
    assert!(told.contains("\"level\":\"error\"") && told.contains("\"level\":\"info\""), "{told}");
    fs::remove_file(home.path("inbox/broken.jsonl")).unwrap();

    let held = frontline::store::Store::open(&home.path("events.gpkg"), std::time::Duration::ZERO).unwrap();
    let (code, told) = home.run(&command.replace("--wait 600", ""), 24);
    assert!(code == 3 && told.contains("in use by another run"), "{told}");
    drop(held);
    home.write("blocked", "a file where the folder of the layers should be");
    let (code, told) = home.run(&command.replace("--out layers", "--out blocked"), 24);
    assert!(code == 1 && told.contains("is a file, not a folder"), "{told}");
    fs::remove_dir_all(home.path("layers")).unwrap();
    fs::create_dir_all(home.path("layers/2023-05-23/no_axis.geojson/in_the_way")).unwrap();
    fs::create_dir_all(home.path("layers/2023-05-23/bakhmut.geojson/in_the_way")).unwrap();
    let (code, told) = home.run(&command, 24);
    assert!(code == 1 && told.contains("cannot be written"), "{told}");
    assert!(report(&home)["error"].as_str().unwrap().contains("cannot be written"));
}

#[test]
fn systemd_runs_what_cron_runs() {
    let service = include_str!("../examples/every_morning/frontline.service");
    let started = service.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/")).unwrap();
    let of_cron = command("--feeds");
    let of_cron = of_cron.split_once("&& ").unwrap().1;
    assert_eq!(started.replace(" --log-format json", ""), of_cron.replace(" --quiet", ""));
}

#[test]
#[cfg(not(feature = "fetch"))]
fn a_program_without_the_network_says_what_to_build() {
    let home = Home::new();
    home.write("feeds.toml", "");
    let (code, told) = home.run(&command("--feeds"), 24);
    assert!(code == 2 && told.contains("cargo build --release --features fetch"), "{told}");
    assert!(!home.path("events.gpkg").exists(), "nothing is done");
}
