import { bandOverTimeSvg } from '#charts/bandOverTime';
import { cssPalette } from '#charts/palette';
import type { OverYears, SchoolStanding } from '#contract/standings';
import { bandsDescription, bandsOver, yearsRows } from '#contract/standingsFigures';
import { yearsSentence } from '#contract/standingsYears';
import { count, listed } from '#contract/words';
import { useWidth } from '../ui/hooks.ts';
import { FigureFoot } from '../ui/FigureFoot.tsx';
import { filesOf, type OfSchool } from './files.ts';
import { Phrases } from './Phrases.tsx';

interface YearsPartProps extends OfSchool {
  standing: SchoolStanding;
  measures: readonly OverYears[];
  onPrint: () => void;
}

/** Each measure over its years against the middle half of the group. */
export function YearsPart({ standing, measures, onPrint, ...of }: YearsPartProps) {
  if (measures.length === 0) return null;
  const { name } = standing.school;
  const among = [...new Set(measures.flatMap((one) => one.among ?? []))];
  return (
    <section className="section years" aria-labelledby="years-title">
      <div className="tabhead">
        <div>
          <h2 id="years-title">{titleOf(measures, among)}</h2>
          <p className="note">
            Line and points: {name}, with its 95% interval where it is known.
            {among.length > 0 && ` Shaded: the middle half of ${listed(among)}, and its median.`}
          </p>
        </div>
        <button type="button" className="btn line small no-print" onClick={onPrint}>
          Print two pages
        </button>
      </div>
      <div className="panels">
        {measures.map((measure) => (
          <Panel key={measure.label} measure={measure} />
        ))}
      </div>
      <figure className="foot-only" aria-label="The measures over the years, as a table and as files">
        <FigureFoot {...filesOf(of, 'years')} rows={yearsRows(standing)} label="Measures over the years" />
      </figure>
    </section>
  );
}

function titleOf(measures: readonly OverYears[], among: readonly string[]): string {
  const years = Math.max(...measures.map(({ points }) => points.length));
  const words = ['No year', 'One year', 'Two years', 'Three years', 'Four years', 'Five years'][years];
  const time = words ?? `${count(years)} years`;
  return among.length === 1 ? `${time}, against ${among[0] ?? ''}` : `${time} of measures`;
}

function Panel({ measure }: { measure: OverYears }) {
  const [box, width] = useWidth<HTMLDivElement>(284);
  const description = bandsDescription(measure);
  const known = measure.points.some(({ value, band }) => value !== null || band !== null);
  const svg = known ? bandOverTimeSvg(bandsOver(measure), { width, palette: cssPalette, description }) : '';
  return (
    <figure aria-label={measure.label}>
      <h3>{measure.label}</h3>
      <p className="say">
        <Phrases phrases={yearsSentence(measure)} />
      </p>
      <div ref={box} dangerouslySetInnerHTML={{ __html: svg }} />
    </figure>
  );
}
