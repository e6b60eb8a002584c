import type { Finding } from './findings.ts';
import { counted, listed } from './words.ts';

/** What stands behind a finding, in a sentence. */
export function behind({ speaksFor, speaksAgainst, sources, schools }: Finding): string {
  if (speaksFor + speaksAgainst === 0) return 'No evidence yet.';
  const sides = [
    ...(speaksFor > 0 ? [`${counted(speaksFor, 'quotation')} for it`] : []),
    ...(speaksAgainst > 0 ? [`${counted(speaksAgainst, 'quotation')} against it`] : []),
  ];
  const where = [counted(sources, 'source'), ...(schools > 0 ? [counted(schools, 'school')] : [])];
  return `${listed(sides)}, from ${listed(where)}.`;
}
