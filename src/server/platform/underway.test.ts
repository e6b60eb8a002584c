import { describe, expect, it } from 'vitest';
import { Underway } from './underway.ts';

const name = { person: 'rosa', workspace: 'here', work: 'one' };
const nobodyLeaves = () => new AbortController().signal;

describe('a request that takes long', () => {
  it('tells how far it has come to whoever follows from before it began, until it has ended', async () => {
    const underway = new Underway();
    const told = underway.follow(name, nobodyLeaves());
    expect((await told.next()).value).toEqual({ step: '', done: 0, total: 0 });
    let end = () => {};
    const result = underway.run(name, nobodyLeaves(), async ({ progress }) => {
      progress('Storing', 1, 2);
      await new Promise<void>((resolve) => (end = resolve));
      return 'all of it';
    });
    expect((await told.next()).value).toEqual({ step: 'Storing', done: 1, total: 2 });
    end();
    expect(await result).toBe('all of it');
    expect((await told.next()).done).toBe(true);
  });

  it('is stopped by whoever asked, and by nobody else', async () => {
    const underway = new Underway();
    const result = underway.run(name, nobodyLeaves(), async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      signal.throwIfAborted();
    });
    expect(underway.stop({ ...name, person: 'tom' })).toBe(false);
    expect(underway.stop({ ...name, workspace: 'elsewhere' })).toBe(false);
    expect(underway.stop(name)).toBe(true);
    await expect(result).rejects.toThrow('It was stopped. Nothing of it was kept.');
    expect(underway.stop(name)).toBe(false);
  });

  it('is given up where nobody waits for its answer, with a name or without', async () => {
    for (const named of [name, null]) {
      const gone = new AbortController();
      const result = new Underway().run(named, gone.signal, async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
      });
      gone.abort();
      await expect(result).rejects.toThrow('given up');
    }
  });

  it('is not asked for twice under one name', async () => {
    const underway = new Underway();
    let end = () => {};
    const first = underway.run(name, nobodyLeaves(), () => new Promise<void>((resolve) => (end = resolve)));
    await expect(underway.run(name, nobodyLeaves(), () => Promise.resolve())).rejects.toThrow('already');
    end();
    await first;
  });

  it('leaves whoever followed when they go', async () => {
    const gone = new AbortController();
    const told = new Underway().follow(name, gone.signal);
    await told.next();
    gone.abort();
    expect((await told.next()).done).toBe(true);
  });
});
