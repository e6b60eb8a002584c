import { poleWords } from '#contract/frameworkSides';
import { heardTitles, roleWords, type Group, type MethodFacts, type Quote } from '#contract/heard';
import { methodStatement } from '#contract/heardMethod';
import { csvText } from '../imports/index.ts';
import { wordDocument, type WordBlock } from '../platform/word.ts';

/** The table of elements with quotations that stand for them, how each group was formed, and how it was coded. */
export function elementsWord(
  title: string,
  groups: readonly Group[],
  facts: MethodFacts,
): Uint8Array<ArrayBuffer> {
  const heard = groups.filter(({ quotations }) => quotations > 0);
  const tables = heardTitles.flatMap(({ pole, title: heading }): WordBlock[] => {
    const rows = heard.filter((group) => group.pole === pole);
    if (rows.length === 0) return [];
    return [
      { heading },
      {
        rows: [
          ['Element', 'Codes', 'Quotations', 'Quotes'],
          ...rows.map((group) => [
            group.name,
            `${String(group.codesUsed)} of ${String(group.codes)}`,
            String(group.quotations),
            quoted(group.quotes),
          ]),
        ],
      },
    ];
  });
  const silent = groups.filter(({ quotations }) => quotations === 0).map(({ name }) => name);
  return wordDocument(title, [
    ...tables,
    ...(silent.length === 0 ? [] : [`Not heard: ${silent.join('; ')}.`]),
    { heading: 'How the groups were formed' },
    {
      rows: [
        ['Element', 'Code', 'Quotations'],
        ...heard.flatMap(({ name, byCode }) =>
          byCode.map((code, i) => [i === 0 ? name : '', code.name, String(code.quotations)]),
        ),
      ],
    },
    { heading: 'How it was coded' },
    ...methodStatement(facts),
  ]);
}

const quoted = (quotes: readonly Quote[]): string =>
  quotes
    .filter(({ chosen }) => chosen)
    .map((quote) => `‘${quote.words.trim()}’ (${roleWords(quote)})`)
    .join('\n');

/** A row for each code that was given, and one for each pole. */
export function elementsCsv(groups: readonly Group[]): string {
  const heads = [
    'Element',
    'Pole',
    'Name',
    'Code',
    'Quotations',
    'Sources',
    'Schools',
    'Codes',
    'Codes used',
  ];
  const rows = groups.flatMap((group) => {
    const place = [group.elementName, poleWords[group.pole], group.name];
    return [
      [...place, '', group.quotations, group.sources, group.schools, group.codes, group.codesUsed],
      ...group.byCode.map((code) => [...place, code.name, code.quotations, null, null, null, null]),
    ];
  });
  return csvText([heads, ...rows], { byteOrderMark: true });
}
