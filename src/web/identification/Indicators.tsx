import type { Frame } from '#contract/identification';
import { contextMeasures, type ChosenSettings } from '#contract/identificationInput';
import { measureName } from '#contract/identificationWords';
import { byYear, type OfYear } from './byYear.ts';

interface IndicatorsProps {
  frame: Frame;
  chosen: ChosenSettings;
  onContext: (key: string, on: boolean) => void;
}

/** The measures of circumstances to choose from: the latest year open, those before it folded until one of them is used. */
export function Indicators({ frame, chosen, onContext }: IndicatorsProps) {
  const years = byYear(contextMeasures(frame));
  const ticks = (measures: OfYear['measures']) =>
    measures.map((measure) => {
      const on = chosen.context.includes(measure.key);
      return (
        <label key={measure.key} className="tick">
          <input
            className="check"
            type="checkbox"
            checked={on}
            disabled={on && chosen.context.length === 1}
            onChange={(event) => onContext(measure.key, event.target.checked)}
          />
          <span>
            {measureName(measure)} <span className="quietly">high is {measure.highMeans}</span>
          </span>
        </label>
      );
    });
  return years.map(({ year, measures }, i) => {
    const used = measures.filter(({ key }) => chosen.context.includes(key)).length;
    return i === 0 ? (
      <div key={year}>{ticks(measures)}</div>
    ) : (
      <details key={year} className="of-year" open={used > 0}>
        <summary>
          {year}: {measures.length === 1 ? '1 indicator' : `${String(measures.length)} indicators`}
          {used > 0 && `, ${String(used)} used`}
        </summary>
        {ticks(measures)}
      </details>
    );
  });
}
