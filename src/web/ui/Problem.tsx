import { ProblemError, problemKinds } from '#contract/problem';

/** What went wrong, in the words of the problem, with the number that finds it in the log. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail, request } = wordsOf(error);
  // Only the reader can do something about it, elsewhere.
  const byAccount = error instanceof ProblemError && error.kind === 'second-step-needed';
  // To ask again would be answered alike.
  const closed = error instanceof ProblemError && ['not-allowed', 'not-found'].includes(error.kind);
  return (
    <div className="opening prose" role="alert">
      <h1>{title}</h1>
      <p className="lede">{detail}</p>
      {request !== undefined && !byAccount && (
        <p className="note">
          If you ask somebody for help, give them this number: <span className="mono">{request}</span>
        </p>
      )}
      <p className="acts">
        {byAccount && (
          <a className="btn" href="/account">
            Go to your account
          </a>
        )}
        {onRetry !== undefined && !byAccount && !closed && (
          <button type="button" className="btn" onClick={onRetry}>
            Try again
          </button>
        )}
        {closed && history.length > 1 && (
          <button type="button" className="btn" onClick={() => history.back()}>
            Go back
          </button>
        )}
        <a href="/">Go to the start</a>
      </p>
    </div>
  );
}

export function wordsOf(error: unknown): { title: string; detail: string; request: string | undefined } {
  if (error instanceof ProblemError) {
    return { title: problemKinds[error.kind].title, detail: error.message, request: error.request };
  }
  if (error instanceof TypeError && /fetch|network|load/i.test(error.message)) {
    return {
      title: 'The server cannot be reached',
      detail: 'Nothing was lost. Check that it is running and that you are connected, then try again.',
      request: undefined,
    };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { title: 'Something went wrong on this page', detail, request: undefined };
}
