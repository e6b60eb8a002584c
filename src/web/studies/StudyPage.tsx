import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import type { Study } from '#contract/studies';
import { studyTable } from '#contract/studyFiles';
import { columnName } from '#contract/studyWords';
import type { Membership } from '#contract/workspaces';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import type { StudyAddress } from './address.ts';
import { Declines } from './Declines.tsx';
import { Exactly } from './Exactly.tsx';
import { Keeping } from './Keeping.tsx';
import { Kinds } from './Kinds.tsx';
import { MethodPart } from './MethodPart.tsx';
import { studyQuery } from './queries.ts';
import type { Naming } from './SchoolName.tsx';
import { StudyTable, usualColumns } from './StudyTable.tsx';
import { studyLede } from './titles.ts';
import './studies.css';

interface StudyPageProps {
  workspace: Membership;
  study: string;
  address: StudyAddress;
  onAddress: (change: Partial<StudyAddress>) => void;
  identify: ReactNode;
  studies: ReactNode;
  link: Naming['link'];
  onDeleted: () => void;
}

/** Schools that were drawn to be studied, as they were then. */
export function StudyPage(props: StudyPageProps) {
  const { data, isError, error, refetch } = useQuery(studyQuery(props.workspace.id, props.study));
  useTitle(data?.name ?? 'Study');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  return <Shown {...props} data={data} />;
}

function Shown({
  workspace,
  address,
  onAddress,
  identify,
  studies,
  link,
  onDeleted,
  data,
}: StudyPageProps & { data: Study }) {
  const [printed, setPrinted] = useState(false);
  const draws = workspace.abilities.includes('studies.draw');
  // Whoever sees letters for names has nothing to choose between.
  const names = workspace.sight === 'all';
  const by = address.by === 'letters' ? 'letters' : 'names';
  const naming: Naming = { by, printed: printed || !names, link };
  const columns = address.column;
  const shown = useMemo(() => new Set(columns ?? usualColumns(data.found)), [columns, data.found]);
  const kept = { workspace: workspace.id, study: data, draws };
  return (
    <div className="study-page">
      <div className="opening two study-opening">
        <div>
          <p className="kick">
            {identify} · {studies}
          </p>
          <h1>{data.name}</h1>
          <p className="lede">
            {studyLede(data)} <b>Nobody chose them, and anybody can draw them again.</b>
          </p>
        </div>
        <Keeping {...kept} onDeleted={onDeleted} />
      </div>
      <div className="split study">
        <Kinds study={data} naming={naming} />
        <aside aria-label="The draw">
          <Exactly {...kept} by={by} />
        </aside>
      </div>
      <StudyTable study={data} naming={naming} shown={shown}>
        <div className="acts no-print">
          <Columns study={data} shown={shown} onShown={(column) => onAddress({ column })} />
          {names && (
            <>
              <Switch
                label="Schools shown by"
                choices={[
                  { value: 'names', label: 'Names' },
                  { value: 'letters', label: 'Letters' },
                ]}
                value={by}
                onChange={(next) => onAddress({ by: next === 'letters' ? next : undefined })}
              />
              {by === 'names' && (
                <label className="tick">
                  <input
                    type="checkbox"
                    className="check"
                    checked={printed}
                    onChange={(event) => setPrinted(event.target.checked)}
                  />
                  Print names too
                </label>
              )}
            </>
          )}
          <a
            className="btn line small"
            href={urlOf(studyTable, { workspace: workspace.id, study: data.id, by })}
            download
          >
            Download table
          </a>
        </div>
      </StudyTable>
      <section className="section">
        <div className="low">
          <Declines {...kept} naming={naming} />
          <MethodPart workspace={workspace.id} study={data} by={by} />
        </div>
      </section>
    </div>
  );
}

interface ColumnsProps {
  study: Study;
  shown: ReadonlySet<string>;
  onShown: (keys: string[] | undefined) => void;
}

/** Which columns the table has. */
function Columns({ study, shown, onShown }: ColumnsProps) {
  const { columns } = study.found;
  const toggle = (key: string) => {
    const next = columns
      .map((column) => column.key)
      .filter((one) => (one === key ? !shown.has(one) : shown.has(one)));
    onShown(next.length === 0 ? undefined : next);
  };
  return (
    <details className="columns-choice">
      <summary className="btn line small">Columns</summary>
      <fieldset>
        <legend className="vh">Columns of the table</legend>
        {columns.map((column) => (
          <label className="tick" key={column.key}>
            <input
              type="checkbox"
              className="check"
              checked={shown.has(column.key)}
              onChange={() => toggle(column.key)}
            />
            {columnName(column)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
