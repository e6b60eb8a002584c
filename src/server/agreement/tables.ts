import { questionsOf, type Agreement, type AgreementFound } from '#contract/agreement';
import { poleWords } from '#contract/frameworkSides';
import { namesOf, type TableParts } from '../coding/index.ts';
import { csvText } from '../imports/index.ts';

const comparedWords = {
  sets: 'sets of codes',
  all: 'all units',
  two: 'units that two or more coded',
} as const;

const numberHeadings = [
  'Units',
  'Alpha',
  'Undefined',
  'Lower',
  'Upper',
  'Resamples',
  'Resamples undefined',
  'AC1',
  'Alpha for unitizing',
  'Unitizing undefined',
];
const numbersOf = ({ units, alpha, undefinedBecause, interval, ac1, unitizing }: AgreementFound) => [
  units,
  alpha,
  whyUndefined(undefinedBecause),
  interval.lower,
  interval.upper,
  interval.resamples,
  interval.undefinedResamples,
  ac1,
  unitizing.alpha,
  whyUndefined(unitizing.undefinedBecause),
];

const whyUndefined = (because: AgreementFound['undefinedBecause']): string =>
  because?.replace('-', ' ') ?? '';

export function questionsCsv({ found }: Pick<Agreement, 'found'>): string {
  const rows = found === null ? [] : questionsOf(found);
  return csvText(
    [
      ['Question', 'Compared', ...numberHeadings],
      ...rows.map(({ name, of, found: one }) => [name, comparedWords[of], ...numbersOf(one)]),
    ],
    { byteOrderMark: true },
  );
}

export function codesCsv(
  { found, coders }: Pick<Agreement, 'found' | 'coders'>,
  frameworks: TableParts['frameworks'],
): string {
  const names = namesOf(frameworks);
  const kappa = coders.length === 2 ? 'Cohen’s kappa' : 'Fleiss’ kappa';
  const rows = (found?.labels ?? []).map((row) => {
    const { framework, element, code } = names(row.target);
    const alike = row.percent === null ? null : 100 * row.percent;
    const said = [framework, element, poleWords[row.target.pole], code];
    return [...said, row.used, alike, row.kappa, ...numbersOf(row)];
  });
  return csvText(
    [
      ['Framework', 'Element', 'Pole', 'Code', 'Units with it', 'Per cent alike', kappa, ...numberHeadings],
      ...rows,
    ],
    { byteOrderMark: true },
  );
}
