import { z } from 'zod';
import { words } from './endpoint.ts';
import {
  code,
  element,
  frameworkContent,
  level,
  meaning,
  pole,
  side,
  type Code,
  type Element,
  type FrameworkContent,
  type Pole,
  type Side,
} from './frameworkFile.ts';
import { polesOf, poleWords } from './frameworkSides.ts';
import { ProblemError } from './problem.ts';

/** What a person does to a framework, one thing at a time. */

const term = z.string().max(80);
const why = words(400);
const meant = z.object(meaning);
type Meaning = z.output<typeof meant>;
const inductive = code.shape.inductive;

export const edit = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('framework'), title: words(160).min(1), about: words(1200).min(1) }),
  /** A new element begins with one pole. */
  z.object({
    edit: z.literal('add element'),
    name: element.shape.name,
    level: level.nullable(),
    group: term.nullable(),
    sign: side,
    meaning: meant,
  }),
  z.object({
    edit: z.literal('element'),
    element: term,
    name: element.shape.name,
    level: level.nullable(),
    group: term.nullable(),
  }),
  /** Changes the pole, or adds it. */
  z.object({ edit: z.literal('pole'), element: term, sign: side, meaning: meant }),
  z.object({ edit: z.literal('add code'), element: term, sign: side, meaning: meant, inductive }),
  z.object({ edit: z.literal('code'), code: term, meaning: meant }),
  z.object({ edit: z.literal('move code'), code: term, element: term, sign: side }),
  z.object({ edit: z.literal('set aside'), what: z.enum(['code', 'element']), key: term, why: why.min(1) }),
  z.object({ edit: z.literal('bring back'), what: z.enum(['code', 'element']), key: term }),
]);
export type Edit = z.output<typeof edit>;
export const edits = z.array(edit).min(1).max(100);

/** The framework with the edits made, in their order; the one that is given stays as it is. */
export function edited(content: FrameworkContent, made: readonly Edit[]): FrameworkContent {
  const next = frameworkContent.parse(content);
  for (const one of made) apply(next, one);
  return next;
}

function apply(content: FrameworkContent, one: Edit): void {
  switch (one.edit) {
    case 'framework':
      content.title = one.title;
      content.about = one.about;
      return;
    case 'add element':
      content.elements.push(newElement(content, one));
      return;
    case 'element':
      Object.assign(findElement(content, one.element), {
        name: one.name,
        level: one.level,
        group: knownGroup(content, one.group),
      });
      return;
    case 'pole': {
      const found = findElement(content, one.element);
      found.poles[one.sign] = { citations: [], codes: [], ...found.poles[one.sign], ...one.meaning };
      return;
    }
    case 'add code':
      findPole(content, one.element, one.sign).codes.push(newCode(content, one.meaning, one.inductive));
      return;
    case 'code':
      Object.assign(findCode(content, one.code).code, one.meaning);
      return;
    case 'move code': {
      const { code: moved, among } = findCode(content, one.code);
      among.splice(among.indexOf(moved), 1);
      findPole(content, one.element, one.sign).codes.push(moved);
      return;
    }
    case 'set aside':
      findTerm(content, one).setAside = one.why;
      return;
    case 'bring back':
      findTerm(content, one).setAside = null;
  }
}

function newElement(content: FrameworkContent, made: Extract<Edit, { edit: 'add element' }>): Element {
  const poles: Element['poles'] = { '+': null, '-': null };
  poles[made.sign] = pole.parse(made.meaning);
  const taken = new Set(content.elements.map(({ key }) => key));
  const { name, level: acts } = made;
  const group = knownGroup(content, made.group);
  return { key: freeKey(name, taken), group, name, level: acts, poles, setAside: null };
}

function newCode(content: FrameworkContent, said: Meaning, found: Code['inductive']): Code {
  const taken = new Set(allCodes(content).map(({ key }) => key));
  return { key: freeKey(said.name, taken), ...said, inductive: found, setAside: null };
}

function knownGroup(content: FrameworkContent, group: string | null): string | null {
  if (group !== null && !content.groups.some(({ key }) => key === group)) throw lacking('group', group);
  return group;
}

function findElement(content: FrameworkContent, key: string): Element {
  const found = content.elements.find((one) => one.key === key);
  if (found === undefined) throw lacking('element', key);
  return found;
}

function findPole(content: FrameworkContent, key: string, at: Side): Pole {
  const found = findElement(content, key).poles[at] ?? null;
  if (found === null) throw lacking(poleWords[at], key);
  return found;
}

function findCode(content: FrameworkContent, key: string): { code: Code; among: Code[] } {
  for (const { codes } of allPoles(content)) {
    const found = codes.find((one) => one.key === key);
    if (found !== undefined) return { code: found, among: codes };
  }
  throw lacking('code', key);
}

const findTerm = (content: FrameworkContent, { what, key }: { what: 'code' | 'element'; key: string }) =>
  what === 'code' ? findCode(content, key).code : findElement(content, key);

const lacking = (what: string, key: string) =>
  new ProblemError(
    'conflict',
    `There is no ${what} ‘${key}’ here any more. Somebody may have changed the framework: load the page again.`,
  );

export const allPoles = ({ elements }: Pick<FrameworkContent, 'elements'>): Pole[] =>
  elements.flatMap((element) => polesOf(element).map(({ pole: found }) => found));

export const allCodes = (content: Pick<FrameworkContent, 'elements'>): Code[] =>
  allPoles(content).flatMap(({ codes }) => codes);

/** A short name for addresses and files, which no other bears. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  const base = plain === '' ? 'term' : plain;
  if (!taken.has(base)) return base;
  let next = 2;
  while (taken.has(`${base}-${String(next)}`)) next++;
  return `${base}-${String(next)}`;
}
