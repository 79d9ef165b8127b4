//! Sitemaps and feeds that list pages, and the list of feeds itself.

use std::sync::atomic::{AtomicUsize, Ordering};

use frontline::fetch::Kind;

use super::*;

fn sitemap(pages: &[(&str, &str)]) -> Vec<u8> {
    let entries: Vec<String> =
        pages.iter().map(|(url, day)| format!("<url><loc>{url}</loc><lastmod>{day}</lastmod></url>")).collect();
    let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    format!("<?xml version=\"1.0\"?><urlset xmlns=\"{namespace}\">{}</urlset>", entries.concat()).into_bytes()
}

#[test]
fn the_newest_pages_of_a_sitemap_come_first_and_the_rest_in_later_runs() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/sitemap.xml" => ok(
            stream,
            b"<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2023-01-01</lastmod></sitemap>
              <sitemap><loc>/new.xml.gz</loc><lastmod>2023-05-24</lastmod></sitemap>
              <sitemap><loc>/missing.xml</loc></sitemap></sitemapindex>",
        ),
        "/old.xml" => ok(stream, &sitemap(&[("/p1", "2023-01-01")])),
        "/new.xml.gz" => ok(stream, &gzip(&sitemap(&[("/p2?a=1&amp;b=2", "2023-05-23"), ("/p3", "2023-05-24")]))),
        "/missing.xml" => not_found(stream),
        path => ok(stream, format!("<html><p>{path}</p></html>").as_bytes()),
    });
    let mut runs = Runs::new(&[server.url("/sitemap.xml")], "kind = \"sitemap\"");
    runs.settings.most_pages = 2;
    let addresses = |items: Vec<Item>| items.into_iter().map(|item| item.url).collect::<Vec<_>>();
    let (items, reports) = runs.run();
    assert!(items.iter().all(|item| item.kind == Kind::Page));
    assert_eq!(addresses(items), ["/p3", "/p2?a=1&b=2"].map(|path| server.url(path)));
    assert_eq!((reports[0].left, reports[0].errors.len()), (1, 1));
    let (items, reports) = runs.run();
    assert_eq!(addresses(items), [server.url("/p1")]);
    assert_eq!(reports[0].left, 0);
    assert_eq!(runs.run().0.len(), 0);
}

#[test]
fn an_article_that_changed_is_fetched_again_and_one_that_did_not_is_not_asked_for() {
    let round = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&round);
    let server = serve(move |asked, stream| {
        let round = now.load(Ordering::SeqCst);
        match asked.path.as_str() {
            "/map.xml" if round == 0 => ok(stream, &sitemap(&[("/a", "2023-05-23"), ("/b", "2023-05-23")])),
            "/map.xml" => ok(stream, &sitemap(&[("/a", "2023-05-24"), ("/b", "2023-05-23"), ("/c", "2023-05-24")])),
            path => ok(stream, format!("<html><p>{path} in round {round}</p></html>").as_bytes()),
        }
    });
    let mut runs = Runs::new(&[server.url("/map.xml")], "kind = \"sitemap\"");
    assert_eq!(runs.run().0.len(), 2);
    round.store(1, Ordering::SeqCst);
    let (items, _) = runs.run();
    let texts: Vec<String> = items.into_iter().map(|item| String::from_utf8(item.body).unwrap()).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.iter().any(|text| text.contains("/a in round 1")), "{texts:?}");
    assert_eq!(server.paths().iter().filter(|path| *path == "/b").count(), 1);
}

#[test]
fn a_page_that_is_gone_is_not_asked_for_in_every_run_and_one_that_fails_is() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/map.xml" => ok(stream, &sitemap(&[("/gone", "2023-05-23"), ("/busy", "2023-05-23")])),
        "/gone" => not_found(stream),
        _ => answer(stream, "503 Busy", &[], b""),
    });
    let mut runs = Runs::new(&[server.url("/map.xml")], "kind = \"sitemap\"");
    runs.settings.attempts = 1;
    assert_eq!(runs.run().1[0].errors.len(), 2);
    let (_, reports) = runs.run();
    assert!(matches!(reports[0].errors[..], [Error::Status { status: 503, .. }]), "{:?}", reports[0].errors);
    assert_eq!(server.paths().iter().filter(|path| *path == "/gone").count(), 1);
}

#[test]
fn a_feed_can_be_a_list_of_links_to_articles() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/rss" => ok(
            stream,
            b"<rss version=\"2.0\"><channel><title>A</title><item><title>One</title><link>/one</link>
              <pubDate>Tue, 23 May 2023 10:00:00 GMT</pubDate></item></channel></rss>",
        ),
        path => ok(stream, format!("<html><p>{path}</p></html>").as_bytes()),
    });
    let mut runs = Runs::new(&[server.url("/rss")], "kind = \"rss\"\narticles = \"linked\"");
    let (items, _) = runs.run();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].url, server.url("/one"));
    assert_eq!(items[0].published.as_deref(), Some("2023-05-23T10:00:00+00:00"));
}

#[test]
fn xml_that_is_broken_or_grows_by_itself_does_no_harm() {
    let laughs: String = (1..30)
        .map(|number| format!("<!ENTITY l{number} \"&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};\">", number - 1))
        .collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE z [<!ENTITY l0 \"ha\">{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <urlset><url><loc>/a&l29;&f;</loc></url></urlset>"
    );
    let server = serve(move |asked, stream| match asked.path.as_str() {
        "/bomb" => ok(stream, bomb.as_bytes()),
        "/cut" => ok(stream, b"<urlset><url><loc>/a</loc></url><url><loc>/b</lo"),
        "/html" => ok(stream, b"<html><body>Sign in</body></html>"),
        "/binary" => ok(stream, &[0xff, 0, 0x80, b'<']),
        path => ok(stream, path.as_bytes()),
    });
    let ask = |path: &str| {
        let mut runs = Runs::new(&[server.url(path)], "kind = \"sitemap\"");
        let (items, mut reports) = runs.run();
        (items.into_iter().map(|item| item.url).collect::<Vec<_>>(), reports.remove(0).errors)
    };
    let (bomb, _) = ask("/bomb");
    assert!(bomb.iter().all(|url| url.len() < 60), "{bomb:?}");
    assert_eq!(ask("/cut").0, [server.url("/a")], "what came before the break is taken");
    for path in ["/html", "/binary"] {
        let (_, errors) = ask(path);
        assert!(matches!(errors[0], Error::Content { .. }), "{path}: {errors:?}");
    }
}

#[test]
fn a_list_of_feeds_says_what_is_wrong_with_it() {
    let list = |lines: &str| Feeds::from_toml(&format!("[[feed]]\n{lines}"), Path::new("feeds.toml"));
    let message = |lines: &str| {
        let error = list(lines).unwrap_err();
        format!("{error} {:?}", std::error::Error::source(&error).map(ToString::to_string))
    };
    let sound = "name = \"A\"\nurl = \"https://a.example/rss\"\nkind = \"rss\"\n";
    assert_eq!(list(sound).unwrap().feeds.len(), 1);
    assert_eq!(list(&format!("{sound}enabled = false")).unwrap().feeds.len(), 0);
    for (lines, expected) in [
        (sound.replace("https:", "file:"), "feed `A`: url `file://a.example/rss` is not an address that begins with"),
        (sound.replace("\"rss\"", "\"rsss\""), "unknown variant `rsss`"),
        (format!("{sound}side = \"NATO\""), "side `NATO` is not RU or UA"),
        (format!("{sound}language = \"de\""), "language `de` is not en, uk or ru"),
        (format!("{sound}publsher = \"B\""), "unknown field `publsher`"),
        (format!("{sound}[[feed]]\n{sound}"), "name `A` is not a name that no other feed has"),
        ("name = \"A\"".to_owned(), "missing field `url`"),
    ] {
        let found = message(&lines);
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn the_list_that_comes_with_the_program_can_be_used() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/feeds.toml");
    let list = Feeds::read(&path).unwrap();
    assert!(list.feeds.len() > 10);
    assert!(list.feeds.iter().all(|feed| feed.url.scheme() == "https"));
}
