"""Russian forms of the Ukrainian adjectives that districts bear: «Краснопільська громада» → «Краснопольская громада»."""

import itertools
import re

from romanise import fold
from spellings import likeness

FEMININE = [("ська", "ская"), ("цька", "цкая"), ("зька", "зкая"), ("нна", "нная"), ("йна", "йная"), ("чна", "чная"), ("ова", "овая"), ("ева", "евая")]
MASCULINE = [("ський", "ский"), ("цький", "цкий"), ("зький", "зкий")]
STEMS = [("миколаїв", "николаев"), ("микол", "никол"), ("олексан", "алексан"), ("олексі", "алексе"), ("олен", "елен"), ("катеринів", "екатеринов"), ("великі", "больше"), ("льців", "льцев"), ("єв", "ев"), ("сіль", "сель"), ("сілль", "сель"), ("білок", "белок"), ("біл", "бел"), ("ліс", "лес"), ("річен", "речен"), ("кам’ян", "камен"), ("слов’ян", "славян"), ("куп’ян", "купян"), ("дніпр", "днепр"), ("запоріз", "запорож"), ("піль", "поль"), ("гір", "гор"), ("нівськ", "новск"), ("чівськ", "чевск"), ("шівськ", "шевск"), ("щівськ", "щевск"), ("жівськ", "жевск"), ("їв", "ев"), ("ів", "ов")]


def russian(adjective: str, noun_ru: str) -> str:
    """The regular Russian form; among the vowels «і» may become, those of the Russian noun are taken where it is known."""
    word = adjective.lower()
    ending = ""
    for ukrainian, replacement in FEMININE + MASCULINE:
        if word.endswith(ukrainian):
            word, ending = word[: -len(ukrainian)], replacement
            break
    if noun_ru:
        stem = _nearest(word, noun_ru)
    else:
        for ukrainian, replacement in STEMS:
            word = (word + "\0").replace(ukrainian, replacement).rstrip("\0") if ukrainian in word else word
        stem = re.sub("ів$", "ов", _plain(word).replace("і", "и"))
    return "-".join(part[:1].upper() + part[1:] for part in (stem + ending).split("-"))


def _plain(word: str) -> str:
    word = word.replace("є", "е").replace("ґ", "г").replace("ї", "и")
    for vowel, russian_vowel in zip("яюеи", "яюеи"):
        for labial in "пбвмф":
            word = word.replace(f"{labial}’{vowel}", f"{labial}{russian_vowel}")
        word = word.replace(f"’{vowel}", f"ъ{russian_vowel}")
    return word


def _nearest(word: str, noun_ru: str) -> str:
    noun = noun_ru.lower().replace("ё", "е").replace(" ", "")
    begin = [word]
    for ukrainian, replacement in STEMS[:6]:
        begin.append(word.replace(ukrainian, replacement))
    if noun[:1] == "е" and word[:1] == "к":
        begin.append("е" + word)
    candidates = []
    for start in begin:
        slots = ["ioe" and "иое" if letter in "ії" else ("иы" if letter == "и" else letter) for letter in start.replace("є", "е").replace("ґ", "г")]
        candidates.extend("".join(letters) for letters in itertools.islice(itertools.product(*slots), 4096))
    candidates = [_plain(c) for c in candidates]
    return max(candidates, key=lambda c: (_shared(c, noun), _regular_end(c), likeness(c, noun), c))


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other):
        if left != right:
            break
        count += 1
    return count


def _regular_end(stem: str) -> int:
    """«-овская» and «-евская» are the usual ends of a stem in в; «ы» follows no г, к, х, ж, ч, ш, щ."""
    bad = bool(re.search("[гкхжчшщц]ы", stem)) or bool(re.search("[жчшщц]ов$", stem)) or bool(re.search("ив$", stem))
    return 0 if bad else 1
