"""Distances and middles on the ground, in kilometres."""

import math
import statistics


def kilometres(one, other) -> float:
    """Between two (latitude, longitude) pairs, on a sphere."""
    turn = math.pi / 180
    half = 0.5 - math.cos((other[0] - one[0]) * turn) / 2
    half += math.cos(one[0] * turn) * math.cos(other[0] * turn) * (1 - math.cos((other[1] - one[1]) * turn)) / 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))


def flat_kilometres(one, other) -> float:
    """The quick distance between near points, on a plane."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(other[0]))
    return math.hypot(north, east)


def centre(points) -> tuple[float, float]:
    """The median of each coordinate: one stray point does not move it."""
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)
