import type { DryRunReport } from '#contract/imports';
import { count, counted } from '#contract/words';
import { obstacle } from './sentences.ts';

interface WillBeStoredProps {
  rows: number;
  report: DryRunReport | undefined;
  /** A change is being checked; the numbers are of before. */
  checking: boolean;
  failure: string | null;
  leaveOut: boolean;
  onLeaveOut: (leaveOut: boolean) => void;
  onStore: () => void;
}

/** The dry run in numbers, and the one filled button. */
export function WillBeStored(props: WillBeStoredProps) {
  const { rows, report, checking, failure, leaveOut } = props;
  const reason = failure ?? obstacle(report, checking, leaveOut);
  const storable = report === undefined ? 0 : report.schools.new + report.schools.known;
  return (
    <section className="cta" aria-labelledby="store-title" aria-busy={checking}>
      <h3 id="store-title">What will be stored</h3>
      <dl className="sums">
        <Sum value={rows} words={rows === 1 ? 'row in the file' : 'rows in the file'} />
        {report !== undefined && <Sums report={report} />}
      </dl>
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
        Store {counted(storable, 'school')}
      </button>
      <output className="note" id="store-why">
        {reason ??
          'All or nothing: if one step fails, the workspace stays as it was. You can undo it for 30 days.'}
      </output>
    </section>
  );
}

function Sums({ report }: { report: DryRunReport }) {
  const { schools, refused, measures } = report;
  const values = measures.reduce((sum, measure) => sum + measure.values, 0);
  const missing = measures.reduce(
    (sum, measure) => sum + measure.missing.reduce((all, one) => all + one.count, 0),
    0,
  );
  const known =
    schools.known === 0 ? '' : `, ${count(schools.known)} of them here already and brought up to date`;
  return (
    <>
      {refused > 0 && (
        <Sum
          value={refused}
          words={refused === 1 ? 'is refused, listed below' : 'are refused, listed below'}
        />
      )}
      {schools.leftOut > 0 && (
        <Sum value={schools.leftOut} words="are not here yet and have no name in the file: left out" />
      )}
      {report.aggregates.length > 0 && (
        <Sum value={report.aggregates.length} words="are totals, kept as lines to compare with" />
      )}
      <Sum total value={schools.new + schools.known} words={`schools${known}`} />
      <Sum
        total
        value={values}
        words={`values${missing === 0 ? '' : `, and ${count(missing)} typed as missing`}`}
      />
    </>
  );
}

function Sum({ value, words, total = false }: { value: number; words: string; total?: boolean }) {
  return (
    <div className={total ? 'tot' : undefined}>
      <dt>{count(value)}</dt>
      <dd>{words}</dd>
    </div>
  );
}
