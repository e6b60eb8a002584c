import { normalMultiplier } from '../distributions/normal.ts';
import { StatsError } from '../errors.ts';
import type { FayHerriot } from '../mixed/areaTypes.ts';
import type { Cuts, IdentifyInput, IdentifyResult } from './identifyTypes.ts';

export interface ViewsInput {
  /** The result and the groups as they were given to `identify`, and its answer. */
  result: IdentifyInput['result'];
  groups: IdentifyInput['groups'];
  identified: IdentifyResult;
  /** Of the same schools in the same order, with the same result as outcome. */
  model: Pick<FayHerriot, 'effects'>;
  /** Of the interval around an effect; 0.95 unless given. */
  confidence?: number;
}

/** Why the model does not bear out the label of a school. A school can have several. */
export type UnconfirmedReason =
  /** The model expects such a result, or one further out, of schools in its circumstances. */
  | 'circumstances'
  /** More than half of what the school differs by would be put down to chance: reliability below 0.5. */
  | 'small-school'
  /** The result is less than one of the school's own standard errors inside the cut point. */
  | 'near-cut'
  /** None of these: it differs, but not by more than is within its interval. */
  | 'uncertain';

/** Why the quartile rule does not label a school that the model finds clear of what is expected. */
export type OverlookedReason =
  /** Not in the hardest part of circumstances … */
  | 'other-circumstances'
  /** … though by less than a tenth of the distance between the outer cut points of its group. */
  | 'near-hardest'
  /** In the hardest part, and its result less than one of its own standard errors outside the cut point … */
  | 'near-cut'
  /** … or further: much for its circumstances, not much among all. */
  | 'beyond-cut'
  /** The rule did not classify it. */
  | 'not-classified';

export interface Disagreement {
  /** Schools with the label. */
  labelled: number;
  /** With the label and an interval that lies wholly on its side. */
  confirmed: number;
  /** With the label, and an interval that includes 0 or lies on the other side. */
  unconfirmed: { row: number; reasons: UnconfirmedReason[] }[];
  /** Without the label, though the interval lies wholly on its side. */
  overlooked: { row: number; reasons: OverlookedReason[] }[];
  /** With the label but not in the model, so that nothing is said of them. */
  unknown: number;
}

export interface ComparedViews {
  confidence: number;
  /** Per school, 1 better than expected, −1 worse, 0 not clear or not in the model. */
  standing: Int8Array;
  /** Resilient against better than expected, struggling against worse. */
  resilient: Disagreement;
  struggling: Disagreement;
  /** Schools in both views, and in one only. */
  both: number;
  onlyRule: number;
  onlyModel: number;
}

/** Of the distance between a group's outer cut points, what counts as near one of them. */
const nearShare = 0.1;

/**
 * Where the quartile rule and the model-based view differ, and why: labels that the model does not bear out, and
 * schools that it finds clear of what is expected while the rule leaves them out.
 *
 * A school is clear of what is expected if its effect ± z · `fullError` excludes 0. No correction is made for looking at
 * many schools: of a hundred as expected about five lie outside by chance at 0.95 (fewer, because effects are shrunken).
 *
 * Throws `length-mismatch`, `invalid-confidence`.
 */
export function compareViews(input: ViewsInput): ComparedViews {
  const { identified, model, result, groups, confidence = 0.95 } = input;
  const schools = identified.kind.length;
  const lengths = [result.values.length, groups.code.length, model.effects.effect.length];
  const wrong = lengths.find((length) => length !== schools);
  if (wrong !== undefined) {
    throw new StatsError('length-mismatch', `The rule has ${schools} schools, but another column ${wrong}.`);
  }
  const turn = result.highMeans === 'better' ? 1 : -1;
  const reach = normalMultiplier(confidence);
  const { effect, fullError } = model.effects;
  const standing = Int8Array.from(effect, (value, i) => {
    const clear = Math.abs(value) > reach * fullError[i];
    return clear ? turn * Math.sign(value) : 0;
  });
  const modelled = (i: number) => !Number.isNaN(effect[i]);
  const classified = (i: number) => identified.contextQuartile[i] !== 0;
  const rows = Array.from(effect.keys());
  const number = (holds: (i: number) => boolean) => rows.filter(holds).length;
  return {
    confidence,
    standing,
    resilient: disagreement(input, standing, 1),
    struggling: disagreement(input, standing, 2),
    both: number((i) => modelled(i) && classified(i)),
    onlyRule: number((i) => !modelled(i) && classified(i)),
    onlyModel: number((i) => modelled(i) && !classified(i)),
  };
}

function disagreement(input: ViewsInput, standing: Int8Array, label: 1 | 2): Disagreement {
  const side = label === 1 ? 1 : -1;
  const { effect } = input.model.effects;
  const found: Disagreement = { labelled: 0, confirmed: 0, unconfirmed: [], overlooked: [], unknown: 0 };
  input.identified.kind.forEach((kind, row) => {
    if (kind === label) {
      found.labelled++;
      if (Number.isNaN(effect[row])) found.unknown++;
      else if (standing[row] === side) found.confirmed++;
      else found.unconfirmed.push({ row, reasons: whyUnconfirmed(input, row, side) });
    } else if (standing[row] === side) {
      found.overlooked.push({ row, reasons: whyOverlooked(input, row, side) });
    }
  });
  return found;
}

function whyUnconfirmed(input: ViewsInput, row: number, side: 1 | -1): UnconfirmedReason[] {
  const { effects } = input.model;
  const turn = input.result.highMeans === 'better' ? side : -side;
  const reasons: UnconfirmedReason[] = [];
  if (turn * effects.raw[row] <= 0) reasons.push('circumstances');
  if (effects.reliability[row] < 0.5) reasons.push('small-school');
  if (Math.abs(outsideCut(input, row, side)) < effects.samplingError[row]) reasons.push('near-cut');
  return reasons.length > 0 ? reasons : ['uncertain'];
}

function whyOverlooked(input: ViewsInput, row: number, side: 1 | -1): OverlookedReason[] {
  const { contextQuartile } = input.identified;
  if (contextQuartile[row] === 0) return ['not-classified'];
  if (contextQuartile[row] !== 1) {
    return nearHardest(input, row) ? ['other-circumstances', 'near-hardest'] : ['other-circumstances'];
  }
  return [outsideCut(input, row, side) < input.model.effects.samplingError[row] ? 'near-cut' : 'beyond-cut'];
}

/** How far a result lies outside the part of the label, in its unit; negative inside. */
function outsideCut({ result, groups, identified }: ViewsInput, row: number, side: 1 | -1): number {
  const cuts: Cuts | null = identified.groups[groups.code[row]].result;
  if (cuts === null) return NaN;
  const upwards = (side === 1) === (result.highMeans === 'better');
  return upwards ? cuts.q3 - result.values[row] : result.values[row] - cuts.q1;
}

function nearHardest({ groups, identified }: ViewsInput, row: number): boolean {
  const cuts = identified.groups[groups.code[row]].index;
  if (cuts === null) return false;
  const value = identified.index[row];
  const lacking = identified.method.indexHighMeans === 'harder' ? cuts.q3 - value : value - cuts.q1;
  return lacking < nearShare * (cuts.q3 - cuts.q1);
}
