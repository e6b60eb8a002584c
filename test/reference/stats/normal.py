"""Expected values of the normal distribution with 40 digits. Run: python3 normal.py > normal.json (needs mpmath)"""
import json

from mpmath import findroot, log, mp, mpf, ncdf, nstr, sqrt

mp.dps = 40
XS = ["-30", "-10", "-5", "-3", "-2.6", "-2.5", "-2.4", "-1", "-0.1", "0", "0.5", "1", "3", "6"]
PS = ["1e-200", "1e-10", "0.001", "0.025", "0.3", "0.5", "0.7", "0.975", "0.9999"]


def quantile(p):
    if p > mpf("0.5"):
        return -quantile(1 - p)
    if p == mpf("0.5"):
        return mpf(0)
    return findroot(lambda x: log(ncdf(x)) - log(p), 1 - sqrt(-2 * log(p)))


print(json.dumps({
    "made by": "normal.py with mpmath",
    "probability": [[float(x), float(nstr(ncdf(mpf(x)), 18))] for x in XS],
    "quantile": [[float(p), float(nstr(quantile(mpf(p)), 18))] for p in PS],
}, indent=1))
