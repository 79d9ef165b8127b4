"""Prints the place names of the Russian dictionary, one a line: `python dictionary.py > russian-places.txt` (needs pymorphy3)."""

import pymorphy3


def main() -> None:
    words = pymorphy3.MorphAnalyzer(lang="ru").dictionary.iter_known_words()
    names = {word for word, tag, lemma, *_ in words if "Geox" in tag and "nomn" in tag and word == lemma}
    print("\n".join(sorted(names)))


if __name__ == "__main__":
    main()
