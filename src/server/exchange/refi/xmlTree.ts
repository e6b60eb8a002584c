import { SaxesParser } from 'saxes';
import { ProblemError } from '#contract/problem';

/** An element as it was read. Names are without their namespaces, because packages write several. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

const deepest = 200;

/** Reads XML. What declares a document type or entities is refused: no package writes them. */
export function readXml(xml: string, fileName: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open: Node[] = [root];
  const parser = new SaxesParser();
  const refuse = (why: string) => {
    throw new ProblemError(
      'invalid',
      `‘${fileName}’ cannot be read: ${why}. Export it anew from your package.`,
    );
  };
  parser.on('doctype', () => refuse('it declares a document type'));
  parser.on('error', ({ message }) => refuse(`it is no whole XML (${message})`));
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name: local(name), attributes: localKeys(attributes), children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
    if (open.length > deepest) refuse('it is nested too deeply');
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.on('cdata', (text) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  const [first] = root.children;
  return first ?? refuse('nothing is in it');
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);
const localKeys = (attributes: Record<string, string>) =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), value]));

export const all = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((child) => child.name === name) ?? [];
export const first = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((child) => child.name === name);
/** The words of a child; empty where there is none. */
export const wordsOf = (node: Node | undefined, name: string): string =>
  (first(node, name)?.text ?? '').trim();
