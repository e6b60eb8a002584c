import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { bringProject, bringTranscripts, type BroughtReport } from '#contract/exchange';
import { bringSource } from '#contract/sources';
import { connection } from '../ui/connection.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { wordsOf } from '../ui/Problem.tsx';
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
  const bring = useAct(
    workspace,
    (file: File) => bringFile(workspace, file),
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
          {bring.isPending && 'Reading and storing it …'}
        </output>
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

/** The id of the one source that came, or what came of a file of many. */
async function bringFile(workspace: string, file: File): Promise<string | BroughtReport> {
  const named = { workspace, name: file.name };
  if (/\.qdpx$/i.test(file.name)) return call(connection, bringProject, named, file);
  if (/\.(?:csv|tsv|xlsx)(?:\.gz)?$/i.test(file.name)) return call(connection, bringTranscripts, named, file);
  return (await call(connection, bringSource, named, file)).id;
}
