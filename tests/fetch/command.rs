//! `frontline ingest --feeds` as its users meet it: from a server to a store that knows what came.

use std::process::Command;

use super::run::{Folder, PROGRAM, frontline};
use super::*;

const PREVIEW: &str = include_str!("../data/pages/channel.html");

/// Runs `ingest` with a list of one feed; `envs` are set for it.
fn ingested(folder: &Folder, url: &str, kind: &str, envs: &[(&str, &str)]) -> (i32, String) {
    let list = format!("[[feed]]\nname = \"F\"\nurl = \"{url}\"\n{kind}\n");
    let feeds = folder.write("feeds.toml", list);
    let ran = Command::new(PROGRAM)
        .args(["ingest", "--allow-address", "127.0.0.1", "--feeds"])
        .args([feeds.as_os_str(), "--store".as_ref(), folder.path("events.gpkg").as_os_str()])
        .env_clear()
        .envs(envs.iter().copied())
        .output()
        .unwrap();
    (ran.status.code().unwrap(), String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap())
}

fn stored(folder: &Folder) -> Store {
    Store::open_for_reading(&folder.path("events.gpkg")).unwrap()
}

#[test]
fn what_came_is_in_the_store_and_comes_once() {
    let server = serve(|asked, stream| match asked.headers.get("if-none-match").map(String::as_str) {
        Some("\"v1\"") => answer(stream, "304 Not Modified", &[], b""),
        _ => answer(stream, "200 OK", &["ETag: \"v1\""], PREVIEW.as_bytes()),
    });
    let folder = Folder::new();
    let kind = "kind = \"telegram\"\nside = \"UA\"\npublisher = \"The staff\"";
    let (code, told) = ingested(&folder, &server.url("/s/channel"), kind, &[]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("F       2     0     0"), "{told}");
    let documents = stored(&folder).documents(0, 9).unwrap();
    let first = &documents[0].1;
    assert_eq!((documents.len(), &*first.id), (2, "sample_staff/101"));
    assert_eq!(first.url.as_deref(), Some("https://t.me/sample_staff/101"));
    assert_eq!(first.source.publisher.as_deref(), Some("The staff"));
    let feed = &stored(&folder).feeds().unwrap()[&server.url("/s/channel")];
    assert_eq!((feed.answer.etag.as_deref(), feed.failures, feed.last_success.is_some()), (Some("\"v1\""), 0, true));
    let (_, told) = ingested(&folder, &server.url("/s/channel"), kind, &[]);
    assert!(told.contains("F       0     1     0"), "{told}");
    assert_eq!(server.asked()[1].headers["if-none-match"], "\"v1\"", "the store remembers what it is asked with");
    let events = stored(&folder).events().unwrap();
    assert_eq!(events[0].best().claimants[0].name, "The staff", "who publishes it speaks for itself");
}

#[test]
fn an_article_that_its_publisher_edited_becomes_a_new_version() {
    let page = |town: &str| {
        let words = format!("On 22 May 2023 Russian forces shelled {town}, the governor said. ").repeat(4);
        format!(
            "<html lang=\"en\"><head><title>News</title></head><body><article><p>{words}</p></article></body></html>"
        )
    };
    let edits = Mutex::new(0);
    let server = serve(move |_, stream| {
        let mut edits = edits.lock().unwrap();
        *edits += 1;
        ok(stream, page(if *edits == 1 { "Bakhmut" } else { "Kupiansk" }).as_bytes());
    });
    let folder = Folder::new();
    for expected in ["1  new, 0 edited", "0  new, 1 edited"] {
        let (code, told) = ingested(&folder, &server.url("/article"), "kind = \"page\"\nlanguage = \"en\"", &[]);
        assert!(code == 0 && told.contains(expected), "{told}");
    }
    let places: Vec<String> =
        stored(&folder).events().unwrap().iter().map(|event| event.best().location.place.name.clone()).collect();
    assert!(!places.is_empty() && places.iter().all(|place| place == "Kupiansk"), "{places:?}");
    let before = frontline([
        "changes".into(),
        "--store".into(),
        folder.path("events.gpkg"),
        "--since".into(),
        "2020-01-01T00:00Z".into(),
    ]);
    assert!(before.printed.contains("Kupiansk"), "{}", before.printed);
}

#[test]
fn a_feed_in_trouble_stops_no_other_and_none_at_all_is_four() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/a" => not_found(stream),
        _ => ok(stream, PREVIEW.as_bytes()),
    });
    let folder = Folder::new();
    let (code, told) = ingested(&folder, &server.url("/a"), "kind = \"rss\"", &[]);
    assert_eq!(code, 4, "{told}");
    assert!(told.contains("F       0     0     0  1 failed"), "{told}");
    assert!(told.contains("error: F: ") && told.contains("the server answered 404"), "{told}");
    assert_eq!(stored(&folder).feeds().unwrap()[&server.url("/a")].failures, 1);
    let other = format!("kind = \"rss\"\n[[feed]]\nname = \"G\"\nurl = \"{}\"\nkind = \"telegram\"", server.url("/b"));
    let (code, told) = ingested(&folder, &server.url("/a"), &other, &[]);
    assert!(code == 1 && told.contains("G       2     0     0"), "{told}");
    let store = folder.path("events.gpkg");
    let ran = frontline([
        "ingest".as_ref(),
        "--feeds".as_ref(),
        "no-such-list.toml".as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
    ]);
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
    let (code, told) = ingested(&folder, "http://news.example/a", "kind = \"telegram\"", &envs);
    assert_eq!(code, 0, "{told}");
    assert_eq!(stored(&folder).documents(0, 9).unwrap().len(), 2);
    assert_eq!(proxy.paths(), ["http://news.example/robots.txt", "http://news.example/a"]);
}

#[test]
fn a_country_s_dump_is_fetched_and_imported() {
    let rows = ["Ozerky", "Stavky"].iter().zip(1..).map(|(name, number)| {
        format!(
            "{number}\t{name}\t{name}\t\t48.5\t39.{number}\tP\tPPL\tUA\t\t05\t\t\t\t0\t\t90\tEurope/Kyiv\t2020-01-01\n"
        )
    });
    let dump: String = rows.collect();
    let server = serve(move |asked, stream| match asked.path.as_str() {
        "/dump/UA.zip" => answer(stream, "200 OK", &[], dump.as_bytes()),
        _ => answer(stream, "404 Not Found", &[], b""),
    });
    let folder = Folder::new();
    let import = |country: &str, allowed: &str| {
        let ran = Command::new(PROGRAM)
            .args(["gazetteer", "import", "--download", country, "--download-from", &server.url("/dump")])
            .args(["--allow-address", allowed, "--out"])
            .arg(folder.path("places.tsv"))
            .env_clear()
            .output()
            .unwrap();
        (ran.status.code().unwrap(), String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap())
    };
    let (code, told) = import("UA", "127.0.0.1");
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("2 places read"), "{told}");
    assert!(std::fs::read_to_string(folder.path("places.tsv")).unwrap().contains("Ozerky"));
    let (code, told) = import("RU", "127.0.0.1");
    assert!(code == 1 && told.contains("/dump/RU.zip"), "{code} {told}");
    let (code, told) = import("UA", "192.0.2.1");
    assert!(code == 1 && told.contains("not public"), "{code} {told}");
    assert_eq!(import("../x", "127.0.0.1").0, 2);
}
