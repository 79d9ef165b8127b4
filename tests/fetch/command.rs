//! `frontline fetch` as its users meet it: from a server to documents that can be mapped.

use std::process::Command;

use serde_json::Value;

use super::run::{Folder, PROGRAM, frontline};
use super::*;

const PREVIEW: &str = include_str!("../data/pages/channel.html");

/// Runs `fetch` with a list of one feed; `envs` are set for it.
fn fetched(folder: &Folder, url: &str, kind: &str, envs: &[(&str, &str)]) -> (i32, String, Vec<Value>) {
    let list = format!("[[feed]]\nname = \"F\"\nurl = \"{url}\"\n{kind}\n");
    let feeds = folder.write("feeds.toml", list);
    let out = folder.path("saved");
    let ran = Command::new(PROGRAM)
        .args(["fetch", "--allow-address", "127.0.0.1", "--feeds"])
        .args([feeds.as_os_str(), "--out".as_ref(), out.as_os_str()])
        .env_clear()
        .envs(envs.iter().copied())
        .output()
        .unwrap();
    let told = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
    let saved = std::fs::read_to_string(out.join("documents.jsonl")).unwrap_or_default();
    (ran.status.code().unwrap(), told, saved.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn what_came_can_be_mapped_and_comes_once() {
    let server = serve(|_, stream| ok(stream, PREVIEW.as_bytes()));
    let folder = Folder::new();
    let kind = "kind = \"telegram\"\nside = \"UA\"\npublisher = \"The staff\"";
    let (code, told, documents) = fetched(&folder, &server.url("/s/channel"), kind, &[]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(documents.len(), 2, "{told}");
    assert_eq!(documents[0]["id"], "sample_staff/101");
    assert_eq!(documents[0]["url"], "https://t.me/sample_staff/101");
    assert_eq!((&documents[0]["source"], &documents[0]["side"]), (&"The staff".into(), &"UA".into()));
    assert!(told.contains("F       2     0     0"), "{told}");
    let (_, told, documents) = fetched(&folder, &server.url("/s/channel"), kind, &[]);
    assert_eq!(documents.len(), 2, "{told}");
    assert!(told.contains("F       0     1     0"), "{told}");
    let ran = frontline(["extract".into(), folder.path("saved/documents.jsonl")]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let first: Value = serde_json::from_str(ran.printed.lines().next().unwrap()).unwrap();
    assert_eq!(first["events"][0]["claimants"][0], "The staff", "who publishes it speaks for itself: {first}");
}

#[test]
fn a_feed_in_trouble_ends_the_run_with_one_and_says_why() {
    let server = serve(|_, stream| not_found(stream));
    let folder = Folder::new();
    let (code, told, documents) = fetched(&folder, &server.url("/a"), "kind = \"rss\"", &[]);
    assert_eq!((code, documents.len()), (1, 0));
    assert!(told.contains("F       0     0     0  1 failed"), "{told}");
    assert!(told.contains("the server answered 404"), "{told}");
    let ran = frontline(["fetch", "--feeds", "no-such-list.toml", "--out", "no-such-folder"]);
    assert!(ran.code == 1 && ran.told.contains("no-such-list.toml: cannot be read"), "{}", ran.told);
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    let proxy = serve(|asked, stream| match asked.path.as_str() {
        "http://news.example/robots.txt" => not_found(stream),
        _ => ok(stream, PREVIEW.as_bytes()),
    });
    let folder = Folder::new();
    let address = proxy.url("");
    let envs = [("HTTP_PROXY", address.as_str()), ("http_proxy", address.as_str())];
    let (code, told, documents) = fetched(&folder, "http://news.example/a", "kind = \"telegram\"", &envs);
    assert_eq!((code, documents.len()), (0, 2), "{told}");
    assert_eq!(proxy.paths(), ["http://news.example/robots.txt", "http://news.example/a"]);
}
