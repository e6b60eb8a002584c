import { keyOf } from '#contract/coding';
/* eslint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- A box that finds while one types has no tag of its own: this is the combobox of the ARIA patterns, whose keys are those of its field. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { counted } from '#contract/words';
import { Sign } from './Codebook.tsx';
import { found, type Sayable } from './codebook.ts';

interface PickerProps {
  among: readonly Sayable[];
  counts: ReadonlyMap<string, number>;
  /** Where the chosen words end on the screen. */
  at: { left: number; top: number; bottom: number };
  onSay: (sayable: Sayable) => void;
  /** No code there is will do: a new one, called as was typed, or as the words themselves where nothing was. */
  onNew: (name: string) => void;
  onClose: () => void;
}

const most = 5;

/** Finds a code by its words: type, choose with the arrows, Enter says it. */
export function Picker({ among, counts, at, onSay, onNew, onClose }: PickerProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const matches = ordered(
    found(
      among.filter(({ setAside }) => !setAside),
      typed,
    ),
    counts,
  ).slice(0, most);
  const name = typed.trim();
  const choose = (index: number) => {
    const one = matches[index];
    if (one === undefined) onNew(name);
    else onSay(one);
  };
  const options = matches.length + 1;
  return (
    <div
      className="picker"
      role="dialog"
      aria-label="Say what the chosen words speak of"
      style={placed(at)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label="Find a code"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={`${id}-${String(active)}`}
        value={typed}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (keyed(event, { active, count: options, setActive, choose, onClose })) event.preventDefault();
        }}
      />
      <ul role="listbox" id={id} aria-label="Codes">
        {matches.map((one, i) => (
          <li
            key={keyOf(one.target)}
            id={`${id}-${String(i)}`}
            role="option"
            aria-selected={i === active}
            className={i === active ? 'on' : undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onSay(one)}
          >
            <Sign pole={one.target.pole} />
            <span>
              <Found text={one.name} typed={name} />
              <small>
                {one.element} · {usedWords(counts.get(keyOf(one.target)) ?? 0)}
              </small>
            </span>
            {i === active && <kbd>Enter</kbd>}
          </li>
        ))}
        <li
          id={`${id}-${String(matches.length)}`}
          role="option"
          aria-selected={active === matches.length}
          className={active === matches.length ? 'new on' : 'new'}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onNew(name)}
        >
          <span />
          <span>
            {name === '' ? 'A new code, in these words' : `Create ‘${name}’ as a new code`}
            <small>Found here, and added to the codebook</small>
          </span>
          {active === matches.length && <kbd>Enter</kbd>}
        </li>
      </ul>
      <p className="foot">
        <span>
          {matches.length === 0 ? 'No code has these words' : `${counted(matches.length, 'code')} shown`}
        </span>
        <span>Esc to close</span>
      </p>
    </div>
  );
}

const usedWords = (count: number) =>
  count === 0 ? 'not used yet' : count === 1 ? 'used once' : `used ${String(count)} times`;

/** What is used more comes first; among equals, the order of the framework. */
const ordered = (matches: readonly Sayable[], counts: ReadonlyMap<string, number>) =>
  matches.toSorted((a, b) => (counts.get(keyOf(b.target)) ?? 0) - (counts.get(keyOf(a.target)) ?? 0));

interface Moves {
  active: number;
  count: number;
  setActive: (index: number) => void;
  choose: (index: number) => void;
  onClose: () => void;
}

function keyed(event: KeyboardEvent, { active, count, setActive, choose, onClose }: Moves): boolean {
  if (event.key === 'ArrowDown') setActive((active + 1) % count);
  else if (event.key === 'ArrowUp') setActive((active + count - 1) % count);
  else if (event.key === 'Enter') choose(active);
  else if (event.key === 'Escape') onClose();
  else return false;
  return true;
}

/** Beneath the words where there is room, above them where there is not. */
function placed({ left, top, bottom }: PickerProps['at']) {
  const height = 350;
  const x = Math.max(12, Math.min(left, innerWidth - 352));
  if (bottom + height > innerHeight && top > height) return { left: x, bottom: innerHeight - top + 8 };
  return { left: x, top: Math.max(12, Math.min(bottom + 8, innerHeight - height)) };
}

function Found({ text, typed }: { text: string; typed: string }) {
  const at = typed === '' ? -1 : text.toLocaleLowerCase('en-GB').indexOf(typed.toLocaleLowerCase('en-GB'));
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <u>{text.slice(at, at + typed.length)}</u>
      {text.slice(at + typed.length)}
    </>
  );
}
