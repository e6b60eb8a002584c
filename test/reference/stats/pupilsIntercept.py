# High-precision reference for workload 1 (random intercept): sufficient statistics and REML score root in 80-bit long double.
# python3 pupilsIntercept.py DIR   (needs numpy + pandas); solves d REML / d(theta^2) = 0 by safeguarded secant, not by minimising the criterion
import sys, numpy as np, pandas as pd
LD = np.longdouble; d = pd.read_csv(sys.argv[1] + '/pupils.csv'); N = len(d); g = d.school.values - 1; J = g.max() + 1
V = [np.ones(N, LD)] + [d[c].values.astype(LD) for c in ('ses', 'female', 'prior', 'score')]
n = np.bincount(g, minlength=J).astype(LD); st = np.flatnonzero(np.r_[True, g[1:] != g[:-1]]); assert (np.diff(g) >= 0).all()
S = np.stack([np.add.reduceat(v, st) for v in V], 1); A = np.array([[np.sum(a * b) for b in V] for a in V], LD)
def chol(M):
    k = len(M); L = np.zeros((k, k), LD)
    for j in range(k):
        L[j, j] = np.sqrt(M[j, j] - np.sum(L[j, :j] ** 2))
        for i in range(j + 1, k): L[i, j] = (M[i, j] - np.sum(L[i, :j] * L[j, :j])) / L[j, j]
    return L
def at(lam):  # lam = theta^2
    l = 1 + lam * n; k = lam / l; M = A - (S * k[:, None]).T @ S; dM = -((S / (l * l)[:, None]).T @ S)  # d(lam/l)/dlam = 1/l^2
    L = chol(M); B = L[4, :4].copy(); b = np.zeros(4, LD)
    for i in range(3, -1, -1): b[i] = (B[i] - np.sum(L[i + 1:4, i] * b[i + 1:])) / L[i, i]
    q = L[4, 4] ** 2; c = np.r_[-b, LD(1)]; dq = c @ dM @ c; Xi = np.zeros((4, 4), LD); I = np.eye(4).astype(LD)  # inverse of X'V^-1X via L
    for j in range(4):
        z = np.zeros(4, LD)
        for i in range(4): z[i] = (I[i, j] - np.sum(L[i, :i] * z[:i])) / L[i, i]
        for i in range(3, -1, -1): Xi[i, j] = (z[i] - np.sum(L[i + 1:4, i] * Xi[i + 1:, j])) / L[i, i]
    df = N - 4; score = np.sum(n / l) + np.trace(Xi @ dM[:4, :4]) + df * dq / q
    crit = np.sum(np.log(l)) + 2 * np.sum(np.log(np.diag(L)[:4])) + df * (1 + np.log(2 * LD(np.pi) * q / df)); return score, crit, b, q / df, Xi
lo, hi = LD('1e-6'), LD(16)
for _ in range(200):
    m = (lo * hi) ** LD('.5'); s = at(m)[0]
    if s > 0: hi = m
    else: lo = m
    if hi - lo < 1e-18 * hi: break
lam = (lo + hi) / 2; s, crit, b, s2, Xi = at(lam); r = S[:, 4] - S[:, :4] @ b; l = 1 + lam * n; u = lam * r / l; f = lambda x: '%.15g' % float(x)
print('REF theta', f(np.sqrt(lam)), 'sigma2', f(s2), 'tau2', f(lam * s2), 'REMLcrit', f(crit), 'score', f(s)); print('REF beta', *map(f, b)); print('REF se', *[f(np.sqrt(s2 * Xi[i, i])) for i in range(4)])
cv = np.sqrt(s2 * lam / l); print('REF blup3', *map(f, u[:3]), 'se3 (theta,beta fixed: lme4 condVar)', *map(f, cv[:3]), 'sum|u|', f(np.sum(np.abs(u))), 'sum se', f(np.sum(cv)))
# comparative SE including the uncertainty of beta (Henderson C22 block / PEV)
D = S[:, :4] * (lam / l)[:, None]; pev = s2 * (lam / l) + s2 * np.einsum('ij,jk,ik->i', D, Xi, D); print('REF pev_se3 (Henderson, beta estimated)', *map(f, np.sqrt(pev[:3])), 'sum', f(np.sum(np.sqrt(pev))))
