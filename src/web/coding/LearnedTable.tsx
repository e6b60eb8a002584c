import type { ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { keyOf } from '#contract/coding';
import {
  learnedTable,
  type HeldOut,
  type Learned,
  type LearnedCode,
  type SuggestedUnit,
} from '#contract/suggestions';
import { count, counted } from '#contract/words';
import { Scroll } from '../ui/Scroll.tsx';
import { Sign } from './Codebook.tsx';
import type { Sayable } from './codebook.ts';

interface LearnedTableProps {
  learned: Learned;
  names: ReadonlyMap<string, Sayable>;
  asked: { workspace: string; unit: SuggestedUnit };
  unitSwitch: ReactNode;
  /** Leads to what a code is suggested for. */
  codeLink: (target: LearnedCode['target'], words: string, label: string) => ReactNode;
}

const ofUnit = { turn: 'turn', sentence: 'sentence' } as const;
const stateWords = {
  few: 'too little to learn from: it takes eight',
  chance: 'its words do not tell it: no better than chance',
} as const;

/** How well each code is suggested where it could be checked; those with most that is right first. */
export function LearnedTable({ learned, names, asked, unitSwitch, codeLink }: LearnedTableProps) {
  const rows = learned.codes.toSorted((a, b) => rank(b) - rank(a) || b.given - a.given);
  const now = rows.reduce((sum, { suggested }) => sum + suggested, 0);
  return (
    <>
      <div className="figure-head">
        <div>
          <h2>How often each suggestion is right, where it can be checked</h2>
          <p className="note">
            {counted(learned.units, ofUnit[asked.unit])} of {counted(learned.sources, 'source')};{' '}
            {counted(now, 'suggestion')} now. Checked on parts of the material that a code was not learned
            from.
          </p>
        </div>
        <div className="switches no-print">
          {unitSwitch}
          <a className="btn line small" href={urlOf(learnedTable, asked)} download>
            Download table
          </a>
        </div>
      </div>
      <Scroll label="Codes that are suggested">
        <table className="table stacks learned-table">
          <thead>
            <tr>
              <th>Code</th>
              <th className="n">Given</th>
              <th>Right, of those suggested</th>
              <th>Found, of those given</th>
              <th className="n">Suggested now</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={keyOf(row.target)}
                row={row}
                sayable={names.get(keyOf(row.target))}
                codeLink={codeLink}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** Learned ones by how many of the suggestions were right, then what cannot be learned. */
function rank({ state, heldOut }: LearnedCode): number {
  if (state !== 'learned' || heldOut === null) return state === 'chance' ? -1 : -2;
  return heldOut.right / Math.max(1, heldOut.suggested);
}

interface RowProps {
  row: LearnedCode;
  sayable: Sayable | undefined;
  codeLink: LearnedTableProps['codeLink'];
}

function Row({ row, sayable, codeLink }: RowProps) {
  const { target, given, state, heldOut, suggested } = row;
  return (
    <tr>
      <th scope="row">
        <span className="learned-code">
          <Sign pole={target.pole} /> {sayable?.name ?? '…'}
        </span>
        <small>{sayable?.element ?? ''}</small>
      </th>
      <td className="n" data-label="Given">
        {count(given)}
      </td>
      {state === 'learned' && heldOut !== null ? (
        <>
          <td data-label="Right, of those suggested">
            <Share part={heldOut.right} whole={heldOut.suggested} />
          </td>
          <td data-label="Found, of those given">
            <Share part={heldOut.right} whole={heldOut.given} />
          </td>
        </>
      ) : (
        <td colSpan={2} className="quiet" data-label="Checked">
          {stateWords[state === 'few' ? 'few' : 'chance']}
        </td>
      )}
      <td className="n" data-label="Suggested now">
        {suggested === 0 || sayable?.setAside === true
          ? count(suggested)
          : codeLink(
              target,
              count(suggested),
              `Look at ${counted(suggested, 'suggestion')} of ${sayable?.name ?? 'the code'}`,
            )}
      </td>
    </tr>
  );
}

/** A share as a bar and in numbers, so that 3 of 4 does not look as sure as 300 of 400. */
function Share({ part, whole }: { part: number; whole: number }) {
  const percent = whole === 0 ? 0 : (100 * part) / whole;
  return (
    <span className="learned-share">
      <span className="learned-bar" aria-hidden="true">
        <i style={{ inlineSize: `${String(percent)}%` }} />
      </span>
      {count(part)} of {count(whole)}
      <small>{whole === 0 ? '' : `${String(Math.round(percent))} %`}</small>
    </span>
  );
}

/** What checking came to, in a sentence. */
export function checkedWords({ right, suggested, given }: HeldOut, by: LearnedCode['by']): string {
  const where = by === 'sources' ? 'sources' : 'stretches of sources';
  return `Checked on ${where} that it was not learned from, ${count(right)} of ${count(suggested)} were right, and ${count(right)} of the ${count(given)} that coders had given were found.`;
}
