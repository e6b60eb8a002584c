"""Expected values for the nine sample quantiles, in exact rational arithmetic.

Written from the definitions in Hyndman & Fan (1996), The American Statistician 50, 361-365:
Q(p) = (1 - gamma) x[j] + gamma x[j + 1] with j = floor(p n + m), g = p n + m - j, and per definition
m and gamma(j, g). Run: python3 quantiles.py > quantiles.json
"""
import json
from fractions import Fraction as F
from math import floor

SAMPLES = {
    "ten": [3, -1, 4, 1, -5, 9, 2, 6, 5, 35],
    "nine with ties": [2, 2, 2, 7, 1, 8, 2, 8, 1],
    "two": [10, 20],
    "one": [42],
}
PROBABILITIES = [F(0), F(1, 10), F(1, 4), F(3, 10), F(1, 3), F(1, 2), F(2, 3), F(3, 4), F(9, 10), F(1)]


def shift(kind, p):
    return {1: F(0), 2: F(0), 3: F(-1, 2), 4: F(0), 5: F(1, 2), 6: p, 7: 1 - p,
            8: (p + 1) / 3, 9: p / 4 + F(3, 8)}[kind]


def gamma(kind, j, g):
    if kind == 1:
        return F(1 if g > 0 else 0)
    if kind == 2:
        return F(1) if g > 0 else F(1, 2)
    if kind == 3:
        return F(0) if g == 0 and j % 2 == 0 else F(1)
    return g


def quantile(values, p, kind):
    x = sorted(values)
    n = len(x)
    position = p * n + shift(kind, p)
    j = floor(position)
    def at(k):
        return F(x[min(max(k, 1), n) - 1])
    weight = gamma(kind, j, position - j)
    return (1 - weight) * at(j) + weight * at(j + 1)


print(json.dumps({
    "made by": "quantiles.py",
    "probabilities": [float(p) for p in PROBABILITIES],
    "samples": [
        {"name": name, "values": values,
         "types": {str(kind): [float(quantile(values, p, kind)) for p in PROBABILITIES] for kind in range(1, 10)}}
        for name, values in SAMPLES.items()
    ],
}, indent=1))
