import { useCallback, useMemo, useState } from 'react';
import type { FileImport } from '#contract/imports';
import { count, counted } from '#contract/words';
import { ColumnsSection } from './ColumnsSection.tsx';
import { commonPeriod, sectionsOf, type Section } from './roles.ts';
import { keptWords, shownSchools } from './sentences.ts';
import type { Mapped } from './useMapping.ts';

interface ColumnsTableProps {
  file: FileImport;
  mapped: Mapped;
  /** The file is stored, or being stored: its columns are only told. */
  locked: boolean;
}

/** How many schools fit beside one another. */
const schoolsAtOnce = 3;

/** Of a file that is stored no column is asked about any more. */
const nothing: ReadonlySet<number> = new Set();

/** One row per column of the file: what it looks like, and what it becomes. */
export function ColumnsTable({ file, mapped: chosen, locked }: ColumnsTableProps) {
  const { columns } = file;
  const mapped = locked ? { ...chosen, mapping: chosen.sent, open: nothing } : chosen;
  const { mapping, open } = mapped;
  const [more, setMore] = useState(false);
  const [editing, setEditing] = useState<number | null>(null);
  const edit = useCallback((column: number | null) => setEditing(column), []);
  const [from, setFrom] = useState(0);
  // Rows keep their place while they are changed, and are put in order again when more or fewer are shown.
  const [placed, setPlaced] = useState({ mapping: chosen.mapping, open: chosen.open });
  const order = locked ? mapped : placed;
  const sections = useMemo(() => sectionsOf(order.mapping, order.open), [order.mapping, order.open]);
  const period = useMemo(() => commonPeriod(mapping), [mapping]);
  const taken = mapped.sent.filter((role) => role.becomes !== 'ignored').length;
  const rest = sections.rest.length;
  const show = (wanted: boolean) => {
    setMore(wanted);
    setPlaced({ mapping: chosen.mapping, open: chosen.open });
  };
  const leaveOut = (left: readonly number[]) => {
    mapped.leaveOut(left);
    setPlaced({ mapping, open: new Set([...open].filter((i) => !left.includes(i))) });
  };
  const shown: Section[] = [
    'identity',
    'groups',
    'measures',
    'unrecognised',
    ...(more ? ['rest' as const] : []),
  ];
  return (
    <section aria-labelledby="columns-title">
      <div className="tabhead">
        <div>
          <h2 id="columns-title">What each column becomes</h2>
          <p className="note">
            {count(taken)} of {counted(columns.length, 'column')} {taken === 1 ? 'is' : 'are'} taken.{' '}
            {file.state !== 'stored' &&
              file.kept !== null &&
              keptWords(file.kept, file.layout?.period ?? null).join(' ')}{' '}
            <ShownSchools file={file} from={from} onFrom={setFrom} />
          </p>
        </div>
        {rest > 0 && (
          <button type="button" className="btn line small" aria-expanded={more} onClick={() => show(!more)}>
            {more ? 'Show fewer columns' : locked ? 'Show the other columns' : 'Take more columns'}
          </button>
        )}
      </div>
      <table className="table map">
        <Head />
        {shown.map(
          (section) =>
            sections[section].length > 0 && (
              <ColumnsSection
                key={section}
                section={section}
                places={sections[section]}
                columns={columns}
                mapped={mapped}
                locked={locked}
                period={period}
                schools={{ from, to: from + schoolsAtOnce }}
                editing={editing}
                onEdit={edit}
                onLeaveOut={leaveOut}
              />
            ),
        )}
      </table>
      {!more && rest > 0 && (
        <p className="note under">
          {counted(rest, 'more column is', 'more columns are')} left out.{' '}
          <button type="button" className="linkish" onClick={() => show(true)}>
            Show {rest === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
    </section>
  );
}

/** Whose values stand beside the columns, and the way to those of others. */
function ShownSchools({
  file,
  from,
  onFrom,
}: {
  file: FileImport;
  from: number;
  onFrom: (from: number) => void;
}) {
  const all = file.columns[0]?.firstSchools.length ?? 0;
  if (all === 0) return <>Three of its values are shown of each.</>;
  const next = from + schoolsAtOnce < all ? from + schoolsAtOnce : 0;
  return (
    <>
      <output className="in-line">{shownSchools(from, Math.min(all, from + schoolsAtOnce))}</output>{' '}
      {all > schoolsAtOnce && (
        <button type="button" className="linkish" onClick={() => onFrom(next)}>
          {next === 0 ? 'Show the first again' : 'Show the next'}
        </button>
      )}
    </>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col" className="w-file">
          In the file
        </th>
        <th scope="col" className="w-like">
          Looks like
        </th>
        <th scope="col" className="w-ar">
          <span className="vh">becomes</span>
        </th>
        <th scope="col">Is stored as</th>
        <th scope="col" className="w-of">
          Group
        </th>
        <th scope="col" className="w-way">
          Direction
        </th>
      </tr>
    </thead>
  );
}
