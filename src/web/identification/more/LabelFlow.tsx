import { counted } from '#contract/words';

interface LabelFlowProps {
  /** Schools by label before (rows) and after (columns): neither, resilient, struggling, not classified. */
  table: readonly (readonly number[])[];
  from: string;
  to: string;
}

/** What became of the labels, as two bars; the table beside it has every number. */
export function LabelFlow({ table, from, to }: LabelFlowProps) {
  return (
    <div className="label-flow">
      {(['resilient', 'struggling'] as const).map((label, k) => (
        <Bar key={label} label={label} row={table[k + 1] ?? []} own={k + 1} from={from} to={to} />
      ))}
    </div>
  );
}

interface BarProps extends Omit<LabelFlowProps, 'table'> {
  label: 'resilient' | 'struggling';
  row: readonly number[];
  own: number;
}

const others = ['neither', 'resilient', 'struggling', 'not classified'];

function Bar({ label, row, own, from, to }: BarProps) {
  const total = row.reduce((sum, one) => sum + one, 0);
  if (total === 0) return null;
  const order = [own, ...[0, 1, 2, 3].filter((k) => k !== own)];
  const parts = order.map((k) => ({ k, schools: row[k] ?? 0 })).filter(({ schools }) => schools > 0);
  const words = parts.map(
    ({ k, schools }) => `${counted(schools, 'school')} ${k === own ? 'still' : ''} ${others[k] ?? ''}`,
  );
  return (
    <div>
      <p className="label">
        {counted(total, 'school')} {label} in {from}
      </p>
      <div className="flow-bar" aria-hidden="true">
        {parts.map(({ k, schools }) => (
          <span key={k} className={k === own ? `kept ${label}` : 'gone'} style={{ flexGrow: schools }} />
        ))}
      </div>
      <p className="note">
        In {to}: {words.join(', ')}.
      </p>
    </div>
  );
}
