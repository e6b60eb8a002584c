/** The two marks of the figure, for table headings and lists. */
export function Mark({ kind, label }: { kind: 'disc' | 'diamond' | 'none'; label?: string }) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className="mark" viewBox="0 0 14 14" {...named}>
      {kind === 'disc' && <circle cx="7" cy="7" r="6" fill="var(--reed)" />}
      {kind === 'diamond' && (
        <path d="M7 1l6 6l-6 6l-6 -6z" fill="none" stroke="var(--rust)" strokeWidth="2" />
      )}
    </svg>
  );
}
