import type { Coder, ProjectSource, Read } from '../project.ts';
import { guidOf, readGuid } from '../guids.ts';
import type { CodeNode } from '../project.ts';
import { openProject, type Container } from './container.ts';
import { readCodebooks } from './readCodes.ts';
import { memosOnCodes } from './writeCodes.ts';
import { readSource, type Around } from './readSource.ts';
import { readNotes } from './readNotes.ts';
import { Tally } from './tally.ts';
import type { Value, Values } from './variables.ts';
import { all, first, readXml, type Node } from './xmlTree.ts';

/** Reads a project of any package (.qdpx): what can be told is taken, and what was left out is said. */
export async function readProject(bytes: Uint8Array, fileName: string): Promise<Read> {
  const container = openProject(bytes, fileName);
  const root = readXml(container.xml, fileName);
  const name = (root.attributes['name'] ?? '').trim() || fileName.replace(/\.qdpx$/i, '');
  const { memos: notes, translations } = readNotes(root, container);
  const sets = all(first(root, 'Sets'), 'Set');
  const codebooks = readCodebooks(first(root, 'CodeBook'), { sets, name, notes });
  const tally = new Tally();
  const around = aroundOf(root, container, {
    tally,
    notes,
    translations,
    codes: codesIn(codebooks.flatMap(({ codes }) => codes)),
  });
  const sources: ProjectSource[] = [];
  for (const node of first(root, 'Sources')?.children ?? []) {
    const source = await readSource(node, around);
    if (source !== null) sources.push(source);
  }
  sayWhatElse(root, tally);
  const fresh = freshIds();
  const project = {
    name,
    coders: codersOf(root, [...memosOnCodes(codebooks), ...sources.flatMap(whatIsBySomebody)]),
    codebooks: codebooks.map((codebook) => ({ ...codebook, codes: codebook.codes.map(withIds(fresh)) })),
    sources: sources.map(uniquely(fresh)),
  };
  return { project, remarks: tally.remarks() };
}

const whatIsBySomebody = ({ quotations, memos }: ProjectSource) => [...quotations, ...memos];

const codesIn = (nodes: readonly CodeNode[]): Set<string> =>
  new Set(nodes.flatMap((node) => [node.guid, ...codesIn(node.children)]));

function aroundOf(
  root: Node,
  container: Container,
  { tally, notes, translations, codes }: Pick<Around, 'tally' | 'notes' | 'translations' | 'codes'>,
): Around {
  const variables = new Map(
    all(first(root, 'Variables'), 'Variable').map(({ attributes }) => [
      readGuid(attributes['guid']) ?? '',
      (attributes['name'] ?? '').trim(),
    ]),
  );
  const cases = all(first(root, 'Cases'), 'Case');
  const valuesIn = (node: Node) => readValues(node, variables);
  const inCase = new Map<string, { name: string; values: Values }>();
  for (const one of cases) {
    const found = { name: (one.attributes['name'] ?? '').trim(), values: valuesIn(one) };
    for (const ref of all(one, 'SourceRef')) {
      const guid = readGuid(ref.attributes['targetGUID']);
      // A case without a name only carries values; one with a name is what the source is of.
      const before = guid === null ? undefined : inCase.get(guid);
      if (guid !== null)
        inCase.set(guid, {
          name: found.name || (before?.name ?? ''),
          values: new Map([...(before?.values ?? []), ...found.values]),
        });
    }
  }
  return {
    container,
    tally,
    codes,
    cases: new Set(cases.flatMap(({ attributes }) => readGuid(attributes['guid']) ?? [])),
    caseOf: (guid) => inCase.get(guid) ?? { name: '', values: new Map() },
    valuesIn,
    notes,
    translations,
  };
}

const kinds = ['TextValue', 'BooleanValue', 'IntegerValue', 'FloatValue', 'DateValue', 'DateTimeValue'];

function readValues(node: Node, variables: ReadonlyMap<string, string>): Values {
  const values = new Map<string, Value>();
  for (const one of all(node, 'VariableValue')) {
    const name = variables.get(readGuid(first(one, 'VariableRef')?.attributes['targetGUID']) ?? '');
    const value = one.children.find((child) => kinds.includes(child.name));
    if (name !== undefined && value !== undefined) values.set(name, value.text);
  }
  return values;
}

/** Those of the file, and whoever it names as an author without saying who that is. */
function codersOf(root: Node, made: readonly { coder: string }[]): Coder[] {
  const users = all(first(root, 'Users'), 'User').map(({ attributes }) => ({
    guid: readGuid(attributes['guid']) ?? '',
    name: (attributes['name'] ?? attributes['id'] ?? '').trim() || 'Somebody',
  }));
  const used = new Set(made.map(({ coder }) => coder));
  used.delete('');
  const known = users.filter(({ guid }) => used.delete(guid));
  return [...known, ...[...used].map((guid) => ({ guid, name: 'Somebody' }))];
}

type Fresh = (guid: string) => string;

/** What stands twice under one id, in this file, gets another. */
function freshIds(): Fresh {
  const taken = new Set<string>();
  return (guid) => {
    let next = guid;
    for (let i = 2; taken.has(next); i++) next = guidOf(guid, String(i));
    taken.add(next);
    return next;
  };
}

const withIds =
  (fresh: Fresh) =>
  (node: CodeNode): CodeNode => ({
    ...node,
    memos: node.memos.map((memo) => ({ ...memo, guid: fresh(memo.guid) })),
    children: node.children.map(withIds(fresh)),
  });

function uniquely(fresh: Fresh): (source: ProjectSource) => ProjectSource {
  return (source) => ({
    ...source,
    guid: fresh(source.guid),
    quotations: source.quotations.map((quotation) => ({
      ...quotation,
      guid: fresh(quotation.guid),
      codings: quotation.codings.map((coding) => ({ ...coding, guid: fresh(coding.guid) })),
      memos: quotation.memos.map((memo) => ({ ...memo, guid: fresh(memo.guid) })),
    })),
    memos: source.memos.map((memo) => ({ ...memo, guid: fresh(memo.guid) })),
  });
}

function sayWhatElse(root: Node, tally: Tally): void {
  tally.add('leftOut', 'link', all(first(root, 'Links'), 'Link').length, 'link between things');
  tally.add('leftOut', 'graph', all(first(root, 'Graphs'), 'Graph').length, 'drawn graph');
}
