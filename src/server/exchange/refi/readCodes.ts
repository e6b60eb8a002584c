import type { Target } from '#contract/coding';
import { guidOf, readGuid } from '../guids.ts';
import type { Codebook, CodeNode, ProjectMemo } from '../project.ts';
import { linkedMemos } from './readNotes.ts';
import { frameworkSet, setNames, wholeSet } from './writeCodes.ts';
import { all, first, wordsOf, type Node } from './xmlTree.ts';

interface Around {
  sets: readonly Node[];
  name: string;
  /** Memos of a project by their ids; a codebook by itself has none. */
  notes?: ReadonlyMap<string, ProjectMemo>;
}

/** The codes of a project or a codebook, divided as the sets say into frameworks; what is in none is one by itself. */
export function readCodebooks(
  codeBook: Node | undefined,
  { sets, name, notes = new Map<string, ProjectMemo>() }: Around,
): Codebook[] {
  const members = new Map(sets.map((set) => [set, membersOf(set)]));
  const inSet = (wanted: string) =>
    new Set(sets.filter((set) => set.attributes['name'] === wanted).flatMap((set) => members.get(set) ?? []));
  const poles = (Object.entries(setNames) as [Target['pole'], string][]).map(
    ([pole, set]) => [pole, inSet(set)] as const,
  );
  const wholes = inSet(wholeSet);
  const codeOf = (node: Node, path: string): CodeNode => {
    const called = (node.attributes['name'] ?? '').trim();
    const guid = readGuid(node.attributes['guid']) ?? guidOf('code of', name, path, called);
    return {
      guid,
      name: called,
      codable: node.attributes['isCodable'] !== 'false' && node.attributes['isCodable'] !== '0',
      description: wordsOf(node, 'Description'),
      pole: poles.find(([, set]) => set.has(guid))?.[0] ?? null,
      whole: wholes.has(guid),
      memos: linkedMemos(node, notes),
      children: all(node, 'Code').map((child) => codeOf(child, `${path}/${called}`)),
    };
  };
  const tops = all(first(codeBook, 'Codes'), 'Code').map((node) => codeOf(node, ''));
  const frameworks = sets
    .filter((set) => set.attributes['name']?.startsWith(frameworkSet) === true)
    .map((set) => frameworkIn(set, tops, new Set(members.get(set))))
    .filter(({ codes }) => codes.length > 0);
  const taken = new Set(frameworks.flatMap(({ codes }) => codes));
  const rest = tops.filter((top) => !taken.has(top));
  if (rest.length === 0) return frameworks;
  return [...frameworks, { guid: guidOf('codes of', name), title: name, about: '', codes: rest }];
}

function frameworkIn(set: Node, tops: readonly CodeNode[], members: ReadonlySet<string>): Codebook {
  return {
    guid: readGuid(set.attributes['guid']) ?? guidOf('set', set.attributes['name'] ?? ''),
    title: (set.attributes['name'] ?? '').slice(frameworkSet.length),
    about: wordsOf(set, 'Description'),
    codes: tops.filter(({ guid }) => members.has(guid)),
  };
}

const membersOf = (set: Node): string[] =>
  all(set, 'MemberCode').flatMap(
    ({ attributes }) => readGuid(attributes['targetGUID'] ?? attributes['guid']) ?? [],
  );
