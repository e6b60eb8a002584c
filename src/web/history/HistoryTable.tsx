import type { HistoryLine, HistoryList } from '#contract/history';
import { placeOf, tell, whoDid, type Names } from '#contract/historyWords';
import { dayWords, timeOf } from '../ui/days.ts';
import { detailsOf } from './details.ts';

/** The lines by day, each day named once. */
export function HistoryTable({ pages }: { pages: readonly HistoryList[] }) {
  const lines = pages.flatMap((page) => page.lines);
  const names = Object.assign({}, ...pages.map((page) => page.names)) as Names;
  const days = lines.map((line) => dayWords(line.at));
  return (
    <table className="table log">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">
            <span className="vh">Time</span>
          </th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, i) => (
          <Line
            key={line.sequence}
            line={line}
            names={names}
            day={days[i] ?? ''}
            repeated={days[i] === days[i - 1]}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  line: HistoryLine;
  names: Names;
  day: string;
  /** Whether the line above is of the same day. */
  repeated: boolean;
}

function Line({ line, names, day, repeated }: LineProps) {
  return (
    <tr className={repeated ? '' : 'newday'}>
      <td className="day">{repeated ? <span className="vh">{day}</span> : day}</td>
      <td className="num time">
        <time dateTime={line.at} title={line.at}>
          {timeOf(line.at)}
        </time>
      </td>
      <td className="who-did">{whoDid(line)}</td>
      <td className="did">
        <Told line={line} names={names} />
      </td>
      <td className="quiet place">{placeOf(line.act)}</td>
    </tr>
  );
}

/** The sentence; opened, what else the line tells. */
function Told({ line, names }: { line: HistoryLine; names: Names }) {
  const { verb, what } = tell(line, names);
  return (
    <details>
      <summary>
        <span>
          <b>{verb}</b> {what}
        </span>
        <i className="no-print">more</i>
      </summary>
      <dl>
        {detailsOf(line, names).map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
