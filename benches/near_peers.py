"""Asks others what the store's bench was asked: SQLite's R-tree from Python, and PostGIS when its server is installed.

    python3 benches/near_peers.py STORE QUESTIONS

`cargo bench --bench store` runs it. STORE is a store; each line of QUESTIONS is JSON: latitude, longitude, within_m, the first
and the last day as numbers, and the ids that the store answered with. Prints the median of each peer, and how many answers
were other than the store's.
"""

import glob
import json
import math
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

MOST = 20
MEAN_RADIUS_M = 6_371_008.8
PATIENCE_S = 600


def distance_m(lat, lon, other_lat, other_lon):
    a, b = math.radians(lat), math.radians(other_lat)
    half_lat, half_lon = (b - a) / 2, math.radians(other_lon - lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_lon) ** 2
    return 2 * MEAN_RADIUS_M * math.asin(math.sqrt(h))


def box(question):
    high = question["within_m"] / 110_500
    wide = high / math.cos(math.radians(abs(question["lat"]) + high))
    return question["lat"] - high, question["lat"] + high, question["lon"] - wide, question["lon"] + wide


def told(name, spent, other, questions):
    print(f"{name}  {statistics.median(spent) * 1e3:.2f} ms, {other} of {questions} answers other than the store's")


def events(store):
    rows = sqlite3.connect(store).execute(
        "SELECT h.fid, h.id, p.lat, p.lon, h.first_day, h.last_day FROM happenings h JOIN places p ON p.fid = h.point"
    )
    return [(fid, f"{bits & (1 << 64) - 1:016x}", *rest) for fid, bits, *rest in rows]


def sqlite_rtree(rows, questions):
    """A tree of latitude, longitude and days, the best of its kind: one of two dimensions finds years of events."""
    tree = sqlite3.connect(":memory:")
    tree.execute("CREATE VIRTUAL TABLE tree USING rtree(fid, lat, lat2, lon, lon2, first, last, +id TEXT)")
    tree.executemany(
        "INSERT INTO tree VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((fid, lat, lat, lon, lon, first, last, id) for fid, id, lat, lon, first, last in rows),
    )
    where = {id: (lat, lon, last) for _, id, lat, lon, _, last in rows}
    spent, other = [], 0
    for question in questions:
        south, north, west, east = box(question)
        began = time.perf_counter()
        found = tree.execute(
            "SELECT id FROM tree WHERE lat2 >= ? AND lat <= ? AND lon2 >= ? AND lon <= ? AND last >= ? AND first <= ?",
            (south, north, west, east, question["from"], question["to"]),
        ).fetchall()
        near = []
        for (id,) in found:
            lat, lon, last = where[id]
            away = distance_m(question["lat"], question["lon"], lat, lon)
            if away <= question["within_m"]:
                near.append((away, -last, id))
        near.sort()
        spent.append(time.perf_counter() - began)
        other += not same([(away, id) for away, _, id in near], question["ids"])
    told("sqlite3 rtree", spent, other, len(questions))


def same(near, ids):
    """Whether the nearest are these; those of one distance may stand in any order, since the last digits differ."""
    if len(ids) != min(MOST, len(near)):
        return False
    away = {id: metres for metres, id in near}
    last = near[len(ids) - 1][0] if ids else 0
    return all(id in away and away[id] <= last + 0.01 for id in ids)


def postgis(rows, questions):
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not programs or not glob.glob("/usr/share/postgresql/*/extension/postgis.control"):
        print("PostGIS is not installed, so it was not asked")
        return
    folder = tempfile.mkdtemp(prefix="frontline-postgis-")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    run = lambda *words, **more: subprocess.run([*as_user, *words], check=True, timeout=PATIENCE_S, **more)
    data, quiet = f"{folder}/data", {"stdout": subprocess.DEVNULL}
    run(f"{programs[-1]}/initdb", "-D", data, "-A", "trust", "--no-sync", **quiet)
    control = [f"{programs[-1]}/pg_ctl", "-D", data]
    run(*control, "-w", "-o", f"-k {folder} -c listen_addresses=''", "-l", f"{folder}/log", "start", **quiet)
    try:
        psql = [f"{programs[-1]}/psql", "-h", folder, "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1"]
        made = (
            "CREATE EXTENSION postgis; CREATE EXTENSION btree_gist;\n"
            "CREATE TABLE events (id text, at geography(Point), first int, last int);\n"
            "CREATE TEMP TABLE came (id text, lat float8, lon float8, first int, last int); COPY came FROM STDIN;\n"
        )
        made += "".join(f"{id}\t{lat}\t{lon}\t{first}\t{last}\n" for _, id, lat, lon, first, last in rows) + "\\.\n"
        made += (
            "INSERT INTO events SELECT id, ST_MakePoint(lon, lat)::geography, first, last FROM came;\n"
            "CREATE INDEX ON events USING gist (at, last); ANALYZE events;\n"
        )
        run(*psql, input=made, text=True, **quiet)
        asked = "\\timing on\n" + "".join(
            "SELECT string_agg(id, ',') FROM (SELECT id FROM events WHERE "
            f"ST_DWithin(at, ST_MakePoint({q['lon']}, {q['lat']})::geography, {q['within_m']}, false) "
            f"AND last >= {q['from']} AND first <= {q['to']} "
            f"ORDER BY ST_Distance(at, ST_MakePoint({q['lon']}, {q['lat']})::geography, false), last DESC, id LIMIT {MOST}) n;\n"
            for q in questions
        )
        answered = run(*psql, input=asked, text=True, stdout=subprocess.PIPE).stdout.splitlines()
        spent = [float(line.split()[1]) / 1e3 for line in answered if line.startswith("Time:")]
        found = [line for line in answered if not line.startswith(("Time:", "Timing"))]
        where = {id: (lat, lon) for _, id, lat, lon, _, _ in rows}
        other = 0
        for ids, q in zip(found, questions):
            near = [(distance_m(q["lat"], q["lon"], *where[id]), id) for id in ids.split(",") if id]
            other += not same(near, q["ids"])
        told("PostGIS      ", spent, other, len(questions))
    finally:
        run(*control, "-m", "immediate", "stop", **quiet)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    store, asked = sys.argv[1:3]
    with open(asked, encoding="utf-8") as lines:
        questions = [json.loads(line) for line in lines]
    rows = events(store)
    sqlite_rtree(rows, questions)
    postgis(rows, questions)


main()
