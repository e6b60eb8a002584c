import { count, counted, decimal } from '#contract/words';
import type { Laid } from './blocks.ts';
import { askedTurns, type Compared } from './compared.ts';

interface WhatIsComparedProps {
  compared: Compared;
  laid: Laid;
  blind: boolean;
}

/** What the numbers rest on. */
export function WhatIsCompared({ compared, laid, blind }: WhatIsComparedProps) {
  const { found, coders, choice } = compared;
  const asked = askedTurns(laid.blocks);
  const unit =
    choice.kind === 'sentence' ? 'one sentence' : 'one turn, or one paragraph where nobody is told apart';
  const rows: [name: string, words: string][] = [
    ['Coders', `${coders.join(', ')}; ${blind ? 'blind to one another' : 'not blind'}`],
    ['Unit', `${unit}; a code counts in every unit that its words reach into`],
    [
      'Units',
      `${count(found.units)}, of which ${count(found.codedByAny)} were coded by anybody and ${count(found.codedByTwo)} by two or more`,
    ],
    ['Agree when', 'the sets of codes on a unit are the same; sets that share codes differ less'],
    [
      'Left out',
      [
        asked > 0 ? counted(asked, 'turn of whoever asks', 'turns of whoever asks') : null,
        choice.uncoded ? null : 'what nobody coded',
      ]
        .filter((words) => words !== null)
        .join(', ') || 'nothing',
    ],
  ];
  return (
    <aside aria-labelledby="compared-title">
      <h2 id="compared-title">What is compared</h2>
      <dl className="kv">
        {rows.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {found.percent !== null && (
        <p className="note">
          Pairs of coders said the same of {decimal(100 * found.percent, 0)} per cent of units. It is no test:
          where little is coded, those who code nothing agree.
        </p>
      )}
    </aside>
  );
}
