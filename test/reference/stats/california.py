"""Expected values for the identification of California schools, computed with numpy (its eigensolver is LAPACK's).

Run: python3 california.py PATH/california_api_1999_2000.csv.gz > california.json
"""
import csv
import gzip
import json
import sys

import numpy as np

CONTEXT = [("meals", 1), ("avg.ed", -1), ("ell", 1), ("mobility", 1)]

with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
complete = [r for r in rows if all(r[name] != "" for name, _ in CONTEXT) and r["api00"] != ""]
x = np.array([[float(r[name]) for name, _ in CONTEXT] for r in complete])
y = np.array([float(r["api00"]) for r in complete])
z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
correlation = np.corrcoef(x, rowvar=False)
values, vectors = np.linalg.eigh(correlation)
loadings = vectors[:, -1] * np.sign(vectors[0, -1])
index = z @ loadings
turned = correlation * np.outer(np.sign(loadings), np.sign(loadings))
k = len(CONTEXT)


def within(column):
    groups = {}
    hardest = resilient = struggling = 0
    for i, row in enumerate(complete):
        groups.setdefault(row[column], []).append(i)
    for members in groups.values():
        q3 = np.quantile(index[members], 0.75)
        low, high = np.quantile(y[members], [0.25, 0.75])
        for i in members:
            if index[i] >= q3:
                hardest += 1
                resilient += y[i] >= high
                struggling += y[i] <= low
    return {"hardest": hardest, "resilient": int(resilient), "struggling": int(struggling)}


print(json.dumps({
    "made by": "california.py with numpy " + np.__version__,
    "schools": len(complete),
    "excluded": len(rows) - len(complete),
    "loadings": loadings.tolist(),
    "eigenvalues": values[::-1].tolist(),
    "shareOfVariance": values[-1] / k,
    "means": x.mean(axis=0).tolist(),
    "standardDeviations": x.std(axis=0, ddof=1).tolist(),
    "cronbachAlpha": k / (k - 1) * (1 - k / turned.sum()),
    "correlation": np.corrcoef(index, y)[0, 1],
    "within": {column: within(column) for column in ("cname", "stype")},
}, indent=1))
