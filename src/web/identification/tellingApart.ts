import type { Frame } from '#contract/identification';
import { identifyInput, type ChosenSettings } from '#contract/identificationInput';

/**
 * The indicators that differ between schools with all values, where some do and some do not. Without those that are the
 * same everywhere more schools may have all values, and what differed still does. Null where nothing is to be left out.
 */
export function tellingApart(frame: Frame, chosen: ChosenSettings): string[] | null {
  const { context, result } = identifyInput(frame, chosen);
  const columns = [...context, result].map(({ values }) => values);
  const rows = frame.schools.id
    .map((_, row) => row)
    .filter((row) => columns.every((values) => !Number.isNaN(values[row] ?? NaN)));
  const first = rows[0] ?? 0;
  const differs = chosen.context.filter((_, i) => {
    const values = context[i]?.values;
    return rows.some((row) => values?.[row] !== values?.[first]);
  });
  return differs.length > 0 && differs.length < chosen.context.length ? differs : null;
}
