//! News articles by chance, the same on every machine, in saved feeds: sentences of our own with names from the gazetteer.

mod sentences;

use std::fs;
use std::path::{Path, PathBuf};

use frontline::gazetteer::Gazetteer;
use frontline::model::{Kind, Place, PlaceId, PositionBasis};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;

use crate::made::Chance;
use sentences::{ENGLISH, RUSSIAN, UKRAINIAN};

/// Items of one feed, about as many as papers list.
pub const IN_FEED: usize = 50;
const FIRST_DAY: Date = date(2023, 4, 10);
const DAYS: u32 = 60;
/// Oblasts along the front.
const OBLASTS: [&str; 5] =
    ["Donetsk Oblast", "Luhansk Oblast", "Kharkiv Oblast", "Zaporizhzhia Oblast", "Kherson Oblast"];

/// An article as a feed lists it.
struct Article {
    url: String,
    title: String,
    text: String,
    day: Date,
}

/// Writes so many articles into feeds of a folder, a third each as RSS, Atom and JSON Feed, and gives their bytes of text.
/// `seed` tells articles of one call from those of another.
pub fn feeds(folder: &Path, count: usize, seed: u64) -> usize {
    fs::create_dir_all(folder).expect("a folder for the feeds");
    let (mut chance, gazetteer) = (Chance(seed), Gazetteer::embedded());
    let places = places(&gazetteer);
    let mut bytes = 0;
    for feed in 0..count.div_ceil(IN_FEED) {
        let items = IN_FEED.min(count - feed * IN_FEED);
        let language = chance.below(3) as usize;
        let mut item = |item| article(&format!("{seed}-{feed}-{item}"), language, &places, &mut chance);
        let articles: Vec<Article> = (0..items).map(&mut item).collect();
        bytes += articles.iter().map(|article| article.text.len()).sum::<usize>();
        let code = ["en", "uk", "ru"][language];
        let (extension, content) = match feed % 3 {
            0 => ("rss", rss(&articles, code)),
            1 => ("atom", atom(&articles, code)),
            _ => ("json", json_feed(&articles, code)),
        };
        let path: PathBuf = folder.join(format!("{seed}-{feed:05}.{extension}"));
        fs::write(path, content).expect("room for a feed");
    }
    bytes
}

/// Settlements near the front with a name in each language, the larger ones first.
fn places(gazetteer: &Gazetteer) -> Vec<Place> {
    let is_known = |id: &PlaceId| {
        gazetteer.kind(*id) == Kind::Settlement
            && gazetteer.basis(*id) == PositionBasis::Own
            && gazetteer.admin1(*id).is_some_and(|oblast| OBLASTS.contains(&gazetteer.name(oblast)))
    };
    let ids = (0..gazetteer.len()).map(PlaceId).filter(is_known);
    let places = ids.map(|id| (*gazetteer.place(id)).clone());
    let mut places: Vec<Place> =
        places.filter(|place| !place.name_uk.is_empty() && !place.name_ru.is_empty()).collect();
    places.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.id.cmp(&b.id)));
    assert!(places.len() > 1_000, "{}", places.len());
    places
}

/// Some fifteen sentences in three or four paragraphs, some two thousand letters.
fn article(number: &str, language: usize, places: &[Place], chance: &mut Chance) -> Article {
    let sentences = [ENGLISH, UKRAINIAN, RUSSIAN][language];
    let name = |chance: &mut Chance| {
        // Half of what is told is told of the larger towns.
        let among = if chance.below(2) == 0 { 200 } else { places.len() };
        let place = &places[chance.below(u32::try_from(among).expect("places are few")) as usize];
        [&place.name, &place.name_uk, &place.name_ru][language].clone()
    };
    let sentence = |chance: &mut Chance| {
        let sentence = (*chance.one_of(&sentences)).to_owned();
        let sentence = ["{place}", "{other}", "{third}"]
            .into_iter()
            .fold(sentence, |sentence, slot| sentence.replace(slot, &name(chance)));
        // Numbers after which Ukrainian and Russian have the genitive of many.
        let numbers = [5 + chance.below(5), 5 + chance.below(16), 20 + 5 * chance.below(14)];
        let slots = ["{few}", "{some}", "{many}"].into_iter().zip(numbers);
        slots.fold(sentence, |sentence, (slot, number)| sentence.replace(slot, &number.to_string()))
    };
    let title = sentence(chance);
    let paragraphs = 3 + chance.below(2);
    let paragraph = |chance: &mut Chance| {
        let count = 3 + chance.below(3);
        (0..count).map(|_| sentence(chance)).collect::<Vec<_>>().join(" ")
    };
    let text = (0..paragraphs).map(|_| paragraph(chance)).collect::<Vec<_>>().join("\n\n");
    let day = FIRST_DAY.saturating_add(i64::from(chance.below(DAYS)).days());
    Article { url: format!("https://paper.example/{number}"), title, text, day }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paragraphs(text: &str) -> String {
    text.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

fn rss(articles: &[Article], language: &str) -> String {
    let item = |Article { url, title, text, day }: &Article| {
        let (title, text) = (escaped(title), escaped(&paragraphs(text)));
        let day = day.strftime("%a, %d %b %Y");
        format!(
            "<item><title>{title}</title><link>{url}</link><guid>{url}</guid>\
             <pubDate>{day} 15:00:00 +0000</pubDate><description>{text}</description></item>\n"
        )
    };
    let items: String = articles.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Paper</title>\
         <link>https://paper.example/</link><language>{language}</language>\n{items}</channel></rss>\n"
    )
}

fn atom(articles: &[Article], language: &str) -> String {
    let entry = |Article { url, title, text, day }: &Article| {
        let (title, text) = (escaped(title), escaped(&paragraphs(text)));
        format!(
            "<entry><id>{url}</id><title>{title}</title><link href=\"{url}\"/><updated>{day}T15:00:00Z</updated>\
             <content type=\"html\">{text}</content></entry>\n"
        )
    };
    let entries: String = articles.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\
         <id>https://paper.example/</id><title>Paper</title><updated>2023-06-30T15:00:00Z</updated>\n{entries}</feed>\n"
    )
}

fn json_feed(articles: &[Article], language: &str) -> String {
    let item = |Article { url, title, text, day }: &Article| {
        json!({"id": url, "url": url, "title": title, "content_html": paragraphs(text),
               "date_published": format!("{day}T15:00:00Z")})
    };
    let items: Vec<_> = articles.iter().map(item).collect();
    let version = "https://jsonfeed.org/version/1.1";
    json!({"version": version, "title": "Paper", "language": language, "items": items}).to_string()
}
