import type { IdentifyInput, IdentifyOptions } from '#stats';
import type { Frame, Settings } from './identification.ts';
import { shareOf } from './identificationParts.ts';
import { yearMeasures } from './identificationPeriods.ts';
import { ProblemError } from './problem.ts';
import { remembered } from './remembered.ts';

/**
 * Settings with every choice made, as the page shows them and the server computes them. What is as usual is left out, so
 * that the usual question is always the same object.
 */
export interface ChosenSettings {
  context: string[];
  result: string;
  within: string;
  weights?: Settings['weights'];
  missing?: Exclude<Settings['missing'], 'listwise'>;
  hardest?: string;
  top?: string;
  hold?: number;
  model?: 'on';
  pupils?: string;
  spread?: number;
}

/** The key that cuts quarters over all schools together. */
export const allTogether = 'all';

type Measure = Frame['measures'][number];
const isContext = (measure: Measure) =>
  measure.kind === 'context' && (measure.highMeans === 'harder' || measure.highMeans === 'easier');
const isResult = (measure: Measure) =>
  measure.kind === 'result' && (measure.highMeans === 'better' || measure.highMeans === 'worse');

export const contextMeasures = ({ measures }: Pick<Frame, 'measures'>) => measures.filter(isContext);
export const resultMeasures = ({ measures }: Pick<Frame, 'measures'>) => measures.filter(isResult);

/**
 * Makes the choices that the settings leave open: every context indicator, of several years the latest; the latest
 * result; the first grouping.
 * Returns null where the data cannot answer the question yet (no context indicator or no result).
 * A setting that names something unknown is refused by name, never silently replaced.
 */
export function chooseSettings(frame: Frame, settings: Settings): ChosenSettings | null {
  const context = contextMeasures(frame);
  const results = resultMeasures(frame);
  const latest = results.toSorted((a, b) => (b.period ?? '').localeCompare(a.period ?? ''))[0];
  if (context.length === 0 || latest === undefined) return null;
  const chosen = {
    context: settings.context.length > 0 ? settings.context : latestOfEach(context),
    result: settings.result ?? latest.key,
    within: settings.within ?? frame.groupings[0]?.key ?? allTogether,
    ...optionsOf(settings),
  };
  for (const key of chosen.context) refuseUnknown(context, key, 'context', 'a context indicator');
  refuseUnknown(results, chosen.result, 'result', 'a result');
  if (chosen.within !== allTogether) refuseUnknown(frame.groupings, chosen.within, 'within', 'a grouping');
  if (chosen.pupils !== undefined) refuseUnknown(frame.measures, chosen.pupils, 'pupils', 'a measure');
  refuseOtherNumber(chosen);
  return chosen;
}

/** Those that are not as usual. */
function optionsOf(settings: Settings): Omit<ChosenSettings, 'context' | 'result' | 'within'> {
  const { weights, missing, hardest, top, hold, model, pupils, spread } = settings;
  return {
    ...(weights !== undefined && weights.length > 0 && { weights }),
    ...(missing !== undefined && missing !== 'listwise' && { missing }),
    ...(hardest !== undefined && hardest !== 'quarter' && { hardest }),
    ...(top !== undefined && top !== 'quarter' && { top }),
    ...(hold !== undefined && hold > 1 && { hold }),
    ...(model !== undefined && { model }),
    ...(pupils !== undefined && { pupils }),
    ...(spread !== undefined && { spread }),
  };
}

/** A weight belongs to each indicator; where indicators change, weights are given anew. */
function refuseOtherNumber({ context, weights }: ChosenSettings): void {
  if (weights === undefined || weights.length === context.length) return;
  const detail = `There are ${context.length} indicators, but ${weights.length} weights. Give one for each.`;
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/weights', detail }] });
}

/** For `identify`: nothing where all is as usual. */
export function identifyOptions({ weights, missing, hardest, top }: ChosenSettings): IdentifyOptions {
  const outer = top === undefined ? {} : { top: shareOf(top), lowest: shareOf(top) };
  const cuts = { ...(hardest === undefined ? {} : { hardest: shareOf(hardest) }), ...outer };
  return {
    ...(weights !== undefined && { weights }),
    ...(missing !== undefined && { missing }),
    ...(Object.keys(cuts).length > 0 && { cuts }),
  };
}

/** Keys of the measures, each once: three years of one indicator are one indicator, not three. */
function latestOfEach(measures: readonly Measure[]): string[] {
  const latest = new Map<string, Measure>();
  for (const measure of measures) {
    const other = latest.get(measure.label);
    if (other === undefined || (measure.period ?? '') > (other.period ?? ''))
      latest.set(measure.label, measure);
  }
  return [...latest.values()].map((measure) => measure.key);
}

/** So many values a page is sent without asking for them: enough for any usual workspace, seconds less for a national one. */
const mostUnasked = 2_000_000;

/** The measures whose values these settings need; none where the data cannot answer yet. */
export function neededMeasures(frame: Frame, settings: Settings): string[] {
  const chosen = chooseSettings(frame, settings);
  if (chosen === null) return [];
  const own = [...chosen.context, chosen.result];
  return chosen.hold === undefined ? own : [...new Set([...own, ...yearMeasures(frame, chosen)])];
}

/** What the page begins with: the measures of its usual settings, and as many others as can be sent with them. */
export function firstMeasures(frame: Frame): string[] {
  const chosen = chooseSettings(frame, { context: [] });
  const needed = chosen === null ? [] : [...chosen.context, chosen.result];
  const years = chosen === null ? [] : yearMeasures(frame, chosen);
  const others = [...contextMeasures(frame), ...resultMeasures(frame)].map((measure) => measure.key);
  const most = Math.floor(mostUnasked / Math.max(1, frame.schools.id.length));
  return [...new Set([...needed, ...years, ...others])].slice(0, Math.max(needed.length, most));
}

/** Whether the values of a measure have been sent. */
export function hasValues(frame: Frame, measure: Measure): boolean {
  return measure.values.length === frame.schools.id.length;
}

/** The columns that the quartile method needs, from the frame. Missing values become NaN, the form statistics take. */
export function identifyInput(frame: Frame, chosen: ChosenSettings): IdentifyInput {
  const grouping = frame.groupings.find((one) => one.key === chosen.within);
  const result = find(frame.measures, chosen.result);
  return {
    context: chosen.context.map((key) => {
      const measure = find(frame.measures, key);
      return {
        name: key,
        values: numbers(measure),
        highMeans: measure.highMeans === 'easier' ? 'easier' : 'harder',
      };
    }),
    result: {
      name: result.key,
      values: numbers(result),
      highMeans: result.highMeans === 'worse' ? 'worse' : 'better',
    },
    groups:
      grouping === undefined
        ? { names: ['All schools'], code: new Int32Array(frame.schools.id.length) }
        : { names: grouping.groups, code: codes(grouping) },
  };
}

// The page asks for columns at every change of a setting.

/** A measure's values, NaN where one is missing. Read-only: the array is shared. */
export const numbers = remembered(({ values }: Measure) =>
  Float64Array.from(values, (value) => value ?? NaN),
);

/** The group of every school; read-only and shared, as `numbers`. */
const codes = remembered(({ code }: Frame['groupings'][number]) => Int32Array.from(code));

function find(measures: Measure[], key: string): Measure {
  const measure = measures.find((one) => one.key === key);
  if (measure === undefined) throw unknown(key, 'context', 'a measure');
  return measure;
}

function refuseUnknown(known: { key: string }[], key: string, field: string, what: string): void {
  if (!known.some((one) => one.key === key)) throw unknown(key, field, what);
}

function unknown(key: string, field: string, what: string): ProblemError {
  const detail = `‘${key}’ is not ${what} of this workspace. Choose another.`;
  return new ProblemError('invalid', detail, { errors: [{ pointer: `/${field}`, detail }] });
}

/** Which groups are shown, by their place in `groups`. A name the data do not have is passed over. */
export function shownGroups(
  groups: readonly string[],
  wanted: { only?: readonly string[]; without?: readonly string[] },
): boolean[] {
  const only = new Set(wanted.only ?? []);
  const without = new Set(wanted.without ?? []);
  return groups.map((group) => (only.size > 0 ? only.has(group) : !without.has(group)));
}
