import type { Target } from '#contract/coding';
import { guidOf } from '../guids.ts';
import type { Codebook, CodeNode, ProjectMemo } from '../project.ts';
import { declared, listTag, refTag, tag, textTag } from './xmlText.ts';

/** The codes of a project, or of a codebook by itself, and the sets that say what a tree of codes cannot. */

export const setNames = {
  '+': 'Pole: strength',
  '-': 'Pole: concern',
  mixed: 'Pole: both ways',
  none: 'Pole: neither way',
} as const satisfies Record<Target['pole'], string>;
export const wholeSet = 'Elements as a whole';
export const frameworkSet = 'Framework: ';

type Kind = 'project' | 'codebook';

/** In a codebook by itself, the format has no place for memos. */
function codeTag({ guid, name, codable, description, memos, children }: CodeNode, kind: Kind): string {
  const refs = kind === 'project' ? memos.map(refTag) : [];
  const inner = [
    textTag('Description', description),
    ...refs,
    ...children.map((child) => codeTag(child, kind)),
  ];
  return tag('Code', { guid, name, isCodable: codable }, ...inner);
}

export const codesTag = (codebooks: readonly Codebook[], kind: Kind): string =>
  listTag(
    'Codes',
    codebooks.flatMap(({ codes }) => codes.map((code) => codeTag(code, kind))),
  );

export const memosOnCodes = (codebooks: readonly Codebook[]): ProjectMemo[] =>
  codebooks.flatMap(({ codes }) => flat(codes)).flatMap(({ memos }) => memos);

const flat = (nodes: readonly CodeNode[]): CodeNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)]);

/** Members are named by another attribute in a codebook than in a project. */
export function setsTag(codebooks: readonly Codebook[], member: 'guid' | 'targetGUID'): string {
  const all = codebooks.flatMap(({ codes }) => flat(codes));
  const setOf = (guid: string, name: string, about: string, nodes: readonly CodeNode[]) =>
    nodes.length === 0
      ? []
      : [
          tag(
            'Set',
            { guid, name },
            textTag('Description', about),
            ...nodes.map((node) => tag('MemberCode', { [member]: node.guid })),
          ),
        ];
  const poles = (['+', '-', 'mixed', 'none'] as const).flatMap((pole) =>
    setOf(
      guidOf('set', pole),
      setNames[pole],
      '',
      all.filter((node) => node.pole === pole),
    ),
  );
  const wholes = setOf(
    guidOf('set', 'whole'),
    wholeSet,
    '',
    all.filter(({ whole }) => whole),
  );
  const frameworks = codebooks.flatMap(({ guid, title, about, codes }) =>
    setOf(guid, frameworkSet + title, about, codes),
  );
  return listTag('Sets', [...poles, ...wholes, ...frameworks]);
}

/** A codebook as a file of its own (.qdc). */
export function writeCodebook(codebook: Codebook): string {
  const root = { xmlns: 'urn:QDA-XML:codebook:1.0', origin: 'Reedbed' };
  return declared(tag('CodeBook', root, codesTag([codebook], 'codebook'), setsTag([codebook], 'guid')));
}
