import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsOf, sliceByPoints } from './codePoints.ts';
import { speakerTurns } from './speakerTurns.ts';

const said = (text: string, pattern?: string) => {
  const { turns, pattern: told } = speakerTurns(text, pattern);
  const points = codePointsOf(text);
  const words = turns.start.map((_, i) =>
    sliceByPoints(text, points, turns.wordsAt[i] ?? 0, turns.end[i] ?? 0).trim(),
  );
  return { told, turns: turns.speaker.map((speaker, i) => [speaker, words[i]]), seconds: turns.seconds };
};

it('may be told by a pattern with any sign in it', () => {
  for (const sign of ['-', '|', '*', '/', '[x]', '(x)', '+', '^', '$', '.'])
    expect(said(`I ${sign} How?\nHead ${sign} Well.\n`, `{speaker} ${sign} {words}`).turns).toEqual([
      ['I', 'How?'],
      ['Head', 'Well.'],
    ]);
});

describe('who speaks', () => {
  it.each([
    ['{speaker}: {words}', 'I: How?\nHead: Well.\nI: Since?\nHead: Easter.'],
    [
      '[{time}] {speaker}: {words}',
      '[00:01] I: How?\n[00:02] Head: Well.\n[00:03] I: Since?\n[00:04] Head: Easter.',
    ],
    [
      '{speaker} ({time}): {words}',
      'I (00:01): How?\nHead (00:02): Well.\nI (00:03): Since?\nHead (00:04): Easter.',
    ],
    ['{speaker} {time}', 'I  00:01\nHow?\n\nHead  00:02\nWell.\n\nI  00:03\nSince?\n\nHead  00:04\nEaster.'],
    ['#{speaker}# {words}', '#I# How?\n#Head# Well.\n#I# Since?\n#Head# Easter.'],
    ['{speaker}\t{words}', 'I\tHow?\nHead\tWell.\nI\tSince?\nHead\tEaster.'],
  ])('is told by %s', (pattern, text) => {
    const { told, turns, seconds } = said(text);
    expect(told).toBe(pattern);
    expect(turns).toEqual([
      ['I', 'How?'],
      ['Head', 'Well.'],
      ['I', 'Since?'],
      ['Head', 'Easter.'],
    ]);
    expect(seconds).toEqual(pattern.includes('{time}') ? [1, 2, 3, 4] : [null, null, null, null]);
  });

  it('is told of a text whose title and notes name nobody', () => {
    const text =
      'Interview at Alder Road\nNote: it rained.\n\nI: How?\nWent on.\nHead: At 10:30, see https://a.example.\nI: And?\nHead: Well \u{1F600}.\n';
    expect(said(text).turns).toEqual([
      ['I', 'How?\nWent on.'],
      ['Head', 'At 10:30, see https://a.example.'],
      ['I', 'And?'],
      ['Head', 'Well \u{1F600}.'],
    ]);
  });

  it('is nobody where nobody speaks', () => {
    for (const text of [
      '',
      'Rain fell all day.\nNobody came.',
      'Address: Alder Road\nHead: unknown\nPupils: 210\nStaff: 14\nRegion: North',
      'https://a.example\nhttps://b.example\nhttps://c.example\nhttps://d.example',
      '10:30 we met\n11:30 we ate\n12:30 we left\n13:30 we slept',
    ])
      expect(speakerTurns(text)).toMatchObject({ pattern: null, turns: { start: [] } });
  });

  it('is told by a pattern of one’s own, in which nothing else is special', () => {
    expect(said('Tom» yes (a+)+\nAnn» no', '{speaker}» {words}').turns).toEqual([
      ['Tom', 'yes (a+)+'],
      ['Ann', 'no'],
    ]);
    expect(said('(a)* Tom. yes', '(a)* {speaker}. {words}').turns).toEqual([['Tom', 'yes']]);
    for (const pattern of ['{words}', '{speaker}{speaker}', 'nothing'])
      expect(speakerTurns('Tom: yes', pattern).turns.start).toEqual([]);
  });

  it('leaves no gap between turns, wherever letters of two halves stand', () => {
    const name = fc.constantFrom('I', 'Head', 'Zoë', 'Lehrer 1', '\u{1D4D0}nn');
    const words = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => text.replaceAll(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, words), { minLength: 1, maxLength: 12 }), (lines) => {
        const text = lines.map(([who, what]) => `${who}: ${what}`).join('\n');
        const { start, end, wordsAt, speaker } = speakerTurns(text, '{speaker}: {words}').turns;
        const points = codePointsOf(text);
        expect(end).toEqual([...start.slice(1), ...(start.length === 0 ? [] : [points.length])]);
        start.forEach((at, i) => {
          expect(at).toBeLessThanOrEqual(wordsAt[i] ?? 0);
          expect(sliceByPoints(text, points, at, wordsAt[i] ?? 0)).toContain(speaker[i]);
        });
      }),
    );
  });

  it('takes no longer for a text that is made to be slow', () => {
    const hard = `${'a '.repeat(200)}\n`.repeat(3000);
    expect(speakerTurns(hard).pattern).toBeNull();
    expect(speakerTurns(hard, '{speaker} {time} {words}').turns.start).toEqual([]);
  });
});
