import { signOf } from './codebook.ts';
import type { Run } from './marks.ts';

/** From which height to which a run reaches, in pixels from the top of its block. */
export interface Gauged {
  top: number;
  bottom: number;
}

interface BracketsProps {
  runs: readonly Run[];
  gauged: readonly Gauged[];
  nameOf: (run: Run) => string;
}

/** Of a line of a label. */
const lineHeight = 16;
/** About as many letters stand on a line of a label. */
const letters = 20;
const mostLanes = 4;

/** In the margin, what the words beside speak of. For eyes: what is chosen is told in words at the side. */
export function Brackets({ runs, gauged, nameOf }: BracketsProps) {
  if (gauged.length < runs.length) return <div className="brackets" aria-hidden="true" />;
  const labels = placeLabels(runs, gauged, nameOf);
  const lanes = Math.min(mostLanes, Math.max(...runs.map(({ lane }) => lane)) + 1);
  const left = 16 + lanes * 9;
  return (
    <div className="brackets" aria-hidden="true">
      {runs.map((run, i) => {
        const { top, bottom } = gauged[i] ?? { top: 0, bottom: 0 };
        if (run.lane >= mostLanes || run.code === null) return null;
        return (
          <i
            key={i}
            className={run.code.pole === '-' ? 'm' : run.code.pole === '+' ? 'p' : 'o'}
            style={{ top, height: Math.max(8, bottom - top), left: 8 + run.lane * 9 }}
          />
        );
      })}
      {labels.map(({ key, top, sign, words }) => (
        <span key={key} style={{ top, left }}>
          {sign !== '' && <b className={sign === '+' ? 'pos' : sign === '−' ? 'neg' : undefined}>{sign}</b>}{' '}
          {words}
        </span>
      ))}
    </div>
  );
}

interface Label {
  key: string;
  top: number;
  sign: string;
  words: string;
}

/** Beneath one another from where their words begin; what the block has no room for is counted. */
function placeLabels(runs: readonly Run[], gauged: readonly Gauged[], nameOf: (run: Run) => string): Label[] {
  const lowest = Math.max(...gauged.map(({ bottom }) => bottom)) + 12;
  const labels: Label[] = [];
  let free = 0;
  for (const [i, run] of runs.entries()) {
    if (run.code === null) continue;
    const top = Math.max((gauged[i]?.top ?? 0) - 1, free);
    const rest = runs.slice(i).filter(({ code }) => code !== null).length;
    const people = run.people > 1 ? ` · ${String(run.people)}` : '';
    const words = `${nameOf(run)}${people}`;
    const height = 2 + lineHeight * Math.ceil((words.length + 2) / letters);
    if (rest > 1 && labels.length > 0 && top + height + lineHeight > lowest) {
      labels.push({ key: 'rest', top, sign: '', words: `and ${String(rest)} more` });
      return labels;
    }
    labels.push({ key: String(i), top, sign: signOf(run.code.pole), words });
    free = top + height;
  }
  return labels;
}
