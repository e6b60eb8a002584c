import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Frame } from '#contract/identification';
import { measureName } from '#contract/identificationWords';
import { counted, decimal } from '#contract/words';
import type { Membership, Role } from '#contract/workspaces';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { digitsOf } from './ownFigures.ts';
import { frameQuery } from './queries.ts';
import { ownWords } from './sentences.ts';
import { Lede } from '../ui/Lede.tsx';

const ofSchools: readonly Role[] = ['school leader', 'staff', 'viewer'];

/** For those who see some schools, or none: the figures of these, because the question is one over all schools. */
export function OwnSchools({ workspace }: { workspace: Membership }) {
  const { id, roles } = workspace;
  const first = useQuery(frameQuery(id));
  const keys = first.data?.measures.map((measure) => measure.key) ?? [];
  const all = useQuery({ ...frameQuery(id, keys), enabled: keys.length > 0 });
  const error = first.error ?? all.error;
  const frame = keys.length === 0 ? first.data : all.data;
  const words =
    frame === undefined
      ? null
      : ownWords(
          frame,
          roles.some((role) => ofSchools.includes(role)),
        );
  useTitle(words?.title ?? 'Your school');
  if (error !== null) return <Problem error={error} onRetry={() => void first.refetch()} />;
  return (
    <>
      <div className="opening">
        <h1>{words?.title ?? 'Your school'}</h1>
        <Lede words={words} waiting="Reading the figures." />
      </div>
      {frame !== undefined && frame.schools.id.length > 0 && (
        <p className="acts own-stands no-print">
          {frame.schools.name.map((name, i) => (
            <Link
              key={frame.schools.id[i]}
              className={i === 0 ? 'btn' : 'btn line'}
              to="/w/$workspace/schools/$school"
              params={{ workspace: id, school: frame.schools.id[i] ?? '' }}
            >
              See where {name} stands
            </Link>
          ))}
        </p>
      )}
      {frame === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        frame.schools.id.length > 0 && frame.measures.length > 0 && <Figures frame={frame} />
      )}
      <p className="own-people">
        <Link to="/w/$workspace/people" params={{ workspace: id }}>
          See who runs this workspace
        </Link>
      </p>
    </>
  );
}

const kinds = [
  { kind: 'context', title: 'Circumstances' },
  { kind: 'result', title: 'Results' },
  { kind: 'process', title: 'What the school does' },
];

/** Every measure in a row, under the kind that it belongs to. */
function Figures({ frame }: { frame: Frame }) {
  const { name, id } = frame.schools;
  const known = kinds.map((one) => one.kind);
  const groups = [
    ...kinds.map(({ kind, title }) => ({
      title,
      measures: frame.measures.filter((measure) => measure.kind === kind),
    })),
    { title: 'Further figures', measures: frame.measures.filter((one) => !known.includes(one.kind)) },
  ].filter((group) => group.measures.length > 0);
  return (
    <Scroll label="Figures">
      <table className="table own-figures">
        <caption className="note">
          {counted(frame.measures.length, 'measure')}. A dash: no figure, or one that was held back.
        </caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {name.map((school, i) => (
              <th scope="col" className="n" key={id[i]}>
                {school}
              </th>
            ))}
            <th scope="col">High means</th>
          </tr>
        </thead>
        {groups.map(({ title, measures }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={name.length + 2} className="of-kind">
                {title}
              </th>
            </tr>
            {measures.map((measure) => (
              <Row key={measure.key} measure={measure} schools={id} digits={digitsOf(frame, measure.label)} />
            ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

interface RowProps {
  measure: Frame['measures'][number];
  schools: readonly string[];
  digits: number;
}

function Row({ measure, schools, digits }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {measureName(measure)}
        {measure.unit !== null && <span className="quietly"> {measure.unit}</span>}
      </th>
      {schools.map((school, i) => (
        <td className="n" key={school}>
          {decimal(measure.values[i] ?? null, digits)}
        </td>
      ))}
      <td>{measure.highMeans === 'neither' ? '–' : measure.highMeans}</td>
    </tr>
  );
}
