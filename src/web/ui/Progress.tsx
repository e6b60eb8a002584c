/** A bar that is true to its count; while the total is unknown it stays empty and the words say what is done. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  return (
    <progress
      className="bar"
      aria-label={label}
      value={total > 0 ? Math.min(done, total) : 0}
      max={total > 0 ? total : 1}
    />
  );
}
