//! The crontab's line that asks feeds, for ten mornings against a server on loopback.

use serde_json::Value;

use super::mornings::{Home, articles, command};
use super::*;

/// Mornings of the test.
const MORNINGS: usize = 10;
/// Items that a feed lists at most, the newest.
const LISTED: usize = 6;

/// An RSS feed of articles.
fn rss(articles: &[Value]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let item = |article: &Value| {
        let part = |name: &str| escaped(article[name].as_str().unwrap_or_default());
        let day: jiff::civil::Date = article["published"].as_str().unwrap()[..10].parse().unwrap();
        let published = day.strftime("%a, %d %b %Y 12:00:00 +0300");
        format!(
            "<item><guid>{}</guid><link>https://news.example/{}</link><title>{}</title><pubDate>{published}</pubDate>\
             <description>{}</description></item>",
            part("id"),
            part("id"),
            part("title"),
            part("text"),
        )
    };
    let items: String = articles.iter().map(item).collect();
    format!("<rss version=\"2.0\"><channel><title>News</title>{items}</channel></rss>")
}

fn list(server: &Server, path: &str) -> String {
    format!("[[feed]]\nname = \"News\"\nurl = \"{}\"\nkind = \"rss\"\n", server.url(path))
}

#[test]
fn ten_mornings_from_feeds_come_to_what_one_run_makes_of_all() {
    let mut articles = articles();
    articles.sort_by_key(|article| article["published"].as_str().unwrap()[..10].to_owned());
    let portion = articles.len().div_ceil(MORNINGS);
    let all = articles.clone();
    let listed = Arc::new(Mutex::new(Vec::new()));
    let newest = Arc::clone(&listed);
    let server = serve(move |asked, stream| match asked.path.as_str() {
        "/all" => ok(stream, rss(&all).as_bytes()),
        _ => ok(stream, rss(&newest.lock().unwrap()).as_bytes()),
    });
    let command = format!("{} --allow-address 127.0.0.1", command("--feeds"));
    let home = Home::new();
    home.write("feeds.toml", &list(&server, "/newest"));
    for morning in 0..MORNINGS {
        let so_far = &articles[..articles.len().min(portion * (morning + 1))];
        *listed.lock().unwrap() = so_far[so_far.len().saturating_sub(LISTED)..].to_vec();
        let (code, told) = home.run(&command, 15 + morning);
        assert_eq!((code, &*told), (0, ""), "morning {morning}");
    }
    let once = Home::new();
    once.write("feeds.toml", &list(&server, "/all"));
    assert_eq!(once.run(&command, 25), (0, String::new()));
    assert!(home.layers().len() > 50 && home.layers() == once.layers());
    assert!(portion < LISTED, "feeds repeat what they had the morning before");
}

#[test]
fn a_morning_on_which_nothing_could_be_fetched_keeps_the_layers() {
    let server = serve(|_, stream| not_found(stream));
    let home = Home::new();
    home.write("feeds.toml", &list(&server, "/gone"));
    home.write("inbox/a.txt", "2023-05-24\n\nOn 23 May 2023 Russian forces shelled Bakhmut.\n");
    assert_eq!(home.run(&command("inbox"), 23).0, 0);
    let before = home.layers();
    let (code, told) = home.run(&format!("{} --allow-address 127.0.0.1", command("--feeds")), 24);
    assert!(code == 4 && told.contains("News: ") && told.contains("404"), "{told}");
    assert!(home.layers() == before);
    let report = std::fs::read_to_string(home.path("layers/run-report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["exit_code"], &report["feeds"][0]["name"]), (&4.into(), &"News".into()));
}
