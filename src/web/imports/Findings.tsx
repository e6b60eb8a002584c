import { useState } from 'react';
import { missingReasons } from '#contract/importCodes';
import type { DryRunReport, FileImport } from '#contract/imports';
import { measureTitle } from '#contract/schools';
import { count, decimal } from '#contract/words';
import { Folded } from '../ui/Folded.tsx';
import { useCalling } from '../ui/learners.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { readAgain, refusedWords } from './storedWords.ts';

interface FindingsProps {
  report: DryRunReport;
  refusedUrl: string;
  /** What was recorded when the file was stored; null while it is not. Compared with itself, a file tells nothing. */
  stored: FileImport['stored'];
}

/** What the dry run found: rows that are refused, values that are missing, and what each measure holds. */
export function Findings({ report, refusedUrl, stored }: FindingsProps) {
  const [refused, missing] = [report.refused > 0, report.missing.length > 0];
  return (
    <>
      {(refused || missing) && (
        <section className="section">
          <div className={refused && missing ? 'halves' : ''}>
            {refused && <Refused report={report} url={refusedUrl} stored={stored} />}
            {missing && <Missing report={report} stored={stored} />}
          </div>
        </section>
      )}
      {report.measures.length > 0 && (
        <section className="section measures-found">
          <Folded
            title={
              stored !== null
                ? 'What each measure holds'
                : 'What each measure holds, and what it would change'
            }
          >
            <MeasuresFound report={report} stored={stored} />
          </Folded>
        </section>
      )}
    </>
  );
}

const shown = 12;

type StoredOrNot = Pick<FindingsProps, 'report' | 'stored'>;

function Refused({ report, stored, url }: StoredOrNot & { url: string }) {
  const { refused, reasons } = report;
  const [all, setAll] = useState(false);
  const { title, note } = refusedWords(refused, stored);
  return (
    <div>
      <div className="tabhead">
        <div>
          <h2>{title}</h2>
          <p className="note">{note} Row 1 is the heading.</p>
        </div>
        <a className="btn line small" href={url} download>
          Download {refused === 1 ? 'it' : `all ${count(refused)}`}
        </a>
      </div>
      <Scroll label="Reasons">
        <table className="table stacks reasons">
          <thead>
            <tr>
              <th scope="col" className="n">
                Row
              </th>
              <th scope="col">Column</th>
              <th scope="col">Value</th>
              <th scope="col">Why</th>
              <th scope="col" className="n">
                Rows
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.slice(0, all ? undefined : shown).map((one) => (
              <tr key={`${one.reason}\n${one.column ?? ''}`}>
                <td className="n" data-label="Row">
                  {count(one.row)}
                </td>
                <td className="mono" data-label="Column">
                  {one.column ?? <span className="none">–</span>}
                </td>
                <td className="mono" data-label="Value">
                  {one.value === '' ? '(empty)' : (one.value ?? <span className="none">–</span>)}
                </td>
                <td data-label="Why">{one.reason}</td>
                <td className="n" data-label="Rows">
                  {count(one.count)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {reasons.length > shown && !all && (
        <p className="note under">
          Showing {shown} of {count(reasons.length)}.{' '}
          <button type="button" className="linkish" onClick={() => setAll(true)}>
            Show all
          </button>
        </p>
      )}
    </div>
  );
}

function Missing({ report, stored }: StoredOrNot) {
  const calling = useCalling();
  return (
    <div>
      <div className="tabhead">
        <div>
          <h2>Missing, and why it is missing</h2>
          <p className="note">
            Kept as what they are. None is read as zero.{stored !== null && ` ${readAgain}`}
          </p>
        </div>
      </div>
      <Scroll label="Missing values">
        <table className="table stacks reasons">
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Stored as</th>
              <th scope="col">Meaning</th>
              <th scope="col" className="n">
                Values
              </th>
            </tr>
          </thead>
          <tbody>
            {report.missing.map(({ written, code, count: times }) => (
              <tr key={written}>
                <td className="mono" data-label="Code">
                  {written === '' ? '(empty)' : written}
                </td>
                <td data-label="Stored as">
                  <b>{missingReasons[code].words}</b>
                </td>
                <td data-label="Meaning">{calling(missingReasons[code].meaning)}</td>
                <td className="n" data-label="Values">
                  {count(times)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="note under">
        A school that lacks one measure keeps the others. Figures always say how many schools they rest on.
      </p>
    </div>
  );
}

function MeasuresFound({ report, stored }: StoredOrNot) {
  return (
    <Scroll label="Measures">
      {stored !== null && <p className="note">{readAgain}</p>}
      <table className="table found">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Period</th>
            {['Values', 'Missing', 'Lowest', 'Highest'].map((head) => (
              <th scope="col" className="n" key={head}>
                {head}
              </th>
            ))}
            {stored === null && <th scope="col">Beside what is here</th>}
          </tr>
        </thead>
        <tbody>
          {report.measures.map((measure) => (
            <tr key={`${measureTitle(measure)}\n${measure.period ?? ''}`}>
              <th scope="row">{measureTitle(measure)}</th>
              <td>{measure.period ?? '–'}</td>
              <td className="n">{count(measure.values)}</td>
              <td className="n">{count(measure.missing.reduce((sum, one) => sum + one.count, 0))}</td>
              <td className="n">{decimal(measure.minimum, digits(measure.minimum))}</td>
              <td className="n">{decimal(measure.maximum, digits(measure.maximum))}</td>
              {stored === null && <td>{comparedWords(measure.compared)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function comparedWords(compared: DryRunReport['measures'][number]['compared']): string {
  if (compared === null) return 'new here';
  const { added, changed, removed, same } = compared;
  const parts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'taken away'],
    [same, 'the same'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${count(number)} ${words}`)
    .join(', ');
}

function digits(value: number | null): number {
  return value === null || Number.isInteger(value) ? 0 : 2;
}
