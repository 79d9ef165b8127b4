//! One key for all the ways a direction's name can be written and declined.

use crate::text::fold;

/// Case endings of a Ukrainian adjective after «ськ», «цьк», «зьк».
const UKRAINIAN: [&str; 13] = ["ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их"];
/// Case endings of a Russian adjective after «ск» and «цк»; the Ukrainian plural «ими» is the same.
const RUSSIAN: [&str; 13] = ["ий", "ой", "ого", "ому", "им", "ом", "ая", "ую", "ою", "ое", "ие", "их", "ими"];
/// Case endings of a land's name in «щина» in either language.
const LAND: [&str; 8] = ["а", "и", "і", "у", "ою", "ы", "е", "ой"];
/// The key under which a spelling is filed and looked up: any case form, any romanisation that [`fold::key`] joins.
/// Empty for words without a letter.
pub fn key(words: &str) -> String {
    let folded = fold::key(words);
    nominative(&folded).unwrap_or(folded)
}

/// The nominative masculine of a declined adjective, the nominative of a land; none for anything else.
fn nominative(folded: &str) -> Option<String> {
    if folded.is_ascii() {
        return None;
    }
    let restore = |stems: &[&str], endings: &[&str], nominative: &str| {
        let end = stems.iter().filter_map(|stem| folded.rfind(stem).map(|at| at + stem.len())).max()?;
        let (stem, ending) = folded.split_at(end);
        endings.contains(&ending).then(|| format!("{stem}{nominative}"))
    };
    restore(&["ськ", "цьк", "зьк"], &UKRAINIAN, "ий")
        .or_else(|| restore(&["ьк"], &["ими"], "ий"))
        .or_else(|| restore(&["ск", "цк"], &RUSSIAN, "ий"))
        .or_else(|| restore(&["щин"], &LAND, "а"))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn every_case_of_an_adjective_has_one_key() {
        let families: [&[&str]; 6] = [
            &["Бахмутський", "Бахмутського", "БАХМУТСЬКОМУ", "бахмутським", "Бахмутська", "Бахмутських"],
            &["Куп'янський", "Куп’янському", "Купʼянського", "КУП`ЯНСЬКИЙ"],
            &["Южно-Донецкое", "Южно-Донецком", "южно-донецкого", "Южно‑Донецкий"],
            &["Сумской", "Сумском", "Сумское", "сумскому"],
            &["Слобожанщина", "Слобожанщині", "Слобожанщину"],
            &["Popasnianskyi", "Popasniansky", "Popasnians'kyi", "popasnianskiy"],
        ];
        for family in families {
            for form in family {
                assert_eq!(key(form), key(family[0]), "{form}");
            }
        }
    }

    #[test]
    fn a_town_is_not_its_adjective() {
        assert_ne!(key("Бахмут"), key("Бахмутський"));
        assert_ne!(key("Pokrovsk"), key("Pokrovskyi"));
        assert_ne!(key("Покровськ"), key("Покровський"));
    }

    #[test]
    fn words_without_a_letter_have_an_empty_key() {
        assert_eq!(key(" — ’ "), "");
    }
}
