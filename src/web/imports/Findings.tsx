import type { DryRunReport } from '#contract/imports';
import { count, counted, decimal } from '#contract/words';
import { useCalling } from '../ui/learners.ts';
import { missingWords } from './sentences.ts';
import { Scroll } from '../ui/Scroll.tsx';

/** What the dry run found: the rows refused with their reasons, and each measure with what is missing and why. */
export function Findings({ report, refusedUrl }: { report: DryRunReport; refusedUrl: string }) {
  return (
    <section className="section">
      <div className={report.refused > 0 ? 'halves' : ''}>
        {report.refused > 0 && <Refused report={report} url={refusedUrl} />}
        <Measures report={report} />
      </div>
    </section>
  );
}

const shown = 12;

function Refused({ report, url }: { report: DryRunReport; url: string }) {
  const { refused, refusals, reasons } = report;
  return (
    <div>
      <div className="tabhead">
        <div>
          <h2>{counted(refused, 'row is', 'rows are')} refused</h2>
          <p className="note">
            Nothing of a refused row is stored. Row 1 is the heading, as a spreadsheet counts.
          </p>
        </div>
        <a className="btn line small" href={url} download>
          Download {refused === 1 ? 'it' : `all ${count(refused)}`}
        </a>
      </div>
      <Scroll label="Reasons">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Why</th>
              <th scope="col">Column</th>
              <th scope="col" className="n">
                Times
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.map((one) => (
              <tr key={`${one.reason}\n${one.column ?? ''}`}>
                <td>{one.reason}</td>
                <td className="mono">{one.column ?? '–'}</td>
                <td className="n">{count(one.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Scroll label="Refused rows" className="examples">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="n">
                Row
              </th>
              <th scope="col">Column</th>
              <th scope="col">Value</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {refusals.slice(0, shown).map((one, i) => (
              <tr key={i}>
                <td className="n">{count(one.row)}</td>
                <td className="mono">{one.column ?? '–'}</td>
                <td className="mono">{one.value ?? '–'}</td>
                <td>{one.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {refused > shown && <p className="note under">The first are shown; the download has every one.</p>}
    </div>
  );
}

function Measures({ report }: { report: DryRunReport }) {
  const calling = useCalling();
  if (report.measures.length === 0) return null;
  return (
    <div>
      <div className="tabhead">
        <div>
          <h2>Measures, and what is missing</h2>
          <p className="note">Missing values are kept as what they are. None is read as zero.</p>
        </div>
      </div>
      <Scroll label="Measures">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" className="n">
                Values
              </th>
              <th scope="col" className="n">
                From
              </th>
              <th scope="col" className="n">
                To
              </th>
              <th scope="col">Missing</th>
            </tr>
          </thead>
          <tbody>
            {report.measures.map((measure) => (
              <tr key={`${measure.label}\n${measure.period ?? ''}`}>
                <td>
                  {measure.label}
                  {measure.period !== null && <span className="quietly"> {measure.period}</span>}
                </td>
                <td className="n">{count(measure.values)}</td>
                <td className="n">{decimal(measure.minimum, digits(measure.minimum))}</td>
                <td className="n">{decimal(measure.maximum, digits(measure.maximum))}</td>
                <td>
                  {measure.missing.length === 0
                    ? 'none'
                    : measure.missing
                        .map(
                          ({ code, count: times }) =>
                            `${count(times)} ${calling(missingWords[code] ?? code)}`,
                        )
                        .join('; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {report.groups.map((group) => (
        <p className="note under" key={group.label}>
          {group.label}: {counted(group.distinct, 'group')}.
        </p>
      ))}
    </div>
  );
}

function digits(value: number | null): number {
  return value === null || Number.isInteger(value) ? 0 : 2;
}
