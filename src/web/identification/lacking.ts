import type { Frame } from '#contract/identification';
import { contextMeasures, resultMeasures } from '#contract/identificationInput';

/** What is not there yet and has to be before the question can be asked; null where it can. */
export function lackingForQuestion(frame: Pick<Frame, 'measures'>): string | null {
  const circumstances = contextMeasures(frame).length > 0;
  const results = resultMeasures(frame).length > 0;
  if (circumstances && results) return null;
  if (results) return 'there is no measure of circumstances here';
  return circumstances
    ? 'there is no result here'
    : 'there is neither a measure of circumstances here nor a result';
}
