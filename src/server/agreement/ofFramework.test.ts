import { expect, it } from 'vitest';
import type { CodedSources } from './read.ts';
import { ofFramework } from './ofFramework.ts';

const target = (framework: string) => ({
  framework,
  version: 1,
  element: 'parents',
  pole: '+' as const,
  code: null,
});

it('keeps what was coded with one framework, in every list alike', () => {
  const coded = {
    left: [],
    open: [
      {
        text: { id: 'a talk' },
        coding: {
          codings: {
            targets: [target('ours'), target('theirs')],
            evidence: {
              id: ['a', 'b', 'c'],
              quotation: [0, 1, 2],
              target: [1, 0, 1],
              strength: [null, 2, 3],
              suggested: [false, true, false],
              at: ['1', '2', '3'],
            },
          },
        },
      },
    ],
  } as unknown as CodedSources;
  expect(ofFramework(coded, 'ours').open[0]?.coding.codings.evidence).toEqual({
    id: ['b'],
    quotation: [1],
    target: [0],
    strength: [2],
    suggested: [true],
    at: ['2'],
  });
  expect(ofFramework(coded, 'theirs').open[0]?.coding.codings.evidence.id).toEqual(['a', 'c']);
});
