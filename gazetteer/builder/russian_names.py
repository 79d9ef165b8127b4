"""The Russian name of a Ukrainian place: chosen among spellings a source gives or real Russian places bear."""

import collections
import itertools
import re

from spellings import RUSSIAN, likeness

# Ukrainian endings and what Russian may put in their place.
ENDINGS = [
    (r"івка$", ["овка", "евка"]), (r"ївка$", ["евка"]), (r"івці$", ["овцы", "евцы"]), (r"ївці$", ["евцы"]), (r"ці$", ["цы"]),
    (r"(с|ц|з)ьк$", [r"\1к"]), (r"(с|ц|з)ька$", [r"\1кая"]), (r"(с|ц|з)ьке$", [r"\1кое"]), (r"(с|ц|з)ький$", [r"\1кий"]),
    (r"(с|ц|з)ькі$", [r"\1кие"]), (r"ове$", ["ово", "овое"]), (r"єве$", ["ево"]), (r"еве$", ["ево"]), (r"ине$", ["ино", "иное"]),
    (r"їне$", ["ино"]), (r"не$", ["ное", "нее"]), (r"нє$", ["нее"]), (r"([лвтрдмпбсз])е$", [r"\1ое", r"\1о", r"\1е"]),
    (r"ий$", ["ый", "ий", "ой"]), (r"на$", ["на", "ная"]), (r"ова$", ["ова", "овая"]), (r"ів$", ["ов", "ев"]), (r"їв$", ["ев"]),
    (r"пілля$", ["полье"]), (r"лля$", ["лье"]), (r"ття$", ["тье"]), (r"ння$", ["нье"]), (r"ддя$", ["дье"]), (r"чя$", ["чье"]), (r"и$", ["ы", "и"]),
    (r"а$", ["а", "ая"]), (r"ри$", ["ры"]),
]
STEMS = [("микола", "никола"), ("олекс", "алекс"), ("олен", "елен"), ("катерин", "екатерин"), ("верхньо", "верхне"), ("нижньо", "нижне"), ("кам’ян", "камен"), ("слов’ян", "славян"), ("дніпр", "днепр"), ("вугле", "угле"), ("київ", "киев")]


def forms(name_uk: str, limit: int = 3000) -> set[str]:
    """Every Russian form the rules allow, lower case, ё written е; far too many to be used as names."""
    words = [_word_forms(word) for word in re.split("([ -])", name_uk.lower())]
    return {"".join(parts) for parts in itertools.islice(itertools.product(*words), limit)}


def _word_forms(word: str) -> set[str]:
    if word in ("", " ", "-"):
        return {word}
    word = re.sub("['ʼ`]", "’", word)
    endings = {word}
    for pattern, replacements in ENDINGS:
        if re.search(pattern, word):
            endings |= {re.sub(pattern, replacement, word) for replacement in replacements}
    stems = set(endings)
    for ukrainian, russian in STEMS:
        stems |= {stem.replace(ukrainian, russian, 1) for stem in stems if ukrainian in stem}
    return set().union(*(_letter_forms(stem) for stem in stems))


def _letter_forms(word: str) -> set[str]:
    for labial in "пбвмф":
        word = word.replace(f"{labial}’я", f"{labial}я")
    for vowel, russian in zip("яїєю", "яиею"):
        word = word.replace(f"’{vowel}", f"ь{russian}")
    word = word.replace("йо", "е").replace("ьо", "е").replace("є", "е").replace("ґ", "г")
    choices = {"і": "иоеы", "и": "иы", "ї": "ие", "е": "еи"}
    before = " " + word
    slots = ["и" if letter == "и" and previous in "гкхжшчщ" else choices.get(letter, letter) for previous, letter in zip(before, word)]
    if sum(len(slot) > 1 for slot in slots) > 6:
        slots = [slot if letter != "е" else "е" for slot, letter in zip(slots, word)]
    return {"".join(letters) for letters in itertools.islice(itertools.product(*slots), 2048)}


# Endings for which the rules allow two usual Russian forms, so that one attested form proves nothing.
AMBIGUOUS = re.compile("(ов|ев|єв|ин|їн|лив|ич)[еі]$")
UNLIKELY = re.compile("ивка$|ив$|[гкхжшчщ]ы")


def attested(names) -> dict[str, str]:
    """Names that real Russian places bear, by their lower-case form with е for ё."""
    counts = collections.Counter(names)
    forms_of = {}
    for name, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        forms_of.setdefault(_plain(name), name)
    return forms_of


def chosen(name_uk: str, candidates: list[str], known: dict[str, str]) -> str:
    """The Russian form of the Ukrainian name: among the candidates if one certainly is, else the one form that is attested."""
    allowed = forms(name_uk)
    fitting = [name for name in candidates if name != name_uk and RUSSIAN.match(name) and _plain(name) in allowed and not UNLIKELY.search(name)]
    if _plain(name_uk) in known and RUSSIAN.match(name_uk) and not name_uk.endswith("е"):
        fitting.append(name_uk)
    if fitting:
        return max(fitting, key=lambda name: (_plain(name) in known, likeness(name, name_uk), "ё" in name, name))
    if allowed == {name_uk.lower()} and RUSSIAN.match(name_uk):
        return name_uk
    found = [known[form] for form in sorted(allowed & known.keys()) if not UNLIKELY.search(form)]
    return found[0] if len(found) == 1 and not AMBIGUOUS.search(name_uk) else ""


def _plain(name: str) -> str:
    return name.lower().replace("ё", "е")
