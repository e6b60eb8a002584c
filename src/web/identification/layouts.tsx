import { groupNoun } from '#contract/groupingWords';
import type { ReactNode } from 'react';
import type { Findings } from '#contract/identificationFindings';
import { Folded } from '../ui/Folded.tsx';
import { Late } from '../ui/Late.tsx';

interface Parts {
  /** The settings and the figure. */
  opening: ReactNode;
  groups: ReactNode;
  schools: ReactNode;
  /** What stands beside the rule, and the method: far down the page, so their code comes late. */
  more: ReactNode;
  how: ReactNode;
  draw: ReactNode;
  publish: ReactNode;
  bring: ReactNode;
}

/** The figure with what belongs to it at its side, and below them the table and the method. */
export function WidePage({
  opening,
  groups,
  schools,
  more,
  how,
  draw,
  publish,
  bring,
  example,
  many,
  told,
}: Parts & { example: boolean; many: boolean; told: string }) {
  return (
    <>
      <div className="split identify">
        <div>{opening}</div>
        <aside aria-label="Groups and sampling">
          {example && bring}
          {many && draw}
          {groups}
          {!many && draw}
          {publish}
          <section className="no-print">
            <h3 className="label">How we tell</h3>
            <p className="note told">
              {told} <a href="#how">Read the method and its numbers</a>
            </p>
          </section>
        </aside>
      </div>
      {schools}
      <Late what="What stands beside the rule">
        {more}
        {how}
        {!example && Boolean(bring) && <div className="section again no-print">{bring}</div>}
      </Late>
    </>
  );
}

/** One column: the schools that beat the odds by name, and a line to open for everything that is long. */
export function NarrowPage({
  opening,
  groups,
  schools,
  more,
  how,
  draw,
  publish,
  bring,
  findings,
  children,
}: Parts & { findings: Findings; children: ReactNode }) {
  const { grouping } = findings;
  return (
    <div className="identify narrow">
      {opening}
      {children}
      {grouping !== null && (
        <Folded title={`How they are spread, by ${groupNoun(grouping)}`}>{groups}</Folded>
      )}
      <Folded title="How we tell">
        <Late what="The method">{how}</Late>
      </Folded>
      <Folded title="Every school, as a table or a file">{schools}</Folded>
      <Late what="What stands beside the rule" room="more-room">
        {more}
      </Late>
      <div className="draw-part">
        {draw}
        {publish}
      </div>
      <div className="no-print">{bring}</div>
    </div>
  );
}
