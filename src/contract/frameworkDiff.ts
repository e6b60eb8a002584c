import type { Code, Element, FrameworkContent, Pole, Side } from './frameworkFile.ts';
import { polesOf } from './frameworkSides.ts';

/** What of a framework's words was changed from one version to another. */
export type Change = {
  /** What it is called now, or was called where it is gone. */
  name: string;
  what: 'framework' | 'element' | 'pole' | 'code';
  key: string;
  sign: Side | null;
  /** Why, where it was set aside or found in what people said. */
  why: string | null;
} & (
  | { change: 'words'; field: Field; before: string; after: string }
  | { change: 'new' | 'gone' | 'set aside' | 'brought back'; text: string }
  | { change: 'moved'; before: string; after: string }
);

export const fields = ['title', 'about', 'name', 'definition', 'include', 'exclude', 'example'] as const;
export type Field = (typeof fields)[number];

/** The place of a term among the others, and its words. */
interface Term {
  what: Change['what'];
  key: string;
  sign: Side | null;
  name: string;
  /** Where it stands, by keys and in words. */
  at: string;
  place: string;
  setAside: string | null;
  why: string | null;
  words: Partial<Record<Field, string>>;
}

/** In the order of the later version; what is gone comes last. */
export function changesBetween(before: FrameworkContent, after: FrameworkContent): Change[] {
  const was = termsOf(before);
  const is = termsOf(after);
  const changes = [...is.entries()].flatMap(([id, term]) => {
    const earlier = was.get(id);
    return earlier === undefined ? [whole(term, 'new')] : changesOf(earlier, term);
  });
  const gone = [...was.entries()].filter(([id]) => !is.has(id)).map(([, term]) => whole(term, 'gone'));
  return [...changes, ...gone];
}

function changesOf(was: Term, is: Term): Change[] {
  const about = aboutOf(is);
  const worded = fields.flatMap((field): Change[] => {
    const [before, after] = [was.words[field] ?? '', is.words[field] ?? ''];
    return before === after ? [] : [{ ...about, change: 'words', field, before, after }];
  });
  const moved: Change[] =
    was.at === is.at ? [] : [{ ...about, change: 'moved', before: was.place, after: is.place }];
  const aside: Change[] =
    (was.setAside === null) === (is.setAside === null)
      ? []
      : [whole(is, is.setAside === null ? 'brought back' : 'set aside')];
  return [...worded, ...moved, ...aside];
}

const aboutOf = ({ what, key, sign, name, why }: Term) => ({ what, key, sign, name, why });

function whole(term: Term, change: 'new' | 'gone' | 'set aside' | 'brought back'): Change {
  const why = change === 'set aside' ? term.setAside : term.why;
  return { ...aboutOf(term), why, change, text: term.words.definition ?? '' };
}

/** Everything that has words, by what it is and its key, in order. */
function termsOf(content: FrameworkContent): Map<string, Term> {
  const groups = new Map(content.groups.map(({ key, name }) => [key, name]));
  const { title, about } = content;
  const terms = new Map<string, Term>();
  terms.set('framework', { ...plain, what: 'framework', key: '', name: title, words: { title, about } });
  for (const element of content.elements) {
    terms.set(`element ${element.key}`, elementTerm(element, groups));
    for (const { side: sign, pole } of polesOf(element)) {
      const { key } = element;
      terms.set(`pole ${key} ${sign}`, {
        ...plain,
        what: 'pole',
        key,
        sign,
        name: pole.name,
        words: wordsOf(pole),
      });
      for (const code of pole.codes)
        terms.set(`code ${code.key}`, codeTerm(code, { sign, at: `${key} ${sign}`, place: pole.name }));
    }
  }
  return terms;
}

const plain = { sign: null, at: '', place: '', setAside: null, why: null };

function elementTerm({ key, name, level, group, setAside }: Element, groups: Map<string, string>): Term {
  const place = [level, groups.get(group ?? '')]
    .filter((one) => one !== null && one !== undefined)
    .join(', ');
  const at = `${level ?? ''} ${group ?? ''}`;
  return { ...plain, what: 'element', key, name, at, place, setAside, words: { name } };
}

function codeTerm(code: Code, where: Pick<Term, 'sign' | 'at' | 'place'>): Term {
  const { key, name, setAside, inductive } = code;
  return { ...where, what: 'code', key, name, setAside, why: inductive?.why ?? null, words: wordsOf(code) };
}

const wordsOf = ({ name, definition, include, exclude, example }: Pole | Code) => ({
  name,
  definition,
  include,
  exclude,
  example: example === null ? '' : `${example.text} (${example.who})`,
});
