import { useMutation } from '@tanstack/react-query';
import { urlOf } from '#contract/client';
import { historyTrail, type HistoryChain } from '#contract/history';
import { counted } from '#contract/words';
import { dayOf, dayWords, timeOf } from '../ui/days.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { checkHistory } from './queries.ts';

/** Every line is sealed with the one before; here anybody who may read them can have the seals computed again. */
export function CheckTrail({ workspace }: { workspace: string }) {
  const check = useMutation({ mutationFn: () => checkHistory(workspace) });
  return (
    <div className="check-trail no-print">
      <p className="note">
        Each line is sealed together with the one before it.{' '}
        <button type="button" className="linkish" disabled={check.isPending} onClick={() => check.mutate()}>
          Check all seals now
        </button>{' '}
        or{' '}
        <a href={urlOf(historyTrail, { workspace })} download>
          take the sealed lines
        </a>{' '}
        to check them elsewhere, with <code>reedbed audit verify</code>.
      </p>
      <output className="note">
        {check.isPending && 'Checking.'}
        {check.data !== undefined && <Verdict verdict={check.data} />}
      </output>
      {check.isError && (
        <p className="err" role="alert">
          The seals could not be checked: {wordsOf(check.error).detail}
        </p>
      )}
    </div>
  );
}

function Verdict({ verdict }: { verdict: HistoryChain }) {
  const { fault, lines, removed, from, to, head } = verdict;
  if (fault !== null) {
    return (
      <p className="err">{fault} Tell the person who runs this server, and keep what you have downloaded.</p>
    );
  }
  const gone = removed === 0 ? '' : `, after ${counted(removed, 'older line')} whose time was over`;
  return (
    <>
      <b>Unbroken.</b> {counted(lines, 'line')}
      {from !== null && ` from ${dayOf(from)}`}
      {to !== null && ` to ${dayWords(to)}, ${timeOf(to)}`}
      {gone}. The last seal is <span className="mono">{head.hash.slice(0, 16)}</span>: note it elsewhere, and
      nobody can rewrite the list unseen.
    </>
  );
}
