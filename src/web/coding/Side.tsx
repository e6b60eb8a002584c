import { keyOf } from '#contract/coding';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { CodeOn } from '#contract/codingChanges';
import { dayOf } from '../ui/days.ts';
import { newId } from '../ui/newId.ts';
import { blockAt, blocksOf, wordsAt } from '#contract/laidText';
import { signWords } from './codebook.ts';
import type { Concluding } from './concluding.ts';
import type { Desk } from './desk.ts';
import { Strength } from './Strength.tsx';

interface SideProps {
  desk: Desk;
  mayCode: boolean;
  nameOf: (code: CodeOn) => string;
  conclude: Concluding;
  /** The way to the memos on a code, or on the element where the code is the element as a whole. */
  memoOn: (code: CodeOn) => ReactNode;
  /** The recording of the source, which may have none. */
  recording: ReactNode;
}

/** What is known of the chosen words. */
export function Side(props: SideProps) {
  const { desk, mayCode } = props;
  const { chosen } = desk;
  return (
    <aside className="side" aria-label="What is chosen">
      {chosen === null ? (
        <Beginning mayCode={mayCode} />
      ) : (
        <section aria-labelledby="chosen-title">
          <h2 id="chosen-title">{chosen.quotation === null ? 'Chosen words' : 'Selected quotation'}</h2>
          <blockquote aria-live="polite">‘{short(wordsAt(desk.laid, chosen.start, chosen.end))}’</blockquote>
          <Translated desk={desk} />
          <Said {...props} />
        </section>
      )}
      {props.recording}
      <section aria-labelledby="source-memo">
        <h2 id="source-memo">On the whole source</h2>
        <Memos desk={desk} quotation={null} mayCode={mayCode} />
      </section>
    </aside>
  );
}

/** The turn in which the chosen words begin, in another language. */
function Translated({ desk: { chosen, laid } }: Pick<SideProps, 'desk'>) {
  const { translation, blocks } = laid;
  const turn = chosen === null ? null : (blocks[blockAt(blocks, chosen.start)]?.turn ?? null);
  if (translation === null || turn === null) return null;
  return (
    <p className="note translated">
      <b>The turn, in the translation ({translation.language}):</b> {short(translation.parts[turn - 1] ?? '')}
    </p>
  );
}

const short = (words: string) => (words.length > 420 ? `${words.slice(0, 400).trimEnd()} …` : words);

/** Everybody's codes on exactly these words, one's own first. */
function Said({ desk, mayCode, ...of }: SideProps) {
  const { chosen, hanging, laid, place } = desk;
  if (chosen === null) return null;
  const [first, last] = blocksOf(laid.blocks, chosen);
  const block = laid.blocks[blockAt(laid.blocks, chosen.start)];
  const same = hanging
    .exactly(chosen)
    .toSorted((a, b) => Number(b.by === place.person) - Number(a.by === place.person));
  const where =
    block === undefined || block.turn === null
      ? ''
      : `Turn ${String(block.turn)}${first === last ? '' : ' and on'} · `;
  return (
    <>
      <p className="note" aria-live="polite">
        {where}
        {block?.who === '' || block === undefined ? '' : `${block.who} · `}
        {same.length === 0 ? 'not coded yet' : ''}
        {same.map(({ id, by, at }) => (
          <span key={id}>
            marked by {by === place.person ? 'you' : (hanging.names.get(by) ?? 'somebody')}, {dayOf(at)}{' '}
          </span>
        ))}
      </p>
      {same.map(({ id, by }) => (
        <Quoted key={id} desk={desk} quotation={id} own={by === place.person && mayCode} {...of} />
      ))}
      {same.length === 0 && mayCode && <p className="quiet">Press 1 to 9, or / to find a code.</p>}
    </>
  );
}

interface QuotedProps extends Omit<SideProps, 'mayCode' | 'recording'> {
  quotation: string;
  own: boolean;
}

function Quoted({ desk, quotation, own, nameOf, memoOn, conclude }: QuotedProps) {
  const codes = desk.hanging.codesOn(quotation);
  const span = desk.hanging.quotations.get(quotation);
  const by = span?.by ?? '';
  const words = span === undefined ? '' : wordsAt(desk.laid, span.start, span.end);
  const whose = by === desk.place.person ? '' : ` by ${desk.hanging.names.get(by) ?? 'somebody'}`;
  return (
    <>
      <ul className="codes" aria-label={`Codes${whose}`}>
        {codes.map((code) => (
          <li key={keyOf(code)}>
            <span className={code.pole === '+' ? 'tag p' : code.pole === '-' ? 'tag m' : 'tag'}>
              <span className="vh">{signWords[code.pole]}: </span>
              {nameOf(code)}
            </span>
            {memoOn(code)}
            {own ? (
              <button
                type="button"
                aria-label={`Remove code: ${nameOf(code)}`}
                onClick={() => desk.do({ do: 'uncode', evidence: code.id })}
              >
                ×
              </button>
            ) : (
              <small>{desk.hanging.names.get(by) ?? ''}</small>
            )}
            <p className="of-code">
              <Strength
                code={code}
                name={nameOf(code)}
                onWeigh={own ? (strength) => desk.do({ do: 'weigh', evidence: code.id, strength }) : null}
              />
              {code.suggested === true && <span className="note">suggested first</span>}
              {conclude(code.id, words, nameOf(code))}
            </p>
          </li>
        ))}
      </ul>
      <Memos desk={desk} quotation={quotation} mayCode={own} />
      {own && (
        <p className="note">
          <button
            type="button"
            className="linkish"
            onClick={() => {
              desk.do({ do: 'unquote', quotation });
              desk.choose(null);
            }}
          >
            Remove the quotation
          </button>
        </p>
      )}
    </>
  );
}

interface MemosProps {
  desk: Desk;
  quotation: string | null;
  mayCode: boolean;
}

/** One's own memo to write, and those of others to read. */
function Memos({ desk, quotation, mayCode }: MemosProps) {
  const memos = desk.hanging.memosOn(quotation);
  const own = memos.find(({ by }) => by === desk.place.person);
  const others = memos.filter((memo) => memo !== own);
  return (
    <>
      {mayCode ? (
        <MemoField
          key={quotation ?? 'source'}
          desk={desk}
          quotation={quotation}
          content={own?.content ?? ''}
        />
      ) : (
        own !== undefined && <p className="memo-read">{own.content}</p>
      )}
      {others.map(({ id, by, content }) => (
        <p className="memo-read" key={id}>
          <b>{desk.hanging.names.get(by) ?? 'Somebody'}:</b> {content}
        </p>
      ))}
    </>
  );
}

/** Kept when one leaves it. */
function MemoField({ desk, quotation, content }: { desk: Desk; quotation: string | null; content: string }) {
  const [words, setWords] = useState(content);
  const id = useId();
  const kept = useRef(content);
  useEffect(() => {
    if (kept.current !== content) setWords(content);
    kept.current = content;
  }, [content]);
  const keep = () => {
    if (words.trim() !== content) desk.do({ do: 'memo', id: newId(), quotation, content: words });
  };
  return (
    <div className="field memo">
      <label className="label" htmlFor={id}>
        Memo
      </label>
      <textarea
        id={id}
        className="input"
        data-memo={quotation ?? 'source'}
        value={words}
        maxLength={20_000}
        placeholder={quotation === null ? 'A thought on the whole' : 'A thought, a comparison'}
        onChange={(event) => setWords(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
        }}
      />
    </div>
  );
}

function Beginning({ mayCode }: { mayCode: boolean }) {
  return (
    <section aria-labelledby="chosen-title">
      <h2 id="chosen-title">{mayCode ? 'Choose words' : 'To read'}</h2>
      {mayCode ? (
        <>
          <p className="quiet">Sweep over words, then press a number, or choose a code at the left.</p>
          <Keys />
        </>
      ) : (
        <p className="quiet">
          Here you read what was coded. Point at marked words to see what they speak of.
        </p>
      )}
    </section>
  );
}

const keys: readonly [keys: string, does: string][] = [
  ['Down, Up', 'next turn, the one before'],
  ['Right, Left', 'next sentence, the one before'],
  ['Shift Right', 'a word more; Left, a word less'],
  ['1–9', 'say what the words speak of'],
  ['/', 'find a code'],
  ['.', 'the last code again'],
  ['w', 'how strongly: a step more'],
  ['n', 'a new code, in their words'],
  ['[ ]', 'quotation before, next one'],
  ['m', 'write a memo on the words'],
  ['Shift M', 'write a memo on their code'],
  ['p', 'hear their turn, or stop, where there is a recording'],
  ['Del', 'remove the quotation'],
  ['Ctrl Z', 'undo; with Shift redo'],
  ['Esc', 'let go'],
];

function Keys() {
  return (
    <dl className="keys">
      {keys.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
