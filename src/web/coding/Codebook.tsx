import { keyOf } from '#contract/coding';
import { memo, useState, type KeyboardEvent, type RefObject } from 'react';
import type { FrameworkSummary } from '#contract/frameworks';
import { found, signOf, signWords, type Chapter, type CodeMemoOf, type Sayable } from './codebook.ts';

interface CodebookProps {
  chapters: readonly Chapter[];
  /** The keys 1 to 9, in order. */
  keyed: readonly Sayable[];
  counts: ReadonlyMap<string, number>;
  /** What the chosen words were said to speak of. */
  said: ReadonlySet<string>;
  find: RefObject<HTMLInputElement | null>;
  closed: ReadonlySet<string>;
  frameworks: readonly FrameworkSummary[];
  framework: string;
  onFramework: (framework: string) => void;
  onFold: (chapter: string) => void;
  onSay: (sayable: Sayable) => void;
  codeMemo: CodeMemoOf;
}

/** What can be said of words, element by element. */
export const Codebook = memo(function Codebook(props: CodebookProps) {
  const { chapters, find, frameworks, framework, onFramework } = props;
  const [typed, setTyped] = useState('');
  const shown = typed.trim() === '' ? chapters : filtered(chapters, typed);
  return (
    <nav className="book" aria-label="Codebook">
      {frameworks.length > 1 && (
        <label className="which">
          <span className="vh">Framework</span>
          <select
            className="input"
            value={framework}
            onChange={(event) => onFramework(event.currentTarget.value)}
          >
            {frameworks.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span className="vh">Find a code</span>
        <input
          ref={find}
          className="input"
          type="search"
          value={typed}
          placeholder="Find a code (press /)"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {shown.length === 0 && <p className="note">No code has these words. Esc shows them all again.</p>}
      <ul>
        {shown.map((chapter) => (
          <ChapterView key={chapter.key} chapter={chapter} finding={typed.trim() !== ''} {...props} />
        ))}
      </ul>
    </nav>
  );
});

function filtered(chapters: readonly Chapter[], typed: string): Chapter[] {
  return chapters
    .map((chapter) => ({ ...chapter, sayable: found(chapter.sayable, typed) }))
    .filter(({ sayable }) => sayable.length > 0);
}

interface ChapterViewProps extends CodebookProps {
  chapter: Chapter;
  finding: boolean;
}

function ChapterView(props: ChapterViewProps) {
  const { chapter, finding, closed, keyed, counts, said, framework, onFold, onSay, codeMemo } = props;
  const open = finding || !closed.has(chapter.key);
  return (
    <li className="chapter">
      <div className="chapter-head">
        <h2>
          <button type="button" className="pick" aria-expanded={open} onClick={() => onFold(chapter.key)}>
            {chapter.name}
          </button>
        </h2>
        {codeMemo({ framework, on: 'element', term: chapter.key, name: chapter.name })}
      </div>
      {open && (
        <ul>
          {chapter.sayable.map((one) => {
            const key = keyOf(one.target);
            const number = keyed.findIndex(({ target }) => keyOf(target) === key) + 1;
            const { code } = one.target;
            return (
              <li key={key} className="sayable">
                <button
                  type="button"
                  className={said.has(key) ? 'say on' : 'say'}
                  title={one.definition}
                  aria-pressed={said.has(key)}
                  disabled={one.setAside}
                  onClick={() => onSay(one)}
                  onKeyDown={toMemo}
                >
                  <Sign pole={one.target.pole} />
                  <span>{one.setAside ? `${one.name} (set aside)` : one.name}</span>
                  <span className="count">{counts.get(key) ?? ''}</span>
                  {number > 0 ? <kbd>{number}</kbd> : <i />}
                </button>
                {code !== null && codeMemo({ framework, on: 'code', term: code, name: one.name })}
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}

/** `m` opens the memos on the code that has the focus; on the element where the code is the element itself. */
function toMemo({ key, currentTarget }: KeyboardEvent): void {
  const way = ['.sayable', '.chapter'].map((place) =>
    currentTarget.closest(place)?.querySelector<HTMLElement>('.memo-on'),
  );
  if (key === 'm') way.find((one) => one)?.click();
}

export function Sign({ pole }: { pole: Sayable['target']['pole'] }) {
  return (
    <span className={pole === '+' ? 'sign pos' : pole === '-' ? 'sign neg' : 'sign'}>
      <span aria-hidden="true">{signOf(pole)}</span>
      <span className="vh">{signWords[pole]}: </span>
    </span>
  );
}
