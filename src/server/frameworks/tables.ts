import { polesOf, poleWords } from '#contract/frameworkSides';
import type { Code, Crosswalk, FrameworkContent, Pole } from '#contract/frameworkFile';

type Row = (string | number | null)[];

const heads = [
  'group',
  'element',
  'level',
  'pole',
  'pole name',
  'code',
  'key',
  'definition',
  'counts',
  'does not count',
  'invented example',
  'example said by',
  'found inductively',
  'set aside',
];

/** Every pole and every code a row, in order. The first row is the header. */
export function codebookRows({ groups, elements }: Pick<FrameworkContent, 'groups' | 'elements'>): Row[] {
  const named = new Map(groups.map(({ key, name }) => [key, name]));
  const rows = elements.flatMap((element) =>
    polesOf(element).flatMap(({ side, pole }) => {
      const place = [
        named.get(element.group ?? '') ?? '',
        element.name,
        element.level ?? '',
        poleWords[side],
      ];
      const aside = element.setAside ?? '';
      return [
        [...place, pole.name, '', element.key, ...wordsOf(pole), '', aside],
        ...pole.codes.map((code) => [
          ...place,
          pole.name,
          code.name,
          code.key,
          ...wordsOf(code),
          code.inductive === null ? '' : `${code.inductive.on}: ${code.inductive.why}`,
          code.setAside ?? aside,
        ]),
      ];
    }),
  );
  return [heads, ...rows];
}

const wordsOf = ({ definition, include, exclude, example }: Pole | Code): string[] => [
  definition,
  include,
  exclude,
  example?.text ?? '',
  example?.who ?? '',
];

/** Every mark a row, with what the model names and where. */
export function crosswalkRows({ elements, sources }: FrameworkContent, { models, marks }: Crosswalk): Row[] {
  const element = new Map(elements.map((one) => [one.key, one]));
  const model = new Map(models.map((one) => [one.key, one]));
  const source = new Map(sources.map((one) => [one.key, one.citation]));
  return [
    ['level', 'element', 'model', 'named as', 'in words', 'source', 'place'],
    ...marks.map((mark) => {
      const named = model.get(mark.model);
      return [
        element.get(mark.element)?.level ?? '',
        element.get(mark.element)?.name ?? '',
        named?.name ?? '',
        mark.sign === '+' ? 'strength' : 'failing',
        mark.says,
        source.get(named?.source ?? '') ?? '',
        mark.place,
      ];
    }),
  ];
}
