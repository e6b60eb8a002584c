import { count, counted, decimal } from '#contract/words';
import { nameList, unitWords, type Compared } from './compared.ts';

/** What the numbers rest on. */
export function WhatIsCompared({ compared }: { compared: Compared }) {
  const { found, asked, choice } = compared;
  const rows: [name: string, words: string][] = [
    ['Coders', `${nameList(compared).join(', ')}; ${blindWords(compared)}`],
    ['Unit', `${unitWords[choice.unit]}; a code counts in every unit that its words reach into`],
    [
      'Units',
      `${count(found.units)}, of which ${count(found.codedByAny)} were coded by anybody and ${count(found.codedByTwo)} by two or more`,
    ],
    [
      'Unitizing',
      `${counted(found.characters, 'character')} that were heard; ${sourcesWords(compared)}overlapping marks of one coder count as the set of their codes`,
    ],
    ['Agree when', 'the sets of codes on a unit are the same; sets that share codes differ less'],
    [
      'Left out',
      [
        asked > 0 ? counted(asked, 'turn of whoever asks', 'turns of whoever asks') : null,
        choice.uncoded === 'with' ? null : 'what nobody coded',
        isPartly(compared) ? 'of each source, coders who did not code it' : null,
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
      {choice.unit === 'characters' && (
        <p className="note">
          Stretches side by side are coded alike more often than chance has it, so the intervals are narrower
          than those of turns.
        </p>
      )}
    </aside>
  );
}

/** How several texts come to be one. */
const sourcesWords = ({ sources }: Compared): string =>
  sources.length === 1 ? '' : 'sources weigh by their length; ';

function blindWords({ sources }: Compared): string {
  const blind = sources.filter((one) => one.blind).length;
  if (blind === 0) return 'not blind';
  return blind === sources.length
    ? 'blind to one another'
    : `blind to one another in ${String(blind)} of ${counted(sources.length, 'source')}`;
}

const isPartly = ({ sources, coders }: Compared): boolean =>
  sources.some((source) => source.coders.length < coders.length);
