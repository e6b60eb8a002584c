import { polesOf } from './frameworkSides.ts';
import type { FrameworkContent } from './frameworkFile.ts';

interface Fault {
  path: (string | number)[];
  message: string;
}

/** Keys that stand twice, and those that lead nowhere. */
export function faultsOf(content: FrameworkContent): Fault[] {
  const { sources, groups, elements, crosswalks } = content;
  const poles = elements.flatMap((one, e) =>
    polesOf(one).map(({ side, pole: found }) => ({ found, path: ['elements', e, 'poles', side] })),
  );
  const faults: Fault[] = [];
  const known = (list: readonly { key: string }[], path: (string | number)[]): Set<string> => {
    const seen = new Set<string>();
    list.forEach((one, i) => {
      if (seen.has(one.key))
        faults.push({ path: [...path, i, 'key'], message: `‘${one.key}’ stands twice.` });
      seen.add(one.key);
    });
    return seen;
  };
  const lead = (to: Set<string>, one: string, path: (string | number)[]) => {
    if (!to.has(one)) faults.push({ path, message: `There is no ‘${one}’.` });
  };
  const [sourceKeys, groupKeys, elementKeys] = [
    known(sources, ['sources']),
    known(groups, ['groups']),
    known(elements, ['elements']),
  ];
  elements.forEach((one, e) => {
    const { group } = one;
    if (group !== null) lead(groupKeys, group, ['elements', e, 'group']);
    if (polesOf(one).length === 0)
      faults.push({
        path: ['elements', e, 'poles'],
        message: 'An element is a strength, a concern or both.',
      });
  });
  const codes = new Set<string>();
  for (const { found, path } of poles) {
    found.citations.forEach((one, i) => lead(sourceKeys, one.source, [...path, 'citations', i, 'source']));
    found.codes.forEach((one, i) => {
      if (codes.has(one.key))
        faults.push({ path: [...path, 'codes', i, 'key'], message: `‘${one.key}’ stands twice.` });
      codes.add(one.key);
    });
  }
  known(crosswalks, ['crosswalks']);
  crosswalks.forEach(({ models, marks }, c) => {
    const modelKeys = known(models, ['crosswalks', c, 'models']);
    models.forEach((one, m) => lead(sourceKeys, one.source, ['crosswalks', c, 'models', m, 'source']));
    marks.forEach((one, m) => {
      lead(elementKeys, one.element, ['crosswalks', c, 'marks', m, 'element']);
      lead(modelKeys, one.model, ['crosswalks', c, 'marks', m, 'model']);
    });
  });
  return faults;
}
