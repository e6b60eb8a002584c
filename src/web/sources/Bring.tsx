import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { bringProject, bringTranscripts, type BroughtReport } from '#contract/exchange';
import { bringSource } from '#contract/sources';
import { waysToWork } from '#contract/underway';
import { connection } from '../ui/connection.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { UnderwayLine } from '../ui/UnderwayLine.tsx';
import { useUnderway } from '../ui/useUnderway.ts';
import { Brought } from './Brought.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { useAct } from './queries.ts';

interface BringProps {
  workspace: string;
  link: (source: string, words: string) => ReactNode;
  onCome: (source: string) => void;
}

const accepted =
  '.txt,.md,.html,.htm,.docx,.odt,.pdf,.srt,.vtt,.csv,.tsv,.xlsx,.qdpx,text/plain,text/markdown';

/** A file of one talk, of many in a table, or of a whole project. */
export function Bring({ workspace, link, onCome }: BringProps) {
  const [pastes, setPastes] = useState(false);
  const [report, setReport] = useState<BroughtReport | null>(null);
  const underway = useUnderway(waysToWork(connection, workspace));
  const bring = useAct(
    workspace,
    (file: File): Promise<string | BroughtReport> =>
      isOfMany(file) ? underway.run((work) => bringMany(workspace, file, work)) : bringOne(workspace, file),
    (came) => (typeof came === 'string' ? onCome(came) : setReport(came)),
  );
  return (
    <div className="bring no-print">
      <FileDrop
        accept={accepted}
        title="Bring what was said"
        primary
        disabled={bring.isPending}
        onFile={(file) => {
          setReport(null);
          bring.mutate(file);
        }}
      >
        <p className="quiet">
          Plain text, Word (.docx), OpenDocument (.odt), PDF, a web page or subtitles; a table with a row a
          sentence (.csv, .xlsx); a project of another package (.qdpx). Names are taken out here, before it is
          coded.
        </p>
        <output className="note" aria-live="polite">
          {bring.isPending && 'Reading and storing it.'}
        </output>
        {bring.isPending && isOfMany(bring.variables) && (
          <UnderwayLine underway={underway} words="Sending the file" />
        )}
        {bring.error !== null && (
          <p className="err" role="alert">
            {wordsOf(bring.error).detail}
          </p>
        )}
      </FileDrop>
      {report !== null && <Brought report={report} link={link} />}
      <p>
        <button type="button" className="linkish" onClick={() => setPastes(true)}>
          Paste words instead
        </button>
      </p>
      {pastes && <PasteDialog workspace={workspace} onCome={onCome} onClose={() => setPastes(false)} />}
    </div>
  );
}

const isProject = ({ name }: File) => /\.qdpx$/i.test(name);
const isTable = ({ name }: File) => /\.(?:csv|tsv|xlsx)(?:\.gz)?$/i.test(name);
const isOfMany = (file: File) => isProject(file) || isTable(file);

/** The id of the one source that came. */
async function bringOne(workspace: string, file: File): Promise<string> {
  return (await call(connection, bringSource, { workspace, name: file.name }, file)).id;
}

/** What came of a file of many sources. */
const bringMany = (workspace: string, file: File, work: string): Promise<BroughtReport> =>
  call(
    connection,
    isProject(file) ? bringProject : bringTranscripts,
    { workspace, name: file.name, work },
    file,
  );
