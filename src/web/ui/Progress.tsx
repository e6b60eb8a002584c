/** A bar that is true to its count; while the total is unknown it stays empty and the words say what is done. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  const percent = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  const known =
    total > 0 ? { 'aria-valuenow': Math.round(percent), 'aria-valuemin': 0, 'aria-valuemax': 100 } : {};
  return (
    <div className="bar" role="progressbar" aria-label={label} {...known}>
      <div style={{ width: `${String(percent)}%` }} />
    </div>
  );
}
