import { Progress } from './Progress.tsx';
import type { Underway } from './useUnderway.ts';

interface UnderwayLineProps {
  underway: Underway;
  /** What is said before anything was heard of it. */
  words: string;
}

/** How far a request has come, with the way to stop it. */
export function UnderwayLine({ underway, words }: UnderwayLineProps) {
  const { told, stopping, stop } = underway;
  const { step, done, total } = told === null || told.step === '' ? { step: words, done: 0, total: 0 } : told;
  const number = (value: number) => value.toLocaleString('en-GB');
  return (
    <div className="underway">
      <p className="note">{total > 0 ? `${step}: ${number(done)} of ${number(total)}` : `${step} …`}</p>
      <Progress done={done} total={total} label={step} />
      <button type="button" className="linkish" disabled={stopping} onClick={stop}>
        {stopping ? 'Stopping …' : 'Stop and keep nothing'}
      </button>
    </div>
  );
}
