# Reference for the random slope model (1 + ses | school), REML, 80-bit long double, Newton on the exact gradient. python3 pupilsSlope.py DIR
# The gradient is taken by a step of 1e-40 into the complex plane: central differences would leave 1e-11 of the variances
# and 2e-9 of an effect near 0 to the step's own error.
import sys, numpy as np
LD = np.longdouble; CD = np.clongdouble; school, *columns = np.loadtxt(sys.argv[1] + '/pupils.csv', delimiter=',', skiprows=1).T
N = len(school); st = np.flatnonzero(np.r_[True, school[1:] != school[:-1]]); V = [np.ones(N, LD)] + [column.astype(LD) for column in columns]
A = np.array([[np.sum(a * b) for b in V] for a in V], LD); S0 = np.stack([np.add.reduceat(v, st) for v in V], 1); S1 = np.stack([np.add.reduceat(v * V[1], st) for v in V], 1)
n, s, q = S0[:, 0], S0[:, 1], S1[:, 1]
def chol(M):
    k = len(M); L = np.zeros((k, k), CD)
    for j in range(k):
        L[j, j] = np.sqrt(M[j, j] - np.sum(L[j, :j] ** 2))
        for i in range(j + 1, k): L[i, j] = (M[i, j] - np.sum(L[i, :j] * L[j, :j])) / L[j, j]
    return L
def f(t, full=False):  # Lambda = [[a,0],[b,c]] relative Cholesky factor; W = Lambda' Z'[X y]
    a, b, c = t; W0 = a * S0 + b * S1; W1 = c * S1; m00 = 1 + a * a * n + 2 * a * b * s + b * b * q; m01 = c * (a * s + b * q); m11 = 1 + c * c * q; det = m00 * m11 - m01 * m01
    M = A - ((W0 * (m11 / det)[:, None]).T @ W0 + (W1 * (m00 / det)[:, None]).T @ W1 - (W0 * (m01 / det)[:, None]).T @ W1 - (W1 * (m01 / det)[:, None]).T @ W0)
    L = chol(M); qq = L[4, 4] ** 2; df = N - 4; crit = np.sum(np.log(det)) + 2 * np.sum(np.log(np.diag(L)[:4])) + df * (1 + np.log(2 * LD(np.pi) * qq / df))
    if not full: return crit
    be = np.zeros(4, CD)
    for i in range(3, -1, -1): be[i] = (L[4, i] - np.sum(L[i + 1:4, i] * be[i + 1:])) / L[i, i]
    r0 = S0[:, 4] - S0[:, :4] @ be; r1 = S1[:, 4] - S1[:, :4] @ be; w0 = a * r0 + b * r1; w1 = c * r1; v0 = (m11 * w0 - m01 * w1) / det; v1 = (m00 * w1 - m01 * w0) / det; s2 = qq / df
    return [np.real(told) for told in (crit, be, s2, a * v0, b * v0 + c * v1)]
t = np.array([.49, .03, .1], LD); E = np.eye(3).astype(LD); tiny = LD('1e-40'); h = LD('1e-6')
def grad(t): return np.array([np.imag(f(t + 1j * tiny * e)) / tiny for e in E])
for it in range(20):  # the last steps wander in the 17th digit
    G = grad(t); H = np.array([(grad(t + h * e) - G) / h for e in E]); H = (H + H.T) / 2; stp = np.linalg.solve(H.astype(float), G.astype(float)).astype(LD); t = t - stp
    if np.max(np.abs(stp)) < 1e-15: break
crit, be, s2, u0, u1 = f(t.astype(CD), True); F = lambda x: '%.15g' % float(x); a, b, c = t
print('REF slope theta', *map(F, t), 'sigma2', F(s2), 'tau00', F(s2 * a * a), 'tau01', F(s2 * a * b), 'tau11', F(s2 * (b * b + c * c)), 'REMLcrit', F(crit), 'last step', F(np.max(np.abs(stp))), 'iterations', it + 1)
print('REF slope beta', *map(F, be), 'u0_3', *map(F, u0[:3]), 'u1_3', *map(F, u1[:3]), 'sum|u0|', F(np.sum(np.abs(u0))))
