import { expect, it } from 'vitest';
import { readBody } from './body.ts';

it.each([
  [100_000, '100 kB'],
  [4_000_000, '4 MB'],
  [64 * 2 ** 20, '64 MB'],
])('says of a body beyond %d bytes that %s are the most', async (limit, most) => {
  const headers = { 'content-length': String(limit + 1) };
  const request = new Request('http://reedbed.example/', { method: 'POST', body: 'x', headers });
  await expect(readBody(request, limit)).rejects.toMatchObject({
    kind: 'too-large',
    message: `At most ${most} can be sent at once. Nothing was stored.`,
  });
});
