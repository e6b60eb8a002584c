import { freeKey } from '#contract/frameworkEdits';
import type { Code, Element, FrameworkContent, Pole, Side } from '#contract/frameworkFile';
import type { Saying } from './codeTree.ts';
import { meaningOf, oneLine } from './meaning.ts';
import type { Codebook, CodeNode } from './project.ts';

/** A framework made of a tree of codes, and what each code of the tree says in it. */
export interface Made {
  content: FrameworkContent;
  sayings: Map<string, Saying>;
}

/**
 * Codes of any package as a framework. A top code with grandchildren is a group; what stands beneath it, and every other
 * top code, is an element; what stands beneath an element is a code, at its pole where the file says so and at neither
 * where it does not.
 */
export function frameworkOf({ title, about, codes }: Codebook): Made {
  const made: Made = {
    content: {
      title: oneLine(title, 160) || 'Codes',
      about: oneLine(about, 1200) || 'Codes that came in a file.',
      sources: [],
      groups: [],
      elements: [],
      crosswalks: [],
    },
    sayings: new Map(),
  };
  for (const top of codes) {
    if (top.children.some(({ children }) => children.length > 0)) addGroup(made, top);
    else addElement(made, top, null);
  }
  return made;
}

const nameOf = ({ name }: CodeNode) => oneLine(name, 120) || 'Without a name';
const keysOf = (list: readonly { key: string }[]) => new Set(list.map(({ key }) => key));

function addGroup(made: Made, top: CodeNode): void {
  const { groups } = made.content;
  const key = freeKey(nameOf(top), keysOf(groups));
  groups.push({ key, name: nameOf(top), about: oneLine(top.description, 600) });
  if (top.codable) addElement(made, { ...top, children: [] }, key);
  for (const child of top.children) addElement(made, child, key);
}

function addElement(made: Made, node: CodeNode, group: string | null): void {
  const name = nameOf(node);
  const key = freeKey(name, keysOf(made.content.elements));
  const level = /^Level: (system|school|principal|teacher|pupil)$/m.exec(node.description)?.[1] ?? null;
  const element: Element = {
    key,
    group,
    name,
    level: level as Element['level'],
    poles: { '+': null, '-': null },
    setAside: node.whole ? null : meaningOf(node.description).setAside,
  };
  made.content.elements.push(element);
  const described = { ...node, description: node.description.replaceAll(/^(?:Level|Set aside): .*$/gm, '') };
  for (const child of node.children) addBeneath(made, element, described, child, []);
  if (node.codable || node.whole) {
    made.sayings.set(node.guid, { element: key, pole: 'none', code: null });
    if (element.poles.none === undefined) element.poles.none = poleOf(described);
  }
  if (Object.values(element.poles).every((pole) => pole === null)) element.poles.none = poleOf(described);
}

/** A code beneath an element, and what stands beneath it in turn, with the names on the way. */
function addBeneath(made: Made, element: Element, top: CodeNode, node: CodeNode, above: string[]): void {
  const pole = node.pole ?? 'none';
  const path = [...above, nameOf(node)];
  if (node.whole) addWhole(made, element, node, pole);
  else {
    const side: Side = pole === 'mixed' ? 'none' : pole;
    const slot = (element.poles[side] ??= poleOf(top));
    const code = codeOf(made, { ...node, name: path.join(' › ') });
    slot.codes.push(code);
    made.sayings.set(node.guid, { element: element.key, pole: side, code: code.key });
  }
  for (const child of node.children) addBeneath(made, element, top, child, path);
}

function addWhole(made: Made, element: Element, node: CodeNode, pole: Saying['pole']): void {
  made.sayings.set(node.guid, { element: element.key, pole, code: null });
  if (pole === 'mixed' || (pole === 'none' && node.description === '')) return;
  const { codes = [] } = element.poles[pole] ?? {};
  element.poles[pole] = { ...poleOf(node), codes };
}

function poleOf(node: CodeNode): Pole {
  const { definition, include, exclude, example } = meaningOf(node.description);
  return { name: nameOf(node), definition, include, exclude, example, citations: [], codes: [] };
}

function codeOf({ content }: Made, node: CodeNode): Code {
  const taken = new Set(
    content.elements.flatMap(({ poles }) =>
      Object.values(poles).flatMap((pole) => pole?.codes.map(({ key }) => key) ?? []),
    ),
  );
  const name = nameOf(node);
  return { key: freeKey(name, taken), name, ...meaningOf(node.description) };
}
