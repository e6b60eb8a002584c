import type { MemoPlace } from '#contract/codeMemos';
import type { Target } from '#contract/coding';
import type { Element, FrameworkContent, Pole, Side } from '#contract/frameworkFile';
import { polesOf, poleWords } from '#contract/frameworkSides';
import { guidOf } from './guids.ts';
import { described } from './meaning.ts';
import type { Codebook, CodeNode, ProjectMemo } from './project.ts';

/** What is said of words, in whichever version of the framework. */
export type Saying = Pick<Target, 'element' | 'pole' | 'code'>;

export const sayingKey = ({ element, pole, code }: Saying): string => `${element} ${pole} ${code ?? ''}`;

/** The id that a code goes by in files: its own from elsewhere, or one that is always made alike. */
export function guidOfSaying(framework: string, saying: Saying, known: ReadonlyMap<string, string>): string {
  const key = sayingKey(saying);
  return known.get(key) ?? guidOf('code', framework, key);
}

interface Told {
  id: string;
  content: FrameworkContent;
  /** What was said in it. */
  used: readonly Saying[];
  /** The ids of codes that came from elsewhere, by `sayingKey`. */
  known: ReadonlyMap<string, string>;
  memosOn?: MemosOn;
}

/** What was written on a code or an element, by its key. */
export type MemosOn = (on: MemoPlace, key: string) => ProjectMemo[];

/** A framework as a tree of codes: groups, elements, and beneath each element its poles as a whole and their codes. */
export function codebookOf({ id, content, used, known, memosOn = () => [] }: Told): Codebook {
  const guid = (saying: Saying) => guidOfSaying(id, saying, known);
  const nodeOf = (element: Element) => elementNode(element, { id, used, guid, memosOn });
  const { title, about, groups, elements } = content;
  const grouped = groups.flatMap(({ key, name, about: words }) => {
    const children = elements.filter(({ group }) => group === key).map(nodeOf);
    const node = { ...plain, guid: guidOf('group', id, key), name, description: words, children };
    return children.length === 0 ? [] : [node];
  });
  const rest = elements.filter(({ group }) => group === null).map(nodeOf);
  return { guid: id, title, about, codes: [...grouped, ...rest] };
}

const plain = { codable: false, description: '', pole: null, whole: false, memos: [], children: [] };

interface Of {
  id: string;
  used: readonly Saying[];
  guid: (saying: Saying) => string;
  memosOn: MemosOn;
}

function elementNode(element: Element, of: Of): CodeNode {
  const { key, name, level, setAside } = element;
  const poles = polesOf(element);
  const [only] = poles;
  // What knows no poles is itself what words are said to speak of.
  if (only?.side === 'none' && poles.length === 1)
    return {
      ...wholeNode(key, 'none', only.pole, of),
      name,
      memos: of.memosOn('element', key),
      children: codeNodes(key, 'none', only.pole, of),
    };
  const said = [level === null ? '' : `Level: ${level}`, setAside === null ? '' : `Set aside: ${setAside}`];
  const described_ = poles.flatMap(({ side, pole }) => [
    wholeNode(key, side, pole, of),
    ...codeNodes(key, side, pole, of),
  ]);
  return {
    ...plain,
    guid: guidOf('element', of.id, key),
    name,
    description: said.filter(Boolean).join('\n'),
    memos: of.memosOn('element', key),
    children: [...described_, ...wholesUsed(element, of)],
  };
}

function wholeNode(element: string, pole: Side, words: Pole, { guid }: Of): CodeNode {
  return {
    guid: guid({ element, pole, code: null }),
    name: words.name,
    codable: true,
    description: described({ ...words, inductive: null, setAside: null }),
    pole,
    whole: true,
    memos: [],
    children: [],
  };
}

const codeNodes = (element: string, pole: Side, { codes }: Pole, { guid, memosOn }: Of): CodeNode[] =>
  codes.map((code) => ({
    guid: guid({ element, pole, code: code.key }),
    name: code.name,
    codable: true,
    description: described(code),
    pole,
    whole: false,
    memos: memosOn('code', code.key),
    children: [],
  }));

/** Elements as a whole that have no words of their own: both ways, and neither. */
function wholesUsed(element: Element, { used, guid }: Of): CodeNode[] {
  const has = new Set<string>(polesOf(element).map(({ side }) => side));
  return (['mixed', 'none'] as const)
    .filter((pole) => !has.has(pole))
    .map((pole) => ({ pole, saying: { element: element.key, pole, code: null } }))
    .filter(({ saying }) => used.some((one) => sayingKey(one) === sayingKey(saying)))
    .map(({ pole, saying }) => ({
      ...plain,
      guid: guid(saying),
      name: `${element.name}, ${poleWords[pole]}`,
      codable: true,
      pole,
      whole: true,
    }));
}
