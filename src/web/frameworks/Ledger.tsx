import { Fragment, type ReactNode } from 'react';
import type { Code, Element, FrameworkContent, Pole, Side } from '#contract/frameworkFile';
import { allCodes } from '#contract/frameworkEdits';
import { counted } from '#contract/words';
import { PoleShown, SignMark, type Memos } from './PoleShown.tsx';
import { fits, levelName, poleWords, signs, sourcesOf } from './words.ts';
import './ledger.css';

/** What may be done where the framework is being changed. */
export interface Acts {
  element: (element: Element) => ReactNode;
  pole: (element: Element, sign: Side, pole: Pole | null) => ReactNode;
  code: (code: Code, sign: Side) => ReactNode;
}

interface LedgerProps {
  content: FrameworkContent;
  find: string;
  /** Keys of the elements that stand open. */
  open: readonly string[];
  onOpen: (open: string[]) => void;
  acts?: Acts;
  memos?: Memos | undefined;
}

/** The elements in two columns: when each is a concern, and when a strength. Pressing one opens what it means. */
export function Ledger({ content, find, open, onOpen, acts, memos }: LedgerProps) {
  const shown = content.elements.filter((element) => fits(element, find));
  const toggle = (key: string) =>
    onOpen(open.includes(key) ? open.filter((one) => one !== key) : [...open, key]);
  return (
    <>
      <table className="table stacks ledger">
        <thead>
          <tr>
            <th scope="col">Element and level</th>
            {signs.map((sign) => (
              <th scope="col" key={sign}>
                {poleWords[sign].column}
              </th>
            ))}
          </tr>
        </thead>
        {groupsOf(content, shown).map(({ key, name, elements }) => (
          <tbody key={key}>
            {name !== null && (
              <tr className="of-kind">
                <th scope="rowgroup" colSpan={3}>
                  {name}
                </th>
              </tr>
            )}
            {elements.map((element) => (
              <Fragment key={element.key}>
                <Row
                  element={element}
                  isOpen={open.includes(element.key)}
                  onToggle={() => toggle(element.key)}
                  acts={acts}
                  memos={memos}
                />
                {open.includes(element.key) && <Sources element={element} content={content} />}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
      <output className="note under">
        {shown.length === 0 && content.elements.length > 0 && 'No element and no code is called so.'}
        {shown.length > 0 &&
          shown.length < content.elements.length &&
          `Showing ${String(shown.length)} of ${counted(content.elements.length, 'element')}.`}
      </output>
    </>
  );
}

interface Group {
  key: string;
  name: string | null;
  elements: Element[];
}

/** In the order of the groups; elements of none come last, and where there are no groups there are no names of them. */
function groupsOf({ groups }: FrameworkContent, elements: readonly Element[]): Group[] {
  const grouped = groups.map(({ key, name }) => ({
    key,
    name,
    elements: elements.filter(({ group }) => group === key),
  }));
  const rest = elements.filter(({ group }) => group === null);
  const all: Group[] = [...grouped, { key: '', name: groups.length === 0 ? null : 'Others', elements: rest }];
  return all.filter((group) => group.elements.length > 0);
}

interface RowProps {
  element: Element;
  isOpen: boolean;
  onToggle: () => void;
  acts: Acts | undefined;
  memos: Memos | undefined;
}

function Row(props: RowProps) {
  const { element, isOpen, onToggle, acts, memos } = props;
  const { key, name, level, poles, setAside } = element;
  const { none = null } = poles;
  // Where nothing is said of two poles, and nobody is going to say it, what is neither has all the room.
  const alone = acts === undefined && none !== null && poles['+'] === null && poles['-'] === null;
  return (
    <>
      <tr className={isOpen ? 'open' : undefined} id={`element-${key}`}>
        <th scope="row">
          {setAside === null ? name : <del>{name}</del>}
          <small>{levelName(level)}</small>
          {setAside !== null && <small>Set aside: {setAside}</small>}
          {acts?.element(element)}
          {isOpen ? memos?.beneath('element', key, name) : memos?.count(termsOf(element))}
          {isOpen && (
            <span className="term-acts no-print">
              <button type="button" className="linkish" aria-label={`Close: ${name}`} onClick={onToggle}>
                Close
              </button>
            </span>
          )}
        </th>
        {alone ? (
          <Cell {...props} sign="none" />
        ) : (
          signs.map((sign) => <Cell key={sign} {...props} sign={sign} />)
        )}
      </tr>
      {none !== null && !alone && (
        <tr className={isOpen ? 'open' : undefined}>
          <th scope="row">
            <span className="vh">{name}</span>
          </th>
          <Cell {...props} sign="none" />
        </tr>
      )}
    </>
  );
}

/** The element, and every code by which it is heard. */
const termsOf = (element: Element) => [
  { on: 'element' as const, term: element.key },
  ...allCodes({ elements: [element] }).map(({ key }) => ({ on: 'code' as const, term: key })),
];

function Cell({ element, isOpen, onToggle, acts, memos, sign }: RowProps & { sign: Side }) {
  const pole = element.poles[sign] ?? null;
  return (
    <td data-label={poleWords[sign].column} colSpan={sign === 'none' ? 2 : 1}>
      {pole === null ? (
        <p className="none">{noneWords(element, sign)}</p>
      ) : isOpen ? (
        <PoleShown
          sign={sign}
          pole={pole}
          memos={memos}
          acts={acts?.pole(element, sign, pole)}
          ofCode={acts === undefined ? undefined : (code) => acts.code(code, sign)}
        />
      ) : (
        <>
          <SignMark sign={sign} />
          <button type="button" className="linkish named" aria-expanded={false} onClick={onToggle}>
            {pole.name}
          </button>{' '}
          <small>{codesWords(pole)}</small>
        </>
      )}
      {pole === null && isOpen && acts?.pole(element, sign, null)}
    </td>
  );
}

function noneWords({ poles }: Element, sign: Side): string {
  if (poles.none !== undefined || sign === 'none') return 'Not described.';
  return sign === '-'
    ? 'No negative pole is named in research. None is invented.'
    : 'Named only as a concern.';
}

function codesWords({ codes }: Pole): string {
  const used = codes.filter(({ setAside }) => setAside === null).length;
  return used === 0 ? '' : counted(used, 'code');
}

function Sources({ element, content }: { element: Element; content: FrameworkContent }) {
  const sources = sourcesOf(element, content);
  if (sources.length === 0) return null;
  return (
    <tr className="sources">
      <td colSpan={3}>
        <p className="note">
          <b>Sources</b> {sources.join(' · ')}
        </p>
      </td>
    </tr>
  );
}
