import type { DryRunReport } from '#contract/imports';
import { count, counted, listed } from '#contract/words';
import { besideHere, obstacle, storeWords } from './sentences.ts';
import { UnknownSchools, type UnknownChoice } from './UnknownSchools.tsx';

interface WillBeStoredProps {
  rows: number;
  report: DryRunReport | undefined;
  /** A change is being checked; the numbers are of before. */
  checking: boolean;
  failure: string | null;
  /** Headings of columns that are left out for want of an answer. */
  unanswered: readonly string[];
  /** Schools of the workspace that the file does not say. */
  unknown: UnknownChoice;
  /** The file says no names of schools. */
  nameless: boolean;
  leaveOut: boolean;
  onLeaveOut: (leaveOut: boolean) => void;
  onStore: () => void;
}

/** The dry run in numbers, and the one filled button. */
export function WillBeStored(props: WillBeStoredProps) {
  const { rows, report, checking, failure, leaveOut, unanswered, unknown, nameless } = props;
  const asksUnknown = unknown.asked && unknown.chosen === null;
  const reason = failure ?? obstacle(report, { checking, leaveOut, asksUnknown });
  return (
    <section className="cta" aria-labelledby="store-title" aria-busy={checking}>
      <h3 id="store-title" tabIndex={-1}>
        What will be stored
      </h3>
      {report !== undefined && unknown.asked && <UnknownSchools report={report} choice={unknown} />}
      <dl className="sums">
        <Sum value={rows} words={rows === 1 ? 'row in the file' : 'rows in the file'} />
        {report !== undefined && <Sums report={report} />}
      </dl>
      {report !== undefined && report.faults.length === 0 && <BesideHere report={report} />}
      {nameless && report !== undefined && report.schools.new > 0 && (
        <p className="note named-so">
          The file has no names, so {counted(report.schools.new, 'new school')} will be called by{' '}
          {report.schools.new === 1 ? 'its reference' : 'their references'} until a register brings names.
        </p>
      )}
      {report !== undefined && report.faults.length > 0 && (
        <div role="alert" className="faults">
          {report.faults.map((fault) => (
            <p className="err" key={fault}>
              {fault}
            </p>
          ))}
        </div>
      )}
      {report !== undefined && report.refused > 0 && (
        <label className="tick">
          <input
            className="check"
            type="checkbox"
            checked={leaveOut}
            onChange={(event) => props.onLeaveOut(event.target.checked)}
          />
          <span>
            Leave out {report.refused === 1 ? 'the refused row' : `the ${count(report.refused)} refused rows`}{' '}
            and store the rest
          </span>
        </label>
      )}
      <button
        type="button"
        className="btn"
        disabled={reason !== null}
        aria-describedby="store-why"
        onClick={props.onStore}
      >
        {storeWords(report)}
      </button>
      <output className="note" id="store-why">
        {reason ?? whole(unanswered)}
      </output>
    </section>
  );
}

function BesideHere({ report }: { report: DryRunReport }) {
  const words = besideHere(report);
  return words === null ? null : <p className="note named-so">{words}</p>;
}

function whole(unanswered: readonly string[]): string {
  const without =
    unanswered.length === 0
      ? ''
      : `Without your answer, ${listed(unanswered)} ${unanswered.length === 1 ? 'is' : 'are'} left out. `;
  return `${without}All or nothing: if one step fails, the workspace stays as it was. You can undo the import for 30 days.`;
}

function Sums({ report }: { report: DryRunReport }) {
  const { schools, refused, measures, aggregates, repeated } = report;
  const values = measures.reduce((sum, measure) => sum + measure.values, 0);
  const missing = measures.reduce(
    (sum, measure) => sum + measure.missing.reduce((all, one) => all + one.count, 0),
    0,
  );
  return (
    <>
      {aggregates.length > 0 && <Sum value={aggregates.length} words={totalsWords(aggregates)} />}
      {repeated > 0 && (
        <Sum value={repeated} words={`${repeated === 1 ? 'says' : 'say'} the same as an earlier row`} />
      )}
      {refused > 0 && <Sum value={refused} words={`${refused === 1 ? 'is' : 'are'} refused, listed below`} />}
      {schools.leftOut > 0 && (
        <Sum
          value={schools.leftOut}
          words={`${schools.leftOut === 1 ? 'school is' : 'schools are'} not here yet: left out`}
        />
      )}
      <Sum total value={schools.new + schools.known} words={`schools${knownWords(schools)}`} />
      <Sum
        total
        value={values}
        words={`values${missing === 0 ? '' : `, and ${count(missing)} typed as missing`}`}
      />
    </>
  );
}

function knownWords({ known, changed, new: added }: DryRunReport['schools']): string {
  if (known === 0) return '';
  const here = added === 0 ? 'all of them' : `${count(known)} of them`;
  const told = changed === 0 ? '' : `; ${count(changed)} with another name, fact or group than now`;
  return `, ${here} here already${told}`;
}

function totalsWords(aggregates: DryRunReport['aggregates']): string {
  const levels = new Set(aggregates.map(({ level }) => level));
  const of = [
    ...(levels.has('authority') ? ['authorities'] : []),
    ...(levels.has('national') ? ['the country'] : []),
    ...(levels.has('other') ? ['others'] : []),
  ];
  const one = aggregates.length === 1;
  return `${one ? 'is a total' : 'are totals'} of ${listed(of)}: kept as ${one ? 'a reference line' : 'reference lines'}, not as ${one ? 'a school' : 'schools'}`;
}

function Sum({ value, words, total = false }: { value: number; words: string; total?: boolean }) {
  return (
    <div className={total ? 'tot' : undefined}>
      <dt>{count(value)}</dt>
      <dd>{words}</dd>
    </div>
  );
}
