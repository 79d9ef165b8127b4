"""Links the register's settlements to OSM points by name and nearness, from the certain to the likely."""

import collections
from dataclasses import dataclass, field

from ground import centre, kilometres
from outlines import Point
from romanise import skeleton

# Natural Earth's oblast codes by the two digits of the register.
REGIONS = dict(
    entry.split(":") for entry in (
        "01:UA-KR 05:UA-VI 07:UA-VO 12:UA-DP 14:UA-DT 18:UA-ZT 21:UA-ZK 23:UA-ZP 26:UA-IF 32:UA-KV 35:UA-KH 44:UA-LH 46:UA-LV 48:UA-MY "
        "51:UA-OD 53:UA-PL 56:UA-RV 59:UA-SM 61:UA-TP 63:UA-KK 65:UA-KS 68:UA-KM 71:UA-CK 73:UA-CV 74:UA-CH 80:UA-KC 85:UA-SC"
    ).split()
)
# Cities that are oblasts of their own, and the oblasts around them: borders there are drawn loosely.
TWINS = [{"UA-KV", "UA-KC"}, {"UA-KR", "UA-SC"}]
# Reach in kilometres from the middle of a hromada (of three or more linked places) and of a raion.
HROMADA_REACH = 28
RAION_REACH = 60
STRAY_FROM_HROMADA = 40
STRAY_FROM_RAION = 110


@dataclass
class Settlement:
    """A settlement of the register and, once linked, where it is and how that is known."""

    code: str
    category: str
    name: str
    raion: str
    hromada: str
    earlier_names: list[str]
    position: tuple[float, float] | None = None
    source: str = ""
    point: int | None = None
    old_name_point: int | None = None
    is_fuzzy: bool = False
    geonames: dict | None = None
    keys: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.keys = sorted({skeleton(name) for name in [self.name, *self.earlier_names]})

    @property
    def region(self) -> str:
        return REGIONS[self.code[2:4]]


@dataclass
class Links:
    """Which settlement uses which point: `match` by the settlement's number, `used` by the point's."""

    settlements: list[Settlement]
    points: list[Point]
    match: dict[int, int] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)

    def join(self, settlement: int, point: int) -> None:
        self.match[settlement] = point
        self.used[point] = settlement

    def middles(self) -> tuple[dict, dict]:
        """Middle and number of linked places, of each hromada and of each raion."""
        hromadas, raions = collections.defaultdict(list), collections.defaultdict(list)
        for settlement, point in self.match.items():
            place = self.settlements[settlement]
            hromadas[place.hromada].append(self.points[point].position)
            raions[place.raion].append(self.points[point].position)
        counted = [{code: (*centre(points), len(points)) for code, points in areas.items()} for areas in (hromadas, raions)]
        return counted[0], counted[1]


def expected(place: Settlement, hromadas: dict, raions: dict):
    """Where a settlement should be, and the reach around it: its hromada's middle if that is well known, else its raion's."""
    hromada = hromadas.get(place.hromada)
    if hromada and hromada[2] >= 3:
        return hromada[:2], HROMADA_REACH
    raion = raions.get(place.raion)
    return (raion[:2], RAION_REACH) if raion else (None, 0)


def by_name(settlements: list[Settlement], points: list[Point]) -> Links:
    """Names unique in their oblast first; then the nearest point of the name; then names a letter or two apart."""
    links = Links(settlements, points)
    named = collections.defaultdict(list)
    for number, point in enumerate(points):
        named[skeleton(point.name)].append(number)
    _unique_in_oblast(links, named)
    _drop_strays(links)
    for _ in range(4):
        _nearest_of_the_name(links, named)
        _drop_strays(links)
    _nearly_the_name(links)
    return links


def _unique_in_oblast(links: Links, named: dict) -> None:
    candidates = {}
    for number, place in enumerate(links.settlements):
        found = {point for key in place.keys for point in named.get(key, []) if _same_oblast(place, links.points[point])}
        candidates[number] = found
    claims = collections.Counter(point for found in candidates.values() for point in found)
    for number, found in candidates.items():
        if len(found) == 1 and claims[next(iter(found))] == 1:
            links.join(number, next(iter(found)))


def _same_oblast(place: Settlement, point: Point) -> bool:
    return point.region == place.region or any({point.region, place.region} <= twins for twins in TWINS)


def _drop_strays(links: Links) -> None:
    hromadas, raions = links.middles()
    strays = []
    for number, point in links.match.items():
        place, position = links.settlements[number], links.points[point].position
        hromada = hromadas[place.hromada]
        if hromada[2] >= 4:
            is_stray = kilometres(position, hromada) > STRAY_FROM_HROMADA
        else:
            is_stray = place.raion in raions and kilometres(position, raions[place.raion]) > STRAY_FROM_RAION
        if is_stray:
            strays.append(number)
    for number in strays:
        del links.used[links.match.pop(number)]


def _nearest_of_the_name(links: Links, named: dict) -> None:
    hromadas, raions = links.middles()
    pairs = []
    for number, place in enumerate(links.settlements):
        if number in links.match:
            continue
        middle, reach = expected(place, hromadas, raions)
        if middle is None:
            continue
        for point in (point for key in place.keys for point in named.get(key, [])):
            if point not in links.used:
                distance = kilometres(links.points[point].position, middle)
                if distance <= reach:
                    pairs.append((distance, number, point))
    _join_in_order(links, sorted(pairs))


def _join_in_order(links: Links, pairs) -> list[int]:
    joined = []
    for *_, number, point in pairs:
        if number not in links.match and point not in links.used:
            links.join(number, point)
            joined.append(number)
    return joined


def _nearly_the_name(links: Links) -> None:
    """One letter apart, or two in a long name, and within 22 km of the hromada's middle (40 of the raion's)."""
    hromadas, raions = links.middles()
    left = [(number, point, skeleton(point.name)) for number, point in enumerate(links.points) if number not in links.used]
    pairs = []
    for number, place in enumerate(links.settlements):
        if number in links.match:
            continue
        middle, reach = expected(place, hromadas, raions)
        if middle is None:
            continue
        limit = 22 if reach == HROMADA_REACH else 40
        for point_number, point, key in left:
            distance = (((point.position[0] - middle[0]) * 111) ** 2 + ((point.position[1] - middle[1]) * 73) ** 2) ** 0.5
            if distance >= limit:
                continue
            for own in place.keys:
                edits = _edits(own, key)
                if edits <= 1 or (edits == 2 and len(own) >= 8):
                    pairs.append((edits, distance, number, point_number))
    for number in _join_in_order(links, sorted(pairs)):
        links.settlements[number].is_fuzzy = True


def _edits(one: str, other: str) -> int:
    """Letters to change, add or drop; 9 when the lengths already say more than two."""
    if abs(len(one) - len(other)) > 2:
        return 9
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        next_row = [i]
        for j, right in enumerate(other, 1):
            next_row.append(min(row[j] + 1, next_row[-1] + 1, row[j - 1] + (left != right)))
        row = next_row
    return row[-1]
