"""Which settlement a district is named after: «Бахмутський» after Бахмут, «Краснопільська» after Краснопілля."""

import os
import re

ENDING = re.compile(r"(ськ|цьк|зьк|н|ев|ов|й)?(ий|а|ій|я)$")
CHANGES = [("ґ", "г"), ("ж", "г"), ("ч", "к"), ("ш", "х"), ("щ", "с"), ("є", "е"), ("ї", "і"), ("о", "і"), ("е", "і"), ("’", ""), ("ь", ""), ("з", "г"), ("ц", "к")]
RANKS = {"M": 3, "T": 2, "X": 1, "C": 0}


def stem(word: str) -> str:
    """The part an adjective shares with its noun, with the letters that change in derivation made one."""
    word = word.lower()
    for letter, common in CHANGES:
        word = word.replace(letter, common)
    return word


def closeness(adjective: str, noun: str) -> float:
    """How much of the adjective's stem the noun begins with, from 0 to 1."""
    base = stem(ENDING.sub("", adjective.lower()))
    other = stem(noun)
    shared = len(os.path.commonprefix([base, other]))
    left_of_noun = len(other.rstrip("аеиіоуюяй")) - shared
    return (shared - 0.5 * max(0, left_of_noun - 1)) / max(1, len(base))


def seat(adjective: str, settlements):
    """The settlement (a register unit) the adjective was made from, or none when nothing is close enough."""
    scored = [(closeness(adjective, unit.name), RANKS.get(unit.category, 0), unit.code, unit) for unit in settlements]
    if not scored:
        return None
    best = max(scored, key=lambda entry: (round(entry[0], 2), entry[1], entry[2]))
    return best[3] if best[0] >= 0.7 else None
