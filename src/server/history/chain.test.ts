import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChain, firstHash, type Frame, type SealedLine } from './chain.ts';

const workspace = '01a2096c-4db7-779e-929b-fa5ba71d6a01';

/** A trail as the database writes it. */
function trail(words: readonly string[], start = { sequence: 0, hash: firstHash }) {
  const lines: SealedLine[] = [];
  let { sequence, hash } = start;
  for (const word of words) {
    sequence++;
    const line = {
      workspace,
      sequence,
      id: `id ${String(sequence)}`,
      at: `2026-11-23T08:00:00.${String(sequence).padStart(6, '0')}Z`,
      person: null,
      roles: 'owner',
      address: '127.0.0.1',
      request: null,
      act: 'workspace.change',
      objectKind: 'workspace',
      objectId: null,
      detail: { word },
      before: null,
      after: null,
    };
    const sealed = JSON.stringify(Object.values(line));
    hash = seal(hash, sealed);
    lines.push({ line, sealed, hash });
  }
  const around: Frame = { workspace, begin: start, head: { sequence, hash } };
  return { around, lines };
}

const seal = (previous: string, text: string) =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex');

function check(around: Frame, lines: readonly SealedLine[], noted?: string) {
  const pages = async function* () {
    await Promise.resolve();
    for (let at = 0; at < lines.length; at += 3) yield lines.slice(at, at + 3);
  };
  return checkChain(around, pages(), noted);
}

const words = fc.array(fc.string(), { minLength: 2, maxLength: 12 });

/** What somebody may do to lines; given the place of one and of another behind it. */
const tampering: Record<string, (lines: SealedLine[], at: number, behind: number) => SealedLine[]> = {
  'a changed column': (lines, at) =>
    lines.map((one, i) => (i === at ? { ...one, line: { ...one.line, detail: { word: 'forged' } } } : one)),
  'a changed line whose text was changed with it': (lines, at) =>
    lines.map((one, i) => {
      if (i !== at) return one;
      const line = { ...one.line, roles: 'viewer' };
      return { ...one, line, sealed: JSON.stringify(Object.values(line)) };
    }),
  'a line taken out': (lines, at) => lines.toSpliced(at, 1),
  'two lines in each other’s place': (lines, at, behind) =>
    lines.map((one, i) => (i === at ? lines[behind] : i === behind ? lines[at] : one) as SealedLine),
  'a line put between': (lines, at) => lines.toSpliced(at, 0, lines[at] as SealedLine),
  'the end cut off': (lines, at) => lines.slice(0, at),
};

describe('a chain', () => {
  it('is unbroken as it was written, also after its beginning was removed in time', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.nat(11), async (list, cut) => {
        const { around, lines } = trail(list);
        expect((await check(around, lines)).fault).toBeNull();
        const removed = Math.min(cut, lines.length - 1);
        const last = lines[removed - 1];
        if (last === undefined) return;
        const begin = { sequence: last.line.sequence, hash: last.hash };
        const verdict = await check({ ...around, begin }, lines.slice(removed));
        expect(verdict).toMatchObject({ fault: null, removed, lines: lines.length - removed });
      }),
    );
  });

  it.each(Object.entries(tampering))('shows %s', async (_, tamper) => {
    await fc.assert(
      fc.asyncProperty(words, fc.nat(), fc.nat(), async (list, a, b) => {
        const { around, lines } = trail(list);
        const at = a % (lines.length - 1);
        const behind = at + 1 + (b % (lines.length - 1 - at));
        expect((await check(around, tamper(lines, at, behind))).fault).not.toBeNull();
      }),
    );
  });

  it('that was written anew from somewhere shows against a head that was noted', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (list, others) => {
        const kept = trail(list);
        const [, ...rest] = others;
        const first = kept.lines.slice(0, 1);
        const anew = trail([...rest, 'another end'], { sequence: 1, hash: first[0]?.hash ?? '' });
        const around = { ...kept.around, head: anew.around.head };
        const lines = [...first, ...anew.lines];
        // Lines that only go on from the noted one were not written anew.
        fc.pre(lines.every((line) => line.hash !== kept.around.head.hash));
        expect((await check(around, lines)).fault, 'by itself it cannot show').toBeNull();
        expect((await check(around, lines, kept.around.head.hash)).fault).toContain('cut off or rewritten');
        expect((await check(kept.around, kept.lines, first[0]?.hash)).fault).toBeNull();
      }),
    );
  });

  it('says which line, in words', async () => {
    const { around, lines } = trail(['one', 'two', 'three', 'four', 'five']);
    const faults = async (changed: SealedLine[]) => (await check(around, changed)).fault;
    expect(await faults(lines.toSpliced(1, 2))).toBe('Lines 2 to 3 are missing.');
    expect(await faults(lines.toSpliced(1, 1))).toBe('Line 2 is missing.');
    expect(await faults(lines.slice(0, 3))).toContain('ends with line 3, but 5 were written');
    expect(await faults(tampering['a changed column']?.(lines, 2, 3) ?? [])).toBe(
      'Line 3 (2026-11-23 08:00 UTC) says in ‘detail’ something else than was sealed.',
    );
    expect(
      (await check({ ...around, begin: { sequence: 0, hash: around.head.hash } }, lines)).fault,
    ).toContain('beginning');
    expect((await check({ ...around, workspace: 'another' }, lines)).fault).toContain('another workspace');
  });
});
