import type { Findings } from '#contract/identificationFindings';
import { count, decimal } from '#contract/words';
import { SortHeader, type Sort } from '../ui/SortHeader.tsx';
import { firmnessOf, inTen, isWeak, toldOf, yearsHeld, type Beside } from './beside.ts';
import type { Column } from './rows.ts';

interface HeadsProps {
  beside: Beside;
  sort: Sort<Column>;
  onSort: (sort: Sort<Column>) => void;
}

/** Columns of what is known beside the rule: in how many years a label held, and how firm it is. */
export function BesideHeads({ beside, sort, onSort }: HeadsProps) {
  const head = (name: Column, words: string) => (
    <SortHeader name={name} sort={sort} onSort={onSort} className="n" mostFirst>
      {words}
    </SortHeader>
  );
  return (
    <>
      {beside.years !== null && head('years', 'Years held')}
      {toldOf(beside)?.pupils && head('pupils', 'Pupils')}
      {beside.model.state !== 'off' && beside.model.state !== 'lacking' && head('firm', 'How firm')}
    </>
  );
}

interface CellsProps {
  findings: Findings;
  beside: Beside;
  row: number;
}

export function BesideCells({ findings, beside, row }: CellsProps) {
  const { years, model } = beside;
  const told = toldOf(beside);
  return (
    <>
      {years !== null && <td className="n">{heldWords(findings, years, row)}</td>}
      {told?.pupils && <td className="n">{pupilsWords(told.pupils.values[row])}</td>}
      {told !== null && (
        <td className="n">
          {isWeak(findings, told, row) && <span className="tag">weak</span>}{' '}
          {inTen(firmnessOf(findings, told, row))}
        </td>
      )}
      {model.state === 'working' && <td className="n quietly">…</td>}
    </>
  );
}

function heldWords(findings: Findings, years: NonNullable<Beside['years']>, row: number): string {
  const held = yearsHeld(findings, years, row);
  return Number.isNaN(held) ? '–' : `${count(held)} of ${count(years.stability.told[row] ?? 0)}`;
}

const pupilsWords = (value: number | undefined) => decimal(value ?? NaN, 0);
