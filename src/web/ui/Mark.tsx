export type MarkKind = 'disc' | 'ring' | 'diamond' | 'cross' | 'none';

/** The marks of the figure, for table headings and lists; ring and cross where a label is weak. */
export function Mark({ kind, label }: { kind: MarkKind; label?: string }) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className="mark" viewBox="0 0 14 14" {...named}>
      {kind === 'disc' && <circle cx="7" cy="7" r="6" fill="var(--reed)" />}
      {kind === 'ring' && <circle cx="7" cy="7" r="5" fill="none" stroke="var(--reed)" strokeWidth="2" />}
      {kind === 'cross' && <path d="M2 7h10M7 2v10" fill="none" stroke="var(--rust)" strokeWidth="2" />}
      {kind === 'diamond' && (
        <path d="M7 1l6 6l-6 6l-6 -6z" fill="none" stroke="var(--rust)" strokeWidth="2" />
      )}
    </svg>
  );
}
