"""Positions for the settlements that no OSM point of their name gave: GeoNames, postal places, old names, elimination."""

import collections
import re

from ground import centre, flat_kilometres, kilometres
from link import Links, Settlement, expected
from romanise import skeleton

# The register's two digits by GeoNames' codes of Ukrainian first-level units.
GEONAMES_OBLASTS = dict(
    entry.split(":") for entry in (
        "01:71 02:74 03:73 04:12 05:14 06:26 07:63 08:65 09:68 10:35 11:01 12:80 13:32 14:44 15:46 16:48 17:51 18:53 19:56 20:85 21:59 "
        "22:61 23:05 24:07 25:21 26:23 27:18"
    ).split()
)
POSTAL_OBLASTS = dict(
    entry.split(":") for entry in (
        "Cherkaska:71 Chernihivska:74 Chernivetska:73 Dnipropetrovska:12 Donetska:14 Ivano-Frankivska:26 Kharkivska:63 Khersonska:65 "
        "Khmelnytska:68 Kirovohradska:35 Kyiv:80 Kyivska:32 Luhanska:44 Lvivska:46 Mykolaivska:48 Odeska:51 Poltavska:53 Rivnenska:56 "
        "Sumska:59 Ternopilska:61 Vinnytska:05 Volynska:07 Zakarpatska:21 Zaporizka:23 Zhytomyrska:18"
    ).split()
)
# A linked point and a GeoNames place of one name may lie this far apart, in kilometres.
SAME_PLACE = 8
OLD_NAME_REACH = 2.5


def from_points(links: Links) -> None:
    for number, point in links.match.items():
        place = links.settlements[number]
        place.position, place.source, place.point = links.points[point].position, "fg", point


def _middles(settlements: list[Settlement]) -> tuple[dict, dict]:
    hromadas, raions = collections.defaultdict(list), collections.defaultdict(list)
    for place in settlements:
        if place.position:
            hromadas[place.hromada].append(place.position)
            raions[place.raion].append(place.position)
    return tuple({code: (*centre(points), len(points)) for code, points in areas.items()} for areas in (hromadas, raions))


def from_geonames(links: Links, places: list[dict]) -> None:
    """Joins each GeoNames place to the settlement of one of its names in its oblast, the nearest pair first."""
    hromadas, raions = _middles(links.settlements)
    named = collections.defaultdict(list)
    for number, place in enumerate(links.settlements):
        for key in place.keys:
            named[(place.code[2:4], key)].append(number)
    pairs = []
    for index, entry in enumerate(places):
        keys = {skeleton(name) for name in [entry["name"], *entry["alternatenames"]] if name}
        for oblast in _oblasts_of(entry):
            for number in {number for key in keys for number in named.get((oblast, key), [])}:
                distance = _geonames_distance(links.settlements[number], entry, hromadas, raions)
                if distance is not None:
                    pairs.append((distance, number, index))
    taken = set()
    for _, number, index in sorted(pairs):
        place = links.settlements[number]
        if place.geonames is None and index not in taken:
            taken.add(index)
            place.geonames = places[index]
            if not place.position:
                place.position, place.source = (places[index]["latitude"], places[index]["longitude"]), "geonames500"


def _oblasts_of(entry: dict) -> list[str]:
    oblast = GEONAMES_OBLASTS.get(entry["admin1code"])
    return ([oblast] if oblast else []) + (["32"] if oblast == "80" else [])


def _geonames_distance(place: Settlement, entry: dict, hromadas: dict, raions: dict) -> float | None:
    position = (entry["latitude"], entry["longitude"])
    if place.position:
        distance = kilometres(place.position, position)
        return distance if distance <= SAME_PLACE else None
    middle, reach = expected(place, hromadas, raions)
    if middle is None:
        return 5
    distance = kilometres(middle, position) + SAME_PLACE
    return distance if distance <= reach + SAME_PLACE else None


def from_postal_places(links: Links, places: list[dict]) -> None:
    """Takes a postal place of the name near the hromada's middle, unless two settlements would share it."""
    hromadas, raions = _middles(links.settlements)
    named = collections.defaultdict(list)
    for entry in places:
        name = re.sub(r"\s*\(.*", "", entry["city"])
        named[(POSTAL_OBLASTS.get(entry["state"]), skeleton(name))].append(entry)
    found = []
    for place in links.settlements:
        if place.position:
            continue
        middle, reach = expected(place, hromadas, raions)
        best = None
        for entry in (entry for key in place.keys for entry in named.get((place.code[2:4], key), []) if entry["accuracy"] >= 3):
            distance = kilometres(middle, (entry["latitude"], entry["longitude"])) if middle else 0
            if distance <= (reach if middle else 99) and (best is None or distance < best[0]):
                best = (distance, entry)
        if best:
            found.append((place, best[1]))
    shared = collections.Counter((entry["latitude"], entry["longitude"]) for _, entry in found)
    for place, entry in found:
        position = (entry["latitude"], entry["longitude"])
        if shared[position] == 1:
            place.position, place.source = position, f"postal{int(entry['accuracy'])}"


def from_old_names(links: Links) -> None:
    """An unused point beside a position that came from elsewhere is the same place under an older name."""
    left = [number for number in range(len(links.points)) if number not in links.used]
    pairs = []
    for number, place in enumerate(links.settlements):
        if place.position and number not in links.match:
            for point in left:
                position = links.points[point].position
                if abs(position[0] - place.position[0]) < 0.03:
                    distance = flat_kilometres(position, place.position)
                    if distance < OLD_NAME_REACH:
                        pairs.append((distance, number, point))
    for _, number, point in sorted(pairs):
        place = links.settlements[number]
        if place.old_name_point is None and point not in links.used:
            _take_old_point(links, number, point, "fg-old")


def _take_old_point(links: Links, number: int, point: int, source: str) -> None:
    place = links.settlements[number]
    links.used[point] = number
    place.old_name_point, place.position, place.source = point, links.points[point].position, source


def nearest_settlements(settlements: list[Settlement], position, count: int) -> list[tuple[float, Settlement]]:
    """The `count` located settlements nearest to a position, with their distances."""
    near = [
        (flat_kilometres(place.position, position), number)
        for number, place in enumerate(settlements) if place.position and abs(place.position[0] - position[0]) < 0.5
    ]
    return [(distance, settlements[number]) for distance, number in sorted(near)[:count]]


def by_elimination(links: Links) -> None:
    """One settlement without a place and one point without a name in a hromada: a guess that they are one."""
    lonely_points = collections.defaultdict(list)
    for point in range(len(links.points)):
        if point not in links.used:
            near = nearest_settlements(links.settlements, links.points[point].position, 5)
            hromada, votes = collections.Counter(place.hromada for _, place in near).most_common(1)[0]
            if votes >= 4:
                lonely_points[hromada].append(point)
    unplaced = collections.defaultdict(list)
    for number, place in enumerate(links.settlements):
        if not place.position:
            unplaced[place.hromada].append(number)
    for hromada, numbers in unplaced.items():
        if len(numbers) == 1 and len(lonely_points[hromada]) == 1:
            _take_old_point(links, numbers[0], lonely_points[hromada][0], "fg-elim")


def late_towns(links: Links) -> None:
    """Towns still without a place take a town's point of their name within 90 km of the raion's middle."""
    raions = collections.defaultdict(list)
    for place in links.settlements:
        if place.position:
            raions[place.raion].append(place.position)
    named = collections.defaultdict(list)
    for number, point in enumerate(links.points):
        if number not in links.used and point.place_class in ("town", "city"):
            named[skeleton(point.name)].append(number)
    for number, place in enumerate(links.settlements):
        if place.position or place.category not in "MT" or not raions[place.raion]:
            continue
        middle = centre(raions[place.raion])
        near = sorted((kilometres(middle, links.points[point].position), point) for key in place.keys for point in named[key])
        if near and near[0][0] < 90:
            links.join(number, near[0][1])
            place.position, place.source, place.point = links.points[near[0][1]].position, "fg", near[0][1]


def by_district_centre(settlements: list[Settlement]) -> None:
    """What is left gets the middle of its hromada, or of its raion: no position of its own, and marked so."""
    hromadas, raions = collections.defaultdict(list), collections.defaultdict(list)
    for place in settlements:
        if place.position:
            hromadas[place.hromada or place.code].append(place.position)
            raions[place.raion].append(place.position)
    for place in settlements:
        if not place.position:
            source = "hromada-centroid" if hromadas[place.hromada] else "raion-centroid"
            place.position, place.source = centre(hromadas[place.hromada] or raions[place.raion]), source
