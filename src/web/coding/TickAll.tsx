import type { Ticks } from './useTicks.ts';

/** Ticks all places that are shown, or none. */
export function TickAll({ shown, ticks }: { shown: Parameters<Ticks['tick']>[0]; ticks: Ticks }) {
  return (
    <label className="tick">
      <input
        className="check"
        type="checkbox"
        checked={shown.every(ticks.has)}
        onChange={(event) => ticks.tick(shown, event.currentTarget.checked)}
      />
      <span>All that is shown</span>
    </label>
  );
}
