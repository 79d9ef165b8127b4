"""Ukrainian and Russian names in Latin letters, and the coarse folding that compares spellings across languages."""

import re
import unicodedata

# Ukrainian: the official table of 2010 (Cabinet of Ministers resolution 55).
UKRAINIAN = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ", [
    "a", "b", "v", "h", "g", "d", "e", "ie", "zh", "z", "y", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
    "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "iu", "ia", "io", "", "y", "e",
]))
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Russian: BGN/PCGN without its diacritics and signs, the usual newsroom form.
RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", [
    "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
    "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
]))
# Russian passports since 2013 (ICAO).
PASSPORT = RUSSIAN | {"й": "i", "ё": "e", "ю": "iu", "я": "ia", "ъ": "ie"}
APOSTROPHES = "'’ʼ`"
CYRILLIC = re.compile("[\u0400-\u04ff]")


def _cased(latin: str, original: str) -> str:
    return latin[0].upper() + latin[1:] if latin and original.isupper() else latin


def ukrainian(text: str) -> str:
    """«Згурівка» → Zghurivka, «Єнакієве» → Yenakiieve."""
    letters = text.lower()
    result = []
    for i, letter in enumerate(letters):
        before = letters[i - 1] if i else " "
        first = not (before.isalpha() or before in APOSTROPHES)
        if letter in APOSTROPHES:
            latin = ""
        elif letter == "г" and before == "з":
            latin = "gh"
        elif first and letter in UKRAINIAN_FIRST:
            latin = UKRAINIAN_FIRST[letter]
        else:
            latin = UKRAINIAN.get(letter, letter)
        result.append(_cased(latin, text[i]))
    return "".join(result)


def russian(text: str) -> str:
    """«Артёмовск» → Artyomovsk, «Елец» → Yelets."""
    letters = text.lower()
    result = []
    for i, letter in enumerate(letters):
        before = letters[i - 1] if i else " "
        iotated = letter == "е" and (not before.isalpha() or before in "аеёиоуыэюяйъь")
        latin = "ye" if iotated else RUSSIAN.get(letter, letter)
        result.append(_cased(latin, text[i]))
    return "".join(result)


def russian_passport(text: str) -> str:
    return "".join(_cased(PASSPORT.get(letter.lower(), letter), letter) for letter in text)


def russian_forms(text: str) -> list[str]:
    """The romanisations of a Russian name that newsrooms use, the commonest first."""
    plain = russian(text)
    return [
        plain,
        plain.replace("ye", "e").replace("Ye", "E"),
        plain.replace("yo", "e").replace("Yo", "E"),
        re.sub(r"[iy]y\b", "y", plain),
        russian_passport(text),
    ]


# Spellings of one sound in the languages of Europe, longest first.
SOUNDS = [
    ("schtsch", "s"), ("shch", "s"), ("szcz", "s"), ("sjtsj", "s"), ("tsch", "c"), ("tch", "c"), ("tsj", "c"), ("tj", "c"),
    ("cz", "c"), ("cs", "c"), ("ch", "h"), ("kh", "h"), ("sch", "s"), ("sz", "s"), ("sh", "s"), ("zh", "z"),
    ("zs", "z"), ("sj", "s"), ("zj", "z"), ("ts", "c"), ("tz", "c"), ("ou", "u"), ("oe", "u"), ("w", "v"), ("g", "h"),
    ("x", "h"), ("ph", "f"), ("th", "t"), ("q", "k"), ("y", "i"), ("j", "i"), ("ie", "e"), ("io", "o"), ("ia", "a"), ("iu", "u"),
]
SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "s"})


def fold(text: str) -> str:
    """A name without its language: «Харьков», Kharkiv's cousins Charków and Charkow all fold near to «harkov»."""
    text = text.strip().lower()
    if CYRILLIC.search(text):
        text = (ukrainian(text) if re.search("[іїєґ]", text) else russian(text)).lower()
    text = unicodedata.normalize("NFD", text.translate(SPECIAL))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"[\"'’ʼ`”“‘′ʹ.()]", "", text)
    text = re.sub(r"[-–—_/ ]+", " ", text).strip()
    for spelling, sound in SOUNDS:
        text = text.replace(spelling, sound)
    text = re.sub("i+", "i", text)
    return re.sub(r"(.)\1", r"\1", text)


def skeleton(text: str) -> str:
    """The key by which one place is known in two sources: its Ukrainian romanisation without г/х/ґ, й/и/і/ї and doubled letters."""
    text = text.strip().lower()
    if re.search("[а-яёіїєґ]", text):
        text = ukrainian(text).lower()
    text = unicodedata.normalize("NFD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub("[\"'’ʼ`”“‘′ʹ.]", "", text).replace("ł", "l").replace("đ", "d")
    text = re.sub("[-–—_/ ]+", " ", text).strip()
    text = text.replace("shch", "sch").replace("zgh", "zg").replace("kh", "h").replace("g", "h")
    for spelling in ("yi", "iy", "yy", "ij", "yj", "y", "j"):
        text = text.replace(spelling, "i")
    text = text.replace("ie", "e").replace("io", "o")
    text = re.sub("i+", "i", text)
    return re.sub(r"(.)\1", r"\1", text)
