"""Which of a source's alternate names are spellings that reporting uses, and which of them is the Russian name."""

import re
from difflib import SequenceMatcher

from romanise import CYRILLIC, fold

# Latin letters of the newsrooms we expect: English, French, German, Dutch, Polish, Czech, Slovak, Spanish, Italian, Nordic, Hungarian.
LATIN = re.compile(r"^[A-ZŁŚŻŹĆŠŽČÁÉÍÓÚÖÜ][A-Za-ząćęłńóśźżčďěňřšťůúýžáéíäöüßàâçèêëïôñåøæőű' -]+$")
UKRAINIAN = re.compile(r"^[А-ЩЮЯЬЄІЇҐ][а-щюяьєіїґА-ЩЮЯЄІЇҐ’ -]+$")
RUSSIAN = re.compile(r"^[А-ЯЁ][а-яёА-ЯЁ -]+$")
SAME = 0.78
# Endings that case forms, adjectives and the Baltic languages, Esperanto or Latin hang on a name.
HANGERS = re.compile(
    "^(a|ai|ae|ad|as|o|i|u|um|ia|is|os|us|ova|om|ovi|em|e|ou|ska|skaa|sku|skoi|skomu|skoe|skai|ski|skii|ei|inu|am|ami|ah|oi|ui)$"
)
# Endings only case forms of adjectives have.
OBLIQUE = re.compile("(ую|ого|ому|ыми|ими|skuju|skuyu)$")


def likeness(one: str, other: str) -> float:
    """From 0 to 1, blind to language."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def nearest(name: str, references: list[str]) -> float:
    return max((likeness(name, reference) for reference in references), default=0.0)


def is_hung(name: str, references: list[str]) -> bool:
    """Whether it is a reference with an ending hung on it, or one with its end cut off."""
    folded = fold(name)
    for reference in map(fold, references):
        if folded.startswith(reference) and HANGERS.match(folded[len(reference):]):
            return True
        if reference.startswith(folded) and 0 < len(reference) - len(folded) <= 2 and reference[-1] not in "i":
            return True
    return False


def is_written_like_a_name(name: str) -> bool:
    if OBLIQUE.search(name):
        return False
    if CYRILLIC.search(name):
        return bool(UKRAINIAN.match(name) or RUSSIAN.match(name))
    return bool(LATIN.match(name)) and not (name.isupper() and len(name) < 5)


def spellings(candidates: list[str], references: list[str]) -> list[str]:
    """Those candidates that are spellings of one of the references; the others are nicknames, codes or far scripts."""
    words = max((len(re.split("[ -]", reference)) for reference in references), default=1)
    shortest = min([4] + [len(reference) for reference in references])
    kept = []
    for name in candidates:
        if not is_written_like_a_name(name) or len(name) < shortest:
            continue
        if len(re.split("[ -]", name)) > words or nearest(name, references) < SAME:
            continue
        same_script = [r for r in references if bool(CYRILLIC.search(r)) == bool(CYRILLIC.search(name))]
        if name not in references and is_hung(name, same_script):
            continue
        kept.append(name)
    return kept
