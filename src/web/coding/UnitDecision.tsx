import { useEffect, useRef, useState } from 'react';
import { listed } from '#contract/words';
import { LinesField } from '../ui/Fields.tsx';
import { blockAt, wordsAt, type Laid } from '#contract/laidText';
import { Sign } from './Codebook.tsx';
import type { Sayable } from './codebook.ts';
import { placeOf, proposed, type Saying, type UnitToDecide } from './reconcile.ts';

interface UnitDecisionProps {
  units: readonly UnitToDecide[];
  /** What was decided, by place. */
  made: ReadonlyMap<string, Set<string>>;
  notes: ReadonlyMap<string, string>;
  coders: readonly string[];
  laid: Laid;
  names: ReadonlyMap<string, Sayable>;
  busy: boolean;
  onDecide: (unit: UnitToDecide, kept: Set<string>, note: string) => Promise<void>;
}

/** One unit at a time: its words, who said what of them, and what is kept. */
export function UnitDecision(props: UnitDecisionProps) {
  const { units, made } = props;
  const [at, setAt] = useState(() => Math.max(0, nextOpen(units, made, 0)));
  const unit = units[at];
  if (unit === undefined) return null;
  const decided = units.filter((one) => made.has(placeOf(one))).length;
  return (
    <section className="unit" aria-labelledby="unit-title">
      <div className="unit-head">
        <h2 id="unit-title">
          {`Unit ${String(at + 1)} of ${String(units.length)}`}
          <small>{`${String(decided)} decided`}</small>
        </h2>
        <div className="no-print">
          <button type="button" className="linkish" disabled={at === 0} onClick={() => setAt(at - 1)}>
            Back
          </button>
          <button
            type="button"
            className="linkish"
            disabled={at === units.length - 1}
            onClick={() => setAt(at + 1)}
          >
            Next
          </button>
        </div>
      </div>
      <progress max={units.length} value={decided} aria-label="Units that are decided" />
      <OneUnit
        key={placeOf(unit)}
        {...props}
        unit={unit}
        onDecided={(keys) => {
          const next = nextOpen(units, new Map([...made, [placeOf(unit), keys]]), at + 1);
          setAt(next === -1 ? at : next);
        }}
      />
    </section>
  );
}

/** The next that is not decided, from a place on and then from the beginning. */
function nextOpen(units: readonly UnitToDecide[], made: ReadonlyMap<string, unknown>, from: number): number {
  const isOpen = (unit: UnitToDecide) => !made.has(placeOf(unit));
  const later = units.findIndex((unit, i) => i >= from && isOpen(unit));
  return later === -1 ? units.findIndex(isOpen) : later;
}

interface OneUnitProps extends UnitDecisionProps {
  unit: UnitToDecide;
  onDecided: (kept: Set<string>) => void;
}

function OneUnit({ unit, made, notes, coders, laid, names, busy, onDecide, onDecided }: OneUnitProps) {
  const before = made.get(placeOf(unit));
  const [kept, setKept] = useState(() => new Set(before ?? proposed(unit, coders.length)));
  const [note, setNote] = useState(notes.get(placeOf(unit)) ?? '');
  const said = wordsAt(laid, unit.start, unit.end);
  const asked = wordsBefore(laid, unit.start);
  const words = useRef<HTMLQuoteElement>(null);
  useEffect(() => words.current?.focus(), []);
  const toggle = (key: string) => {
    const next = new Set(kept);
    if (!next.delete(key)) next.add(key);
    setKept(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDecide(unit, kept, note.trim()).then(
          () => onDecided(kept),
          () => undefined,
        );
      }}
    >
      <p className="note">
        {unit.turn === null ? '' : `Turn ${String(unit.turn)} · `}
        {unit.who}
        {before !== undefined && ' · decided'}
      </p>
      {asked !== '' && <p className="before">{asked}</p>}
      <blockquote ref={words} tabIndex={-1}>
        {said}
      </blockquote>
      <fieldset>
        <legend>What they speak of</legend>
        {unit.sayings.map((saying) => (
          <SayingRow
            key={saying.key}
            saying={saying}
            sayable={names.get(saying.key)}
            coders={coders}
            words={saysLess(saying, unit) ? wordsAt(laid, saying.start, saying.end) : ''}
            kept={kept.has(saying.key)}
            onToggle={() => toggle(saying.key)}
          />
        ))}
      </fieldset>
      <LinesField
        label="Why"
        help="For whoever reads the codebook meetings later. May stay empty."
        value={note}
        most={2000}
        onChange={setNote}
      />
      <div className="acts">
        <button type="submit" className="btn" disabled={busy}>
          {kept.size === 0 ? 'Decide: none of them' : before === undefined ? 'Decide' : 'Decide anew'}
        </button>
        {coders.map((coder, i) => (
          <button
            key={coder}
            type="button"
            className="linkish"
            onClick={() =>
              setKept(new Set(unit.sayings.filter(({ by }) => by.includes(i)).map(({ key }) => key)))
            }
          >
            As {coder}
          </button>
        ))}
      </div>
    </form>
  );
}

/** What was said just before, often the question. */
function wordsBefore({ blocks }: Laid, place: number): string {
  const words = blocks[blockAt(blocks, place) - 1]?.words.trim() ?? '';
  return words.length > 260 ? `… ${words.slice(-250).trimStart()}` : words;
}

/** Part of the unit was marked: then it is shown which. */
const saysLess = (saying: Saying, unit: UnitToDecide) =>
  saying.end - saying.start < (unit.end - unit.start) * 0.95;

interface SayingRowProps {
  saying: Saying;
  sayable: Sayable | undefined;
  coders: readonly string[];
  words: string;
  kept: boolean;
  onToggle: () => void;
}

function SayingRow({ saying, sayable, coders, words, kept, onToggle }: SayingRowProps) {
  return (
    <label className="tick saying">
      <input className="check" type="checkbox" checked={kept} onChange={onToggle} />
      <span>
        <Sign pole={saying.target.pole} /> <b>{sayable?.name ?? '…'}</b>
        <small>
          {sayable?.element ?? ''} · {listed(saying.by.map((coder) => coders[coder] ?? ''))}
        </small>
        {words !== '' && <q>{words.length > 160 ? `${words.slice(0, 150).trimEnd()} …` : words}</q>}
      </span>
    </label>
  );
}
