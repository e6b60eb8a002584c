"""Alpha of the sets of codes that two people gave comments of SIGHT, by NLTK: expected value in agreement.test.ts.

Run from the project's folder, with NLTK (3.10.3 was used): python3 test/reference/stats/masi.py ../shared/data
NLTK's own masi_distance rounds its factors to 0.67 and 0.33; here they are 2/3 and 1/3, as in Passonneau (2006).
"""

import csv
import gzip
import sys

from nltk.metrics.agreement import AnnotationTask


def distance(one, other):
    if one == other:
        return 0.0
    shared, either = len(one & other), len(one | other)
    factor = 0 if shared == 0 else 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - shared / either * factor


name = f"{sys.argv[1]}/sight_two_coders_sample.csv.gz"
rows = list(csv.DictReader(gzip.open(name, "rt", encoding="utf-8-sig")))
codes = [column[len("annotator_H1_"):] for column in rows[0] if column.startswith("annotator_H1_")]
triples = []
for unit, row in enumerate(rows):
    given = {coder: [row[f"annotator_{coder}_{code}"] for code in codes] for coder in ("H1", "H2")}
    if any("" in cells for cells in given.values()):
        continue
    for coder, cells in given.items():
        triples.append((coder, unit, frozenset(code for code, cell in zip(codes, cells) if float(cell) == 1)))
print(len(triples) // 2, len({one for _, _, one in triples}), repr(AnnotationTask(triples, distance=distance).alpha()))
