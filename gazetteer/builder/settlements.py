"""Turns what the sources say of a settlement into its row: which names it goes by, and how its position is known."""

import re
from dataclasses import dataclass, field

import romanise
import russian_names

from spellings import RUSSIAN, UKRAINIAN, likeness, spellings
from table import Row, clean, degrees, distinct

# How sure a position is, by where it comes from.
POSITION = {
    "fg": "own", "fg-old": "own", "fg-unlinked": "own", "geonames500": "own", "postal4": "own", "inid": "own",
    "fg-elim": "guess", "postal3": "guess", "hromada-centroid": "centre", "raion-centroid": "centre",
}
NUMBERED = re.compile(r"^(.+?)[- ](?:Перша|Друга|Третя|Перше|Друге|Перший|Другий|Первая|Вторая|Третья|Первое|Второе|Первый|Второй|1-я|2-я|1-е|2-е)$")


@dataclass
class Fact:
    """What the sources say of one settlement, before its names are sorted."""

    id: str
    name_uk: str = ""
    name_ru: str = ""
    name_latin: str = ""
    alternates: list[str] = field(default_factory=list)
    earlier_names: list[str] = field(default_factory=list)
    place_class: str = ""
    country: str = "UA"
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    position: tuple[float, float] = (0.0, 0.0)
    source: str = ""
    population: str = ""
    geonameid: str = ""


def row(fact: Fact, known_russian: dict[str, str]) -> Row:
    """`known_russian`: names real Russian places bear, which confirm the Russian form of a Ukrainian name."""
    name_uk, name_ru = clean(fact.name_uk), clean(fact.name_ru)
    alternates = distinct(fact.alternates)
    if name_uk and not name_ru and not RUSSIAN_ONLY.search(name_uk):
        name_ru = russian_names.chosen(name_uk, alternates, known_russian)
    if name_ru and not name_uk:
        name_uk = _ukrainian_of(name_ru, alternates)
    name = clean(fact.name_latin) or (romanise.ukrainian(name_uk) if name_uk and fact.country == "UA" else romanise.russian_forms(name_ru)[0])
    earlier = distinct([*fact.earlier_names, *(romanise.ukrainian(old) for old in fact.earlier_names if UKRAINIAN.match(old))])
    present = [text for text in (name, name_uk, name_ru, romanise.russian(name_ru), romanise.ukrainian(name_uk)) if text]
    kept = spellings(alternates, present)
    old_spellings = [old for old in spellings(alternates, earlier) if old not in kept] if earlier else []
    old_names = distinct(earlier + old_spellings, set(present))
    others = kept + _shorter(name_uk or name_ru) + (romanise.russian_forms(name_ru) if name_ru else [])
    return Row(
        id=fact.id, name=name, name_uk=name_uk, name_ru=name_ru, other_names=distinct(others, {name, name_uk, name_ru, *old_names}),
        old_names=old_names, kind="settlement", place_class=fact.place_class, country=fact.country,
        admin1=fact.admin1, admin2=fact.admin2, admin3=fact.admin3,
        latitude=degrees(fact.position[0]), longitude=degrees(fact.position[1]), population=str(fact.population or ""),
        position=POSITION[fact.source], source=fact.source, geonameid=str(fact.geonameid or ""),
    )


# Letters no Ukrainian name has: such a point was named in Russian.
RUSSIAN_ONLY = re.compile("[ыэёъ]")


def _shorter(name: str) -> list[str]:
    """«Новоселівка Перша» is often written «Новоселівка»."""
    numbered = NUMBERED.match(name)
    if not numbered:
        return []
    latin = romanise.russian if RUSSIAN.match(name) and not re.search("Перша|Друга|Друге|Перше", name) else romanise.ukrainian
    return [numbered[1], latin(numbered[1])]


def _ukrainian_of(name_ru: str, alternates: list[str]) -> str:
    """The Ukrainian name of a Russian place among its alternate names; empty when none is one by the rules."""
    plain = name_ru.lower().replace("ё", "е")
    found = [
        name for name in alternates
        if UKRAINIAN.match(name) and re.search("[іїє]|и", name) and name != name_ru and plain in russian_names.forms(name)
    ]
    return max(found, key=lambda name: (likeness(name, name_ru), name), default="")
