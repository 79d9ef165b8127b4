"""Prints what share of a dictionary's case forms of place names the program finds: `python coverage.py FRONTLINE uk|ru [MISSING]`.

FRONTLINE is the built program. Needs pymorphy3 with the dictionary of the language. A form counts as found when the program gives
it a place of the name it is a form of. MISSING lists that many endings that are not found, with how often and an example."""

import collections
import csv
import pathlib
import subprocess
import sys

import pymorphy3

TABLES = pathlib.Path(__file__).resolve().parent.parent
# Names at once on a command line.
CHUNK = 800
# Tags of forms that no text uses today, or that are no case forms.
STRANGE = {"Arch", "Erro", "Dist", "Slng", "Infr", "voct"}


def names(language: str) -> set[str]:
    """The names of settlements that are one word, in small letters."""
    found = set()
    for path in sorted(TABLES.glob("ua/UA*.tsv")) + sorted(TABLES.glob("ru/RU-*.tsv")):
        with path.open(encoding="utf-8") as lines:
            rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
            found |= {row["name_" + language].lower() for row in rows if row["name_" + language]}
    return {name.replace("’", "'") for name in found if name.replace("’", "").isalpha()}


def forms(language: str, names: set[str]) -> dict[tuple[str, str], str]:
    """Each form that the dictionary has of a name as a noun, with its tag."""
    morphology = pymorphy3.MorphAnalyzer(lang=language)
    found = {}
    for name in names:
        for parse in morphology.parse(name):
            tag = str(parse.tag)
            is_place = language != "ru" or "Geox" in tag
            if not parse.is_known or parse.tag.POS != "NOUN" or "nomn" not in tag or parse.normal_form != name or not is_place:
                continue
            number = parse.tag.number
            for form in parse.lexeme:
                if form.tag.number == number and not any(mark in str(form.tag) for mark in STRANGE):
                    found.setdefault((name, form.word), str(form.tag))
            break
    return found


def found_names(program: str, language: str, words: list[str]) -> dict[str, set[str]]:
    """For each word the names of the places that the program gives it."""
    known = collections.defaultdict(set)
    for at in range(0, len(words), CHUNK):
        chunk = [word.capitalize() for word in words[at:at + CHUNK]]
        told = subprocess.run([program, "gazetteer", "find", *chunk], capture_output=True, text=True, check=False).stdout
        for table in told.split("\n\n"):
            head, *rows = table.splitlines()
            word, _, what = head.partition(": ")
            for row in rows if "no place of that name" not in what else []:
                known[word.lower()] |= {cell.strip().lower().replace("’", "'") for cell in row.split("  ") if cell.strip()}
    return known


def main() -> None:
    program, language = sys.argv[1:3]
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    wanted = forms(language, names(language))
    known = found_names(program, language, sorted({form for _, form in wanted}))
    missing = [(name, form, tag) for (name, form), tag in sorted(wanted.items()) if name not in known[form]]
    share = 1 - len(missing) / len(wanted)
    print(f"{language}: {len({name for name, _ in wanted})} names, {len(wanted)} forms, found {share:.4f}")
    endings = collections.defaultdict(list)
    for name, form, tag in missing:
        same = next((at for at, (a, b) in enumerate(zip(name, form)) if a != b), min(len(name), len(form)))
        endings[name[max(0, same - 2):], form[max(0, same - 2):]].append(f"{name} {form} {tag}")
    for ending, examples in sorted(endings.items(), key=lambda item: -len(item[1]))[:most]:
        print(f"  {len(examples):5} {ending[0]} -> {ending[1]}: {examples[0]}")


if __name__ == "__main__":
    main()
