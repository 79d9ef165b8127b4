"""The settlements of the five Russian oblasts that border the war, in files of their own because their source states no origin."""

import collections
from pathlib import Path

import packages
import romanise
from areas import district_id
from ground import kilometres
from romanise import skeleton
from settlements import Fact
from ukraine import RUSSIAN_CLASSES

SUBJECTS = {
    "Белгородская область": "RU-BEL", "Курская область": "RU-KRS", "Брянская область": "RU-BRY",
    "Воронежская область": "RU-VOR", "Ростовская область": "RU-ROS",
}
# A GeoNames place of the name this near, in kilometres, is the same place.
SAME_PLACE = 8


def facts(folder: Path) -> tuple[list[Fact], dict[str, tuple[str, str]]]:
    """The settlements, and of each district id its subject and name."""
    named = collections.defaultdict(list)
    for place in packages.geonames(folder):
        if place["countrycode"] == "RU":
            for key in sorted({skeleton(name) for name in [place["name"], *place["alternatenames"]] if name}):
                named[key].append(place)
    result, districts = [], {}
    for entry in packages.russian_settlements(folder):
        subject = SUBJECTS.get(entry["region"])
        if subject:
            district = district_id(subject, entry["municipality"])
            districts[district] = (subject, entry["municipality"])
            result.append(_fact(entry, subject, district, named))
    return result, districts


def _fact(entry: dict, subject: str, district: str, named: dict) -> Fact:
    position = (float(entry["latitude_dd"]), float(entry["longitude_dd"]))
    keys = sorted({skeleton(romanise.russian(entry["settlement"])), skeleton(entry["settlement"])})
    near = [
        (kilometres(position, (place["latitude"], place["longitude"])), place["geonameid"], place)
        for key in keys for place in named[key]
    ]
    near = [found for found in near if found[0] < SAME_PLACE]
    twin = min(near, key=lambda found: found[:2])[2] if near else None
    return Fact(
        id=f"inid{entry['id']}", name_ru=entry["settlement"], alternates=[n for n in [*twin["alternatenames"], twin["name"]] if n] if twin else [],
        place_class=RUSSIAN_CLASSES.get(entry["type"], "station"), country="RU", admin1=subject, admin2=district,
        position=position, source="inid", population=entry["population"], geonameid=twin["geonameid"] if twin else "",
    )
