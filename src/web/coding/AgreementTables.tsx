import { useState } from 'react';
import { count, counted, decimal } from '#contract/words';
import { urlOf } from '#contract/client';
import {
  agreementByCode,
  agreementTable,
  drawing,
  questionsOf,
  type AgreementFound,
  type AgreementInput,
  type Comparison,
  type LabelAgreement,
} from '#contract/agreement';
import { keyOf } from '#contract/coding';
import { Scroll } from '../ui/Scroll.tsx';
import { AgreementLine, AgreementScale, scaleFrom } from './AgreementLine.tsx';
import { Sign } from './Codebook.tsx';
import type { Sayable } from './codebook.ts';
import { intervalWords, undefinedWords, type Compared } from './compared.ts';

interface AgreementTableProps {
  compared: Compared;
  /** What the table answers, for its file. */
  asked: AgreementInput;
}

function aboutWords(of: ReturnType<typeof questionsOf>[number]['of'], found: Comparison): string {
  switch (of) {
    case 'sets':
      return 'sets of codes';
    case 'all':
      return counted(found.units, 'unit');
    case 'two':
      return `${counted(found.codedByTwo, 'unit')} that two or more coded`;
  }
}

/** From the coarsest question to the finest. */
export function AgreementTable({ compared, asked }: AgreementTableProps) {
  const rows = questionsOf(compared.found);
  const from = scaleFrom(rows.map(({ found }) => found));
  return (
    <>
      <Scroll label="Agreement, question by question">
        <table className="table stacks agreement-table">
          <thead>
            <tr>
              <th>Question</th>
              <Headings from={from} />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, of, found }, i) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  <small>{aboutWords(of, compared.found)}</small>
                </th>
                <td className="line">
                  <AgreementLine found={found} from={from} strong={i === 0} />
                </td>
                <Numbers found={found} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="note">
        Krippendorff’s alpha; of sets by the MASI distance. Intervals from {count(drawing.resamples)}{' '}
        resamples of units, seed {drawing.seed}. The lines at 0.67 and 0.80 are customs, not laws.{' '}
        <a className="no-print" href={urlOf(agreementTable, asked)} download>
          Download as a table
        </a>
      </p>
      <Beside />
    </>
  );
}

/** When the two coefficients beside alpha are of use. */
function Beside() {
  return (
    <>
      <p className="note">
        <b>AC1</b>, of Gwet, is of use where one answer is very frequent: there alpha and kappa fall although
        people agree. Sets of codes count as alike only where they are the same.
      </p>
      <p className="note">
        <b>Unitizing</b> is Krippendorff’s alpha for unitizing, of use where coders also choose the words: it
        compares which characters were marked, whatever the unit and with uncoded text. The questions ‘Which’
        are asked of characters that two or more marked. No intervals are given for these two.
      </p>
    </>
  );
}

/** What stands above `AgreementLine` and `Numbers`. */
function Headings({ from }: { from: number }) {
  return (
    <>
      <th className="line">
        <AgreementScale from={from} />
      </th>
      <th className="n">Alpha</th>
      <th>95% interval</th>
      <th className="n">AC1</th>
      <th className="n">Unitizing</th>
    </>
  );
}

function Numbers({
  found: { alpha, undefinedBecause, interval, ac1, unitizing },
}: {
  found: AgreementFound;
}) {
  return (
    <>
      {alpha === null ? (
        <td colSpan={2} className="quiet" data-label="Alpha">
          {undefinedBecause === null ? 'undefined' : undefinedWords[undefinedBecause]}
        </td>
      ) : (
        <>
          <td className="n" data-label="Alpha">
            {decimal(alpha, 2)}
          </td>
          <td className="range" data-label="95% interval">
            {intervalWords(interval)}
          </td>
        </>
      )}
      <td className="n" data-label="AC1">
        {orUndefined(ac1)}
      </td>
      <td className="n" data-label="Unitizing">
        {orUndefined(unitizing.alpha)}
      </td>
    </>
  );
}

const orUndefined = (value: number | null): string => (value === null ? 'undefined' : decimal(value, 2));

interface CodesTableProps extends AgreementTableProps {
  names: ReadonlyMap<string, Sayable>;
}

const shownFirst = 12;

/** Code by code, the furthest apart first; those for which it is undefined last. */
export function CodesTable({ compared, names, asked }: CodesTableProps) {
  const [all, setAll] = useState(false);
  const rows = compared.found.labels.toSorted((a, b) => (a.alpha ?? 2) - (b.alpha ?? 2) || b.used - a.used);
  const from = scaleFrom(rows);
  const shown = all ? rows : rows.slice(0, shownFirst);
  if (rows.length === 0) return null;
  return (
    <section className="section" aria-labelledby="codes-title">
      <div className="figure-head">
        <div>
          <h2 id="codes-title">Code by code, furthest apart first</h2>
          <p className="note">Hollow: below 0.67. A code of few units has a wide interval.</p>
        </div>
        <a className="btn line small no-print" href={urlOf(agreementByCode, asked)} download>
          Download table
        </a>
      </div>
      <Scroll label="Agreement, code by code">
        <table className="table stacks agreement-table">
          <thead>
            <tr>
              <th>Code</th>
              <th className="n">Units</th>
              <th className="n">Alike</th>
              <th className="n">{kappaOf(compared)}</th>
              <Headings from={from} />
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <CodeRow
                key={keyOf(row.target)}
                row={row}
                sayable={names.get(keyOf(row.target))}
                kappa={kappaOf(compared)}
                from={from}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > shown.length && (
        <p className="note">
          Showing {shown.length} of {rows.length}.{' '}
          <button type="button" className="linkish" onClick={() => setAll(true)}>
            Show all
          </button>
        </p>
      )}
    </section>
  );
}

function CodeRow({
  row,
  sayable,
  kappa,
  from,
}: {
  row: LabelAgreement;
  sayable: Sayable | undefined;
  kappa: string;
  from: number;
}) {
  return (
    <tr>
      <th scope="row">
        {sayable !== undefined && <Sign pole={sayable.target.pole} />}{' '}
        {sayable?.name ?? row.target.code ?? row.target.element}
        <small>{sayable?.element}</small>
      </th>
      <td className="n" data-label="Units">
        {count(row.used)}
      </td>
      <td className="n" data-label="Alike">
        {row.percent === null ? '–' : `${decimal(100 * row.percent, 0)}%`}
      </td>
      <td className="n" data-label={kappa}>
        {orUndefined(row.kappa)}
      </td>
      <td className="line">
        <AgreementLine found={row} from={from} />
      </td>
      <Numbers found={row} />
    </tr>
  );
}

/** Of two coders Cohen's, of more Fleiss'. */
const kappaOf = ({ coders }: Compared) => (coders.length === 2 ? 'Cohen’s kappa' : 'Fleiss’ kappa');
