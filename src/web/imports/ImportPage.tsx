import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { call, urlOf } from '#contract/client';
import { refusedRows, storeImport, type FileImport } from '#contract/imports';
import type { Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { useRested, useTitle } from '../ui/hooks.ts';
import { count, fileSize } from '#contract/words';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { useJob } from './useJob.ts';
import { ColumnsTable } from './ColumnsTable.tsx';
import { Findings } from './Findings.tsx';
import { dryRunQuery, importQuery } from './queries.ts';
import { heading, lede, unlabelled } from './sentences.ts';
import { StoreJob } from './StoreJob.tsx';
import { useMapping } from './useMapping.ts';
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
  useTitle('Bring a file');
  const file = useQuery(importQuery(props.workspace.id, props.id));
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

function Recognised({
  workspace,
  id,
  job: jobId,
  onJob,
  another,
  onward,
  file,
}: ImportPageProps & { file: FileImport }) {
  const { mapping, decided, change } = useMapping(file);
  const [leaveOut, setLeaveOut] = useState(false);
  const rested = useRested(mapping, restMilliseconds);
  const unnamed = unlabelled(file.columns, mapping);
  const report = useQuery({
    ...dryRunQuery(workspace.id, id, rested),
    placeholderData: keepPreviousData,
    enabled: unlabelled(file.columns, rested) === null,
  });
  const checking = rested !== mapping || report.isFetching;
  const store = useMutation({
    mutationFn: () =>
      call(connection, storeImport, {
        workspace: workspace.id,
        import: id,
        mapping,
        leaveOutRefused: leaveOut,
      }),
    onSuccess: (started) => onJob(started.id),
  });
  const job = useJob(workspace.id, jobId);
  useStored(workspace.id, job?.state === 'done');
  const open = file.columns.filter((column, i) => !column.sure && !decided.has(i)).length;
  const taken = mapping.filter((role) => role.becomes !== 'ignored').length;
  const words = lede(taken, mapping.length, report.data, open);
  const failure = store.error ?? report.error;
  return (
    <>
      <div className="opening">
        <h1>{heading(file, mapping)}</h1>
        <p className="lede">
          {words.before}
          <b>{words.bold}</b>
          {words.after}
        </p>
        <p className="file">
          <b>{file.fileName}</b>
          <span>
            {fileSize(file.bytes)}, {count(file.rows)} rows
          </span>
          <span>{file.readAs}</span>
          {another}
        </p>
      </div>
      <div className="split import">
        <fieldset disabled={jobId !== null || file.state !== 'uploaded'} aria-label="Columns of the file">
          <ColumnsTable
            columns={file.columns}
            mapping={mapping}
            decided={decided}
            keptBy={file.kept?.by ?? null}
            onChange={change}
          />
        </fieldset>
        <aside aria-label="What will be stored">
          {jobId === null && file.state !== 'uploaded' ? (
            <AlreadyStored state={file.state} onward={onward} />
          ) : jobId === null ? (
            <WillBeStored
              rows={file.rows}
              report={report.data}
              checking={(checking && unnamed === null) || store.isPending}
              failure={unnamed ?? (failure === null ? null : wordsOf(failure).detail)}
              leaveOut={leaveOut}
              onLeaveOut={setLeaveOut}
              onStore={() => store.mutate()}
            />
          ) : (
            <StoreJob
              workspace={workspace.id}
              job={job}
              mapping={mapping}
              onward={onward}
              onAgain={() => {
                store.reset();
                onJob(null);
              }}
            />
          )}
        </aside>
      </div>
      {report.data !== undefined && report.data.faults.length === 0 && (
        <Findings
          report={report.data}
          refusedUrl={urlOf(refusedRows, { workspace: workspace.id, import: id })}
        />
      )}
    </>
  );
}

/** The file was stored, or is being stored, by a job that this address does not name. */
function AlreadyStored({ state, onward }: { state: FileImport['state']; onward: ReactNode }) {
  return (
    <section className="run" aria-labelledby="already-title">
      <h3 id="already-title">{state === 'stored' ? 'Stored' : 'Being stored'}</h3>
      <p className="quiet">
        {state === 'stored'
          ? 'This file is stored. To change how its columns are read, bring it again.'
          : 'This file is being stored at this moment. Look again in a minute.'}
      </p>
      {onward}
    </section>
  );
}

/** Once the schools are stored, whatever was known of the workspace is old. */
function useStored(workspace: string, stored: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!stored) return;
    client.removeQueries({ queryKey: ['identification', workspace] });
    void client.invalidateQueries({ queryKey: ['imports', workspace] });
    void client.invalidateQueries({ queryKey: ['accounts', 'me'] });
  }, [client, workspace, stored]);
}
