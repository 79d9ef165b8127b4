"""Russian forms of the Ukrainian adjectives that districts bear: «Краснопільська громада» → «Краснопольская громада»."""

import itertools
import re

from spellings import likeness

FEMININE = [("ська", "ская"), ("цька", "цкая"), ("зька", "зкая"), ("нна", "нная"), ("йна", "йная"), ("чна", "чная"), ("ова", "овая"), ("ева", "евая")]
MASCULINE = [("ський", "ский"), ("цький", "цкий"), ("зький", "зкий")]
# The first ones replace whole stems, the others suffixes.
WHOLE_STEMS = 22
STEMS = [
    ("верхньо", "верхне"), ("нижньо", "нижне"), ("костянтин", "константин"), ("вільх", "ольх"), ("чорно", "черно"), ("миколаїв", "николаев"), ("микол", "никол"), ("олексан", "алексан"), ("олексі", "алексе"), ("олен", "елен"), ("катеринів", "екатеринов"),
    ("сілля", "селье"), ("сіль", "сель"), ("білок", "белок"), ("біл", "бел"), ("ліс", "лес"), ("річен", "речен"), ("кам’ян", "камен"),
    ("слов’ян", "славян"), ("куп’ян", "купян"), ("дніпр", "днепр"), ("запоріз", "запорож"), ("вугл", "угл"), ("піль", "поль"), ("гір", "гор"), ("криворіз", "криворож"),
    ("чів", "чев"), ("шів", "шев"), ("щів", "щев"), ("жів", "жев"), ("ців", "цев"), ("їв", "ев"), ("ів", "ов"), ("єв", "ев"), ("діл", "дол"), ("річ", "реч"), ("вівц", "овц"),
]


def russian(adjective: str, noun_uk: str = "", noun_ru: str = "") -> str:
    """The regular Russian form; where the Russian noun is known, its vowels and its last consonant are taken."""
    word = adjective.lower()
    ending = ""
    for ukrainian, replacement in FEMININE + MASCULINE:
        if word.endswith(ukrainian):
            word, ending = word[: -len(ukrainian)], replacement
            break
    hidden = re.fullmatch(re.escape(word) + "[гжзхшс][аоиі]?", noun_uk.lower())
    if noun_ru and hidden and ending[:2] in ("ск", "цк", "зк"):
        stem = re.sub("сс$", "с", re.sub("[аоыи]$", "", noun_ru.lower()))
        ending = "ск" + ending[2:]
    elif noun_ru:
        stem = _nearest(word, noun_ru)
    else:
        stem = _plain(_russian_stems(word)).replace("і", "и")
    return "-".join(part[:1].upper() + part[1:] for part in (stem + ending).split("-"))


def land(area: str) -> str:
    """The everyday noun of an area: «Нікопольщина» of «Нікопольський район». Other adjectives make theirs irregularly."""
    found = re.fullmatch(r"([^ -]+)(?:ськ(?:ий|а)|ск(?:ий|ая)) \S+", area)
    return f"{found[1]}щина" if found else ""


def _russian_stems(word: str) -> str:
    for ukrainian, replacement in STEMS:
        word = word.replace(ukrainian, replacement)
    return word


def _plain(word: str) -> str:
    word = word.replace("є", "е").replace("ґ", "г").replace("ї", "и")
    for vowel, russian_vowel in zip("яюеи", "яюеи"):
        for labial in "пбвмф":
            word = word.replace(f"{labial}’{vowel}", f"{labial}{russian_vowel}")
        word = word.replace(f"’{vowel}", f"ъ{russian_vowel}")
    return word


VOWELS = {"і": "иое", "ї": "ие", "и": "иы"}


def _nearest(word: str, noun_ru: str) -> str:
    noun = noun_ru.lower().replace("ё", "е").replace(" ", "")
    begin = [word, _russian_stems(word)]
    for ukrainian, replacement in STEMS[:WHOLE_STEMS]:
        begin.append(word.replace(ukrainian, replacement))
    if noun[:1] == "е" and word[:1] == "к":
        begin.append("е" + word)
    candidates = []
    for start in begin:
        letters = start.replace("є", "е").replace("ґ", "г")
        slots = [VOWELS.get(letter, letter) for letter in letters]
        candidates.extend("".join(choice) for choice in itertools.islice(itertools.product(*slots), 4096))
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
    """Fewer irregularities are better: «ы» after г к х ж ч ш щ, «-овская» after ж ч ш щ ц, «-ивская»."""
    return -len(re.findall("[гкхжчшщ]ы|[жчшщц]ов$|ив$|вы|лы|зы|ны$|ты", stem))
