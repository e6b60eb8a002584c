import type { Code, Pole } from '#contract/frameworkFile';

/** What a code means, as one text that other packages show, and back from it. */

type Meaning = Pick<Pole, 'definition' | 'include' | 'exclude' | 'example'>;
type Said = Meaning & Pick<Code, 'inductive' | 'setAside'>;

const labels = {
  include: 'Counts: ',
  exclude: 'Does not count: ',
  example: 'Invented example: ',
  inductive: 'Found in what people said, ',
  setAside: 'Set aside: ',
} as const;

export function described({ definition, include, exclude, example, inductive, setAside }: Said): string {
  const lines = [
    definition === missing ? '' : definition,
    include === '' ? '' : labels.include + include,
    exclude === '' ? '' : labels.exclude + exclude,
    example === null ? '' : `${labels.example}${example.text} (${example.who})`,
    inductive === null ? '' : `${labels.inductive}${inductive.on}: ${inductive.why}`,
    setAside === null ? '' : labels.setAside + setAside,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** As one line, no longer than may be, and without what nobody can see. */
export const oneLine = (words: string, most: number): string =>
  words
    .replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

const [mostDefinition, mostCounts] = [600, 800];

/** What a definition says where a file has none; it does not go back into a file. */
const missing = 'The file does not say what it means.';

/** Any package's description. What is too long for a definition goes on in what counts. */
export function meaningOf(description: string): Said {
  const lines = description.split('\n').map((line) => oneLine(line, Infinity));
  const after = (label: string) => lines.find((line) => line.startsWith(label))?.slice(label.length) ?? '';
  const own = Object.values(labels);
  const rest = lines.filter((line) => line !== '' && !own.some((label) => line.startsWith(label))).join(' ');
  const include = [rest.slice(oneLine(rest, mostDefinition).length), after(labels.include)]
    .filter(Boolean)
    .join(' ');
  const setAside = oneLine(after(labels.setAside), 400);
  return {
    definition: oneLine(rest, mostDefinition) || missing,
    include: oneLine(include, mostCounts),
    exclude: oneLine(after(labels.exclude), mostCounts),
    example: exampleOf(after(labels.example)),
    inductive: inductiveOf(after(labels.inductive)),
    setAside: setAside === '' ? null : setAside,
  };
}

function exampleOf(line: string): Meaning['example'] {
  const [, text, who] = /^(.+) \(([^()]*)\)$/.exec(line) ?? [];
  return text === undefined || who === undefined || who === ''
    ? null
    : { text: oneLine(text, 600), who: oneLine(who, 80) };
}

function inductiveOf(line: string): Code['inductive'] {
  const [, on, why] = /^(\d{4}-\d{2}-\d{2}): (.+)$/.exec(line) ?? [];
  return on === undefined || why === undefined ? null : { on, why: oneLine(why, 400) };
}
