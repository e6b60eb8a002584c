import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { call, urlOf } from '#contract/client';
import { refusedRows, storeImport, type DryRunReport, type FileImport } from '#contract/imports';
import type { Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { useRested, useTitle } from '../ui/hooks.ts';
import { counted, fileSize } from '#contract/words';
import { dayOf, dayWords, timeOf } from '../ui/days.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { useJob } from './useJob.ts';
import { columnId } from './ColumnRow.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { FileName } from './FileName.tsx';
import { Findings } from './Findings.tsx';
import { dryRunQuery, importQuery } from './queries.ts';
import { changesOf, heading, lede, unlabelled } from './sentences.ts';
import { StoreJob } from './StoreJob.tsx';
import { asksDirection } from './roles.ts';
import type { UnknownChoice } from './UnknownSchools.tsx';
import { useMapping, type Mapped } from './useMapping.ts';
import { WillBeStored } from './WillBeStored.tsx';
import './imports.css';

export interface ImportPageProps {
  workspace: Membership;
  id: string;
  /** The job that stores the file, once there is one. */
  job: string | null;
  onJob: (job: string | null) => void;
  /** Where the file can be changed for another. */
  another: ReactNode;
  /** The way to the answer, once all is stored. */
  onward: ReactNode;
}

export function ImportPage(props: ImportPageProps) {
  const file = useQuery(importQuery(props.workspace.id, props.id));
  useTitle(file.data?.state === 'stored' ? file.data.fileName : 'Bring a file');
  if (file.isError) return <Problem error={file.error} onRetry={() => void file.refetch()} />;
  if (file.data === undefined) {
    return (
      <div className="opening">
        <h1>Reading the file</h1>
        <div className="waiting figure-place" />
      </div>
    );
  }
  return <Recognised key={props.id} {...props} file={file.data} />;
}

const restMilliseconds = 400;

function Recognised(props: ImportPageProps & { file: FileImport }) {
  const { workspace, id, job: jobId, onJob, another, onward, file } = props;
  const mapped = useMapping(file);
  const tried = useTried(workspace, file, mapped);
  const { report, unnamed } = tried;
  const [leaveOut, setLeaveOut] = useState(false);
  const [acted, setActed] = useState(false);
  const store = useMutation({
    mutationFn: () =>
      call(connection, storeImport, {
        workspace: workspace.id,
        import: id,
        mapping: mapped.sent,
        leaveOutRefused: leaveOut,
        unknownSchools: tried.unknown.chosen,
      }),
    onSuccess: (started) => {
      setActed(true);
      onJob(started.id);
    },
  });
  const job = useJob(workspace.id, jobId);
  const aside = useFocusOnTitle(jobId === null ? 'before' : (job?.state ?? 'asking'), acted);
  useStored(workspace.id, job?.state === 'done');
  const failure = store.error ?? tried.error;
  const locked = jobId !== null || file.state === 'storing' || file.state === 'stored';
  const asked = [...mapped.open].filter((i) => mapped.mapping[i]?.becomes !== 'ignored');
  return (
    <>
      <Opening
        file={file}
        mapped={mapped}
        report={report}
        questions={locked ? [] : asked}
        another={locked ? null : another}
      />
      <div className="split import">
        <ColumnsTable file={file} mapped={mapped} locked={locked} />
        <aside aria-label="What will be stored" ref={aside}>
          {jobId !== null ? (
            <StoreJob
              workspace={workspace.id}
              job={job}
              storing={{ mapping: mapped.sent, rows: file.rows, refused: report?.refused ?? null }}
              report={file.stored?.report ?? null}
              onward={onward}
              onAgain={() => {
                store.reset();
                onJob(null);
              }}
            />
          ) : locked ? (
            <AlreadyStored file={file} onward={onward} />
          ) : (
            <WillBeStored
              rows={file.rows}
              report={report}
              checking={(tried.checking && unnamed === null) || store.isPending}
              failure={unnamed ?? (failure === null ? null : wordsOf(failure).detail)}
              unanswered={unanswered(file, mapped)}
              unknown={tried.unknown}
              nameless={!mapped.sent.some(({ becomes }) => becomes === 'name')}
              leaveOut={leaveOut}
              onLeaveOut={setLeaveOut}
              onStore={() => store.mutate()}
            />
          )}
        </aside>
      </div>
      {report !== undefined && report.faults.length === 0 && (
        <Findings
          report={report}
          refusedUrl={urlOf(refusedRows, { workspace: workspace.id, import: id })}
          stored={file.state === 'stored' ? file.stored : null}
        />
      )}
    </>
  );
}

/** A button that began or ended storing goes with what it did. Then the title of what stands there instead has the focus. */
function useFocusOnTitle(stands: string, acted: boolean): RefObject<HTMLElement | null> {
  const aside = useRef<HTMLElement>(null);
  useEffect(() => {
    if (acted && document.activeElement === document.body) aside.current?.querySelector('h3')?.focus();
  }, [stands, acted]);
  return aside;
}

interface OpeningProps {
  file: FileImport;
  mapped: Mapped;
  report: DryRunReport | undefined;
  /** Places of the columns that are asked about. */
  questions: readonly number[];
  another: ReactNode;
}

/** What was recognised, what of it can be stored, and which file it is. */
function Opening({ file, mapped, report, questions, another }: OpeningProps) {
  const words = lede(file, report, questions.length, file.state === 'stored');
  const undone = file.state === 'undone' ? (file.stored?.undone ?? null) : null;
  return (
    <div className="opening">
      <h1>{heading(file, mapped.mapping)}</h1>
      <p className="lede">
        {words.before}
        <b>{words.bold}</b>{' '}
        {words.after !== '' && (
          <button
            type="button"
            className="linkish named"
            onClick={() => document.getElementById(columnId(questions[0] ?? 0))?.focus()}
          >
            {words.after}
          </button>
        )}
      </p>
      <p className="file">
        <b>
          <FileName name={file.fileName} />
        </b>
        <span>
          {fileSize(file.bytes)}, {counted(file.rows, 'row')}
        </span>
        <span>{file.readAs}</span>
        <span>
          read at {timeOf(file.created)}, {dayWords(file.created)}
        </span>
        {undone !== null && (
          <span>
            stored, and undone by {undone.by} on {dayOf(undone.at)}
          </span>
        )}
        {another !== null && <span className="no-print">{another}</span>}
      </p>
    </div>
  );
}

/** What storing would do with the columns as they are chosen, and with which schools. */
function useTried(workspace: Membership, file: FileImport, { sent, mapping }: Mapped) {
  const [chosen, setChosen] = useState<UnknownChoice['chosen']>(null);
  const rested = useRested(sent, restMilliseconds);
  const report = useQuery({
    ...dryRunQuery(workspace.id, file.id, rested, chosen),
    placeholderData: keepPreviousData,
    enabled: unlabelled(file.columns, rested) === null,
  });
  const schools = report.data?.schools;
  const asked =
    schools !== undefined &&
    schools.unknown > 0 &&
    (workspace.schools > 0 || schools.unknown < totalOf(schools));
  const unknown: UnknownChoice = { asked, chosen, onChoose: setChosen };
  return {
    report: report.data,
    error: report.error,
    checking: rested !== sent || report.isFetching,
    unnamed: unlabelled(file.columns, mapping),
    unknown,
  };
}

const totalOf = (schools: DryRunReport['schools']) => schools.new + schools.known + schools.leftOut;

/** Headings of the columns that are left out until somebody says how they are read. */
function unanswered({ columns }: FileImport, { mapping, open }: Mapped): string[] {
  return columns.flatMap((column, i) =>
    open.has(i) && asksDirection(column) && mapping[i]?.becomes === 'measure' ? [column.header] : [],
  );
}

/** The file was stored, or is being stored, by a job that this address does not name. */
function AlreadyStored({ file: { state, stored }, onward }: { file: FileImport; onward: ReactNode }) {
  return (
    <section className="run" aria-labelledby="already-title">
      <h3 id="already-title">{state === 'stored' ? 'Stored' : 'Being stored'}</h3>
      <p className="quiet">
        {state === 'stored'
          ? 'This file is stored. To change how its columns are read, bring it again.'
          : 'This file is being stored at this moment. Look again in a minute.'}
      </p>
      {stored !== null && stored.report !== null && state === 'stored' && (
        <p className="quiet">{changesOf(stored.report)}.</p>
      )}
      {onward}
    </section>
  );
}

/** Once the schools are stored, whatever was known of the workspace is old. */
function useStored(workspace: string, stored: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!stored) return;
    void client.resetQueries({ queryKey: ['identification', workspace] });
    void client.invalidateQueries({ queryKey: ['imports', workspace] });
    void client.invalidateQueries({ queryKey: ['accounts', 'me'] });
  }, [client, workspace, stored]);
}
