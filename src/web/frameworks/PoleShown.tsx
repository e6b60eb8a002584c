import { useState, type ReactNode } from 'react';
import type { MemoPlace } from '#contract/codeMemos';
import type { Code, Pole, Side } from '#contract/frameworkFile';
import { capital, counted } from '#contract/words';
import { dayWords } from '../ui/days.ts';
import { signMark } from './words.ts';

/** What may be done to a code, by whoever changes the framework. */
export type OfCode = (code: Code) => ReactNode;

interface PoleShownProps {
  sign: Side;
  pole: Pole;
  /** Acts beneath the words of the pole. */
  acts?: ReactNode;
  ofCode?: OfCode;
  memos?: Memos | undefined;
}

/** What researchers wrote on elements and codes, for those who may read it. */
export interface Memos {
  /** To read and to write, beneath what it means. */
  beneath: (on: MemoPlace, term: string, name: string) => ReactNode;
  /** How many there are on all of these. */
  count: (of: readonly { on: MemoPlace; term: string }[]) => ReactNode;
}

/** One pole of an element: what it means, what counts and what does not, and the codes by which it is heard. */
export function PoleShown({ sign, pole, acts, ofCode, memos }: PoleShownProps) {
  const [shown, setShown] = useState(ofCode !== undefined);
  return (
    <div className={`pole ${poleClass[sign]}`}>
      <h3>
        <SignMark sign={sign} /> {pole.name}
      </h3>
      <Meaning of={pole} />
      {acts}
      {pole.codes.length > 0 && !shown && (
        <ul className="codes">
          {pole.codes
            .filter(({ setAside }) => setAside === null)
            .map(({ key, name }) => (
              <li key={key} className={tagClass[sign]}>
                {name}
                {memos?.count([{ on: 'code', term: key }])}
              </li>
            ))}
        </ul>
      )}
      {pole.codes.length > 0 && ofCode === undefined && (
        <button
          type="button"
          className="linkish no-print"
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Names of the codes only' : `Read ${counted(pole.codes.length, 'code')}`}
        </button>
      )}
      {shown && (
        <ul className="codes-read">
          {pole.codes.map((code) => (
            <li key={code.key} id={`code-${code.key}`}>
              <h4>
                {code.setAside === null ? code.name : <del>{code.name}</del>}
                {code.inductive !== null && <span className="note"> found inductively</span>}
              </h4>
              {code.setAside !== null && <p className="note">Set aside: {code.setAside}</p>}
              {code.inductive !== null && (
                <p className="note">
                  {capital(dayWords(code.inductive.on))}: {code.inductive.why}
                </p>
              )}
              <Meaning of={code} />
              {ofCode?.(code)}
              {memos?.beneath('code', code.key, code.name)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const poleClass: Record<Side, string> = { '+': 'strength', '-': 'concern', none: 'neither' };
const tagClass: Record<Side, string> = { '+': 'tag p', '-': 'tag m', none: 'tag' };

export function SignMark({ sign }: { sign: Side }) {
  return (
    <span className={`sign ${poleClass[sign]}`} aria-hidden="true">
      {signMark[sign]}
    </span>
  );
}

function Meaning({ of: { definition, include, exclude, example } }: { of: Pole | Code }) {
  return (
    <>
      <p className="what">{definition}</p>
      {(include !== '' || exclude !== '') && (
        <dl>
          {include !== '' && (
            <div>
              <dt>Counts</dt>
              <dd>{include}</dd>
            </div>
          )}
          {exclude !== '' && (
            <div>
              <dt>Does not count</dt>
              <dd>{exclude}</dd>
            </div>
          )}
        </dl>
      )}
      {example !== null && (
        <figure>
          <blockquote>‘{example.text}’</blockquote>
          <figcaption className="note">Invented example, {example.who}</figcaption>
        </figure>
      )}
    </>
  );
}
