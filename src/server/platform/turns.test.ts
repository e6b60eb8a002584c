import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('lets so many begin at once, and the rest in their order', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 5 }, async (_, i) => {
    const end = await turns.take();
    begun.push(i);
    return end;
  });
  const first = await ends[0];
  expect(begun).toEqual([0, 1]);
  first?.();
  // A turn ended twice does not make two turns.
  first?.();
  await ends[2];
  expect(begun).toEqual([0, 1, 2]);
  for (const i of [1, 2, 3]) (await ends[i])?.();
  await ends[4];
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

it('forgets who gives up, and is free again at the end', async () => {
  const turns = new Turns(1);
  const end = await turns.take();
  const leaving = new AbortController();
  const gone = turns.take(leaving.signal);
  const next = turns.take();
  leaving.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  await expect(turns.take(leaving.signal)).rejects.toThrow('gone');
  end();
  (await next)();
  (await turns.take())();
});
