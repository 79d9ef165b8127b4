//! What came over the network: channels' previews, charsets of headers, and what is known of a feed besides.

use frontline::model::{Document, Language, Side};
use frontline::read::{Bodies, Body, Content, Error, Settings};

const PREVIEW: &str = include_str!("../data/pages/channel.html");
const PAGE: &str = "<html><body><article><h1>Лиман</h1><p>Росіяни обстріляли Лиман, двоє людей поранено, сказав голова області.</p></article></body></html>";

fn body(content: Content, bytes: impl Into<Vec<u8>>) -> Body {
    Body {
        url: "https://news.example/a".to_owned(),
        content,
        content_type: None,
        publisher: None,
        side: None,
        language: None,
        published: None,
        bytes: bytes.into(),
    }
}

fn read(body: Body) -> (Vec<Document>, Vec<Error>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    for found in Bodies::new(&Settings::default()).documents(body) {
        match found {
            Ok(document) => documents.push(document),
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}

#[test]
fn a_channels_preview_gives_its_messages_with_their_own_addresses_and_times() {
    let (documents, errors) = read(body(Content::Page, PREVIEW));
    let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["sample_staff/101", "sample_staff/103"]);
    let first = &documents[0];
    assert_eq!(
        first.text,
        "Оперативна інформація 🔥\n\nПротягом доби наші захисники відбили 6 атак противника біля Бахмута.\nВорог обстріляв Вовчанськ & Гоптівку."
    );
    assert_eq!(first.url.as_deref(), Some("https://t.me/sample_staff/101"));
    assert_eq!(first.published.unwrap().date.to_string(), "2023-05-24", "the day in Kyiv");
    assert_eq!(first.source.publisher.as_deref(), Some("Зразковий штаб"));
    assert!(documents[1].text.starts_with("Уночі"), "what is answered to is not its own text");
    assert!(matches!(errors[..], [Error::Wordless { service: 1, wordless: 1, .. }]), "{errors:?}");
}

#[test]
fn a_message_cannot_make_an_address_of_its_own() {
    for post in ["javascript:alert(1)/2", "../../x/1", "a/1\" onclick", "a/1/2", "a"] {
        let preview = PREVIEW.replace("\"sample_staff/101\"", &format!("\"{}\"", post.replace('"', "&quot;")));
        let (documents, _) = read(body(Content::Page, preview));
        assert_eq!(documents[0].url.as_deref(), Some("https://news.example/a"), "{post}");
    }
}

#[test]
fn the_charset_of_the_header_decides_where_the_bytes_do_not() {
    let windows = encoding_rs::WINDOWS_1251.encode(PAGE).0.into_owned();
    let koi8 = encoding_rs::KOI8_U.encode(PAGE).0.into_owned();
    let cases = [
        (windows.clone(), Some("text/html; charset=windows-1251")),
        (windows.clone(), None),
        (koi8, Some("text/html; charset=\"KOI8-U\"")),
        // A header that is wrong about UTF-8 is the most frequent mistake.
        (PAGE.as_bytes().to_vec(), Some("text/html; charset=windows-1251")),
        ([b"\xef\xbb\xbf", PAGE.as_bytes()].concat(), Some("text/html; charset=koi8-u")),
    ];
    for (bytes, content_type) in cases {
        let body = Body { content_type: content_type.map(str::to_owned), ..body(Content::Page, bytes) };
        let (documents, errors) = read(body);
        assert!(documents[0].text.contains("обстріляли Лиман"), "{content_type:?}: {documents:?} {errors:?}");
    }
}

#[test]
fn what_the_list_says_of_a_feed_fills_what_the_feed_leaves_open() {
    let known = Body {
        publisher: Some("The governor".to_owned()),
        side: Some(Side::Ukraine),
        language: Some(Language::Ukrainian),
        published: Some("2023-05-24T06:00:00Z".to_owned()),
        ..body(Content::Page, PAGE)
    };
    let (documents, _) = read(known);
    let document = &documents[0];
    assert_eq!(document.id, "https://news.example/a");
    assert_eq!(document.source.publisher.as_deref(), Some("The governor"));
    assert_eq!(document.source.side, Some(Side::Ukraine));
    assert_eq!(document.published.unwrap().date.to_string(), "2023-05-24");
    let dated =
        PAGE.replace("<body>", "<body><meta property=\"article:published_time\" content=\"2023-05-20T10:00:00Z\">");
    let (documents, _) = read(Body { published: Some("2023-05-24".to_owned()), ..body(Content::Page, dated) });
    assert_eq!(documents[0].published.unwrap().date.to_string(), "2023-05-20", "the page's own day counts first");
}

#[test]
fn a_body_that_is_no_text_or_no_feed_is_told_by_its_address() {
    for (content, bytes) in [
        (Content::Page, b"%PDF-1.7\x01\x02\x03\x04\x05\x06\x07".as_slice()),
        (Content::Feed, b"<html><body>Sign in</body></html>"),
        (Content::Feed, b""),
        (Content::Feed, b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}"),
    ] {
        let (documents, errors) = read(body(content, bytes));
        assert!(documents.is_empty());
        assert!(errors[0].to_string().starts_with("https://news.example/a"), "{errors:?}");
    }
}

#[test]
fn entities_that_a_feed_defines_for_itself_stand_for_nothing() {
    let laughs: String = (1..30)
        .map(|n| format!("<!ENTITY l{n} \"&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};\">", n - 1))
        .collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY l0 \"ha\">{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <rss version=\"2.0\"><channel><title>A</title><item><title>Lyman &l29; &f;</title></item>\
         <item><title>Torske was shelled</title></item></channel></rss>"
    );
    let (documents, _) = read(body(Content::Feed, bomb));
    assert!(documents.iter().any(|document| document.text.contains("Torske")), "{documents:?}");
    assert!(documents.iter().all(|document| document.text.len() < 200 && !document.text.contains("root:")));
}
