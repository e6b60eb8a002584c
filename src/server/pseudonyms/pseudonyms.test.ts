import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsOf, sliceByPoints } from '#contract/codePoints';
import { candidatesIn } from './propose.ts';
import { replaceWords } from './replace.ts';

const talk = [
  'Interviewer: When did you come to Alder Road?',
  'Head: Ms Villarin asked me. Ann Smith and Ann’s mother came on Monday. Monday was hard.',
  'Interviewer: The governors agreed? Ring me on 020 7946 0958, or write to ann@alder.example.org.',
  'Head: They did. Smith, too. Teachers from Heron Hill came. In Maths we do fine. We live at SW1A 1AA.',
].join('\n');

const told = (text: string) =>
  candidatesIn(text).map(({ word, kind, count }) => `${kind} ${word} ${String(count)}`);

describe('what is proposed', () => {
  it('are names, places and numbers, and nothing that only begins a sentence', () => {
    const found = told(talk);
    for (const one of [
      'place Alder Road 1',
      'name Villarin 1',
      'name Ann Smith 1',
      'name Ann 1',
      'place Heron Hill 1',
      'number 020 7946 0958 1',
      'number ann@alder.example.org 1',
      'number SW1A 1AA 1',
    ])
      expect(found).toContain(one);
    for (const word of ['When', 'They', 'The', 'Monday', 'Maths', 'Interviewer', 'Head', 'Teachers'])
      expect(found.map((one) => one.split(' ')[1])).not.toContain(word);
    // Nothing in the writing tells whether that is somebody: it is shown, and not ticked.
    expect(candidatesIn(talk).find(({ word }) => word === 'Ring')?.likely).toBe(false);
  });

  it('end where a sentence does, and go on behind a title or an initial', () => {
    expect(told('We asked Ann Lee. It rained. Then we met Mr. Brown and J. Reed.')).toEqual([
      'name Ann Lee 1',
      'name Brown 1',
      'name J. Reed 1',
    ]);
  });

  it('is nothing where nobody is named', () => {
    expect(told('It rained. We went in, and then it rained again. Nobody came.')).toEqual([]);
    expect(told('')).toEqual([]);
  });
});

describe('what is replaced', () => {
  it('is every whole word, the longer first, and no part of another', () => {
    const words = new Map([
      ['Ann', 'Name 1'],
      ['Ann Smith', 'Name 2'],
    ]);
    const { text, replaced } = replaceWords('Ann Smith, Ann’s Annual, (Ann) Anna. JoAnn', words);
    expect(text).toBe('Name 2, Name 1’s Annual, (Name 1) Anna. JoAnn');
    expect(replaced).toBe(3);
  });

  it('may have any sign in it', () => {
    const odd = 'St. Mary-le-Bow (C.E.) [a|b] 2-4';
    expect(replaceWords(`At ${odd}.`, new Map([[odd, 'Place 1']])).text).toBe('At Place 1.');
  });

  it('is never replaced again', () => {
    const words = new Map([
      ['Ann', 'Bea'],
      ['Bea', 'Ann'],
    ]);
    expect(replaceWords('Ann and Bea', words).text).toBe('Bea and Ann');
  });

  it('leaves every other word at the place to which its old place leads', () => {
    const piece = fc.constantFrom('word', '\u{1F600}', 'e\u0301', 'Ann', 'Ann Lee', 'Heron', '.', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const old = pieces.join(' ');
        const words = new Map([
          ['Ann', 'N'],
          ['Ann Lee', 'Somebody \u{1F600} else'],
          ['Heron', 'Place 1'],
        ]);
        const { text, moved } = replaceWords(old, words);
        const [from, to] = [codePointsOf(old), codePointsOf(text)];
        let at = 0;
        for (const one of pieces) {
          const start = codePointsOf(old.slice(0, at)).length;
          const end = start + codePointsOf(one).length;
          at += one.length + 1;
          if (one.startsWith('Ann') || one === 'Heron') continue;
          expect(sliceByPoints(text, to, moved(start), moved(end))).toBe(one);
        }
        expect(moved(from.length)).toBe(to.length);
        expect(moved(0)).toBe(0);
      }),
    );
  });
});
