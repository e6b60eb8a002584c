import type { ReactNode } from 'react';
import type { FrameworkContent } from '#contract/frameworkFile';
import type { FrameworkAddress } from './address.ts';
import { CrosswalkTable } from './CrosswalkTable.tsx';
import { Ledger, type Acts } from './Ledger.tsx';
import type { Memos } from './PoleShown.tsx';

interface ShownProps {
  content: FrameworkContent;
  /** Which version it is, and from where. */
  note: ReactNode;
  address: FrameworkAddress;
  onAddress: (change: Partial<FrameworkAddress>) => void;
  /** Where the table of a crosswalk is downloaded; null for one that was not taken into the workspace. */
  download: (crosswalk: string) => string | null;
  acts?: Acts;
  memos?: Memos | undefined;
  /** Acts beneath the list of elements. */
  more?: ReactNode;
}

/** The elements of a framework, and how models of research name the same things. */
export function Shown({ content, note, address, onAddress, download, acts, memos, more }: ShownProps) {
  const { open = [], find = '' } = address;
  const show = (next: string[]) => onAddress({ open: next.length === 0 ? undefined : next });
  return (
    <>
      <section className="section first" aria-labelledby="ledger-title">
        <div className="tabhead">
          <div>
            <h2 id="ledger-title">{content.title}</h2>
            <p className="note">{note}</p>
          </div>
          <div className="acts no-print">
            <button
              type="button"
              className="linkish"
              onClick={() => show(open.length > 0 ? [] : content.elements.map(({ key }) => key))}
            >
              {open.length > 0 ? 'Close all' : 'Open all'}
            </button>
            <input
              className="input find"
              type="search"
              aria-label="Find an element or code"
              placeholder="Find an element or code"
              value={find}
              onChange={(event) =>
                onAddress({ find: event.target.value === '' ? undefined : event.target.value })
              }
            />
          </div>
        </div>
        {content.elements.length === 0 ? (
          <div className="empty">
            <p className="lede">No elements yet.</p>
            <p className="quiet">
              An element is something of school life that can be heard, seen or asked for.
            </p>
          </div>
        ) : (
          <Ledger content={content} find={find} open={open} onOpen={show} acts={acts} memos={memos} />
        )}
        {more}
      </section>
      {content.crosswalks.map((crosswalk) => (
        <CrosswalkTable
          key={crosswalk.key}
          content={content}
          crosswalk={crosswalk}
          download={download(crosswalk.key)}
          onElement={(key) => {
            onAddress({ open: [...new Set([...open, key])], find: undefined });
            // Once the row stands open.
            requestAnimationFrame(() =>
              document.getElementById(`element-${key}`)?.scrollIntoView({ block: 'center' }),
            );
          }}
        />
      ))}
    </>
  );
}
