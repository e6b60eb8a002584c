import { useEffect, useRef, type ReactNode } from 'react';
import type { BroughtReport } from '#contract/exchange';
import { counted, listed } from '#contract/words';

interface BroughtProps {
  report: BroughtReport;
  link: (source: string, words: string) => ReactNode;
}

const shown = 8;

/** What came of a file: what is here now, what was repaired, what was left out and why. */
export function Brought({ report, link }: BroughtProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [report]);
  const { sources, frameworks, repaired, leftOut } = report;
  return (
    <section className="brought" aria-labelledby="brought-title">
      <h3 id="brought-title" tabIndex={-1} ref={title}>
        {broughtWords(report)}
      </h3>
      <p className="quiet">{codedWords(report)}</p>
      {frameworks.map(({ id, title: name, codes }) => (
        <p className="quiet" key={id}>
          {`Codes that nobody here knew became the framework ‘${name}’ (${counted(codes, 'code')}). Look through it: nothing is said of strengths and concerns where the file says nothing.`}
        </p>
      ))}
      <ul>
        {sources.slice(0, shown).map(({ id, title: name }) => (
          <li key={id}>{link(id, name)}</li>
        ))}
      </ul>
      {sources.length > shown && <p className="note">{`and ${String(sources.length - shown)} more.`}</p>}
      <Lines title="Repaired" lines={repaired} />
      <Lines title="Left out" lines={leftOut} />
    </section>
  );
}

function broughtWords({ sources, known }: BroughtReport): string {
  const fresh = sources.length - known;
  if (fresh === 0) return known === 0 ? 'No source came' : `${counted(known, 'source')}, known here already`;
  return `${counted(fresh, 'source')} came${known === 0 ? '' : `, ${String(known)} more were known here`}`;
}

function codedWords({ codings, memos, coders }: BroughtReport): string {
  const what = listed([counted(codings, 'code'), ...(memos === 0 ? [] : [counted(memos, 'memo')])]);
  return coders.length === 0 ? `With ${what}.` : `With ${what}, by ${listed(coders)}.`;
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
