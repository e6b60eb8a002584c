import { strToU8, unzipSync, zipSync } from 'fflate';
import { readXml, type Node } from '../../src/server/exchange/refi/xmlTree.ts';

/** Files of the exchange format: what breaks a rule of it, and projects as other packages write them. */

const order: Record<string, readonly string[]> = {
  Project: [
    'Users',
    'CodeBook',
    'Variables',
    'Cases',
    'Sources',
    'Notes',
    'Links',
    'Sets',
    'Graphs',
    'Description',
    'NoteRef',
  ],
  CodeBook: ['Codes', 'Sets'],
  Code: ['Description', 'NoteRef', 'Code'],
  Case: ['Description', 'CodeRef', 'VariableValue', 'SourceRef', 'SelectionRef'],
  TextSource: ['Description', 'PlainTextContent', 'PlainTextSelection', 'Coding', 'NoteRef', 'VariableValue'],
  PlainTextSelection: ['Description', 'Coding', 'NoteRef'],
  Coding: ['CodeRef', 'NoteRef'],
  Set: ['Description', 'MemberCode', 'MemberSource', 'MemberNote'],
  Note: ['Description', 'PlainTextContent', 'PlainTextSelection', 'Coding', 'NoteRef', 'VariableValue'],
};
const neverEmpty = ['Users', 'CodeBook', 'Codes', 'Variables', 'Cases', 'Sources', 'Notes', 'Sets', 'Set'];
const required: Record<string, readonly string[]> = {
  Project: ['name'],
  User: ['guid', 'name'],
  Code: ['guid', 'name', 'isCodable'],
  Variable: ['guid', 'name', 'typeOfVariable'],
  Case: ['guid'],
  TextSource: ['guid', 'plainTextPath'],
  PlainTextSelection: ['guid', 'startPosition', 'endPosition'],
  Coding: ['guid', 'creatingUser'],
  Note: ['guid'],
  Set: ['guid', 'name'],
};

const everyNode = (node: Node): Node[] => [node, ...node.children.flatMap(everyNode)];

/** What of a project breaks the rules of the format; nothing where it is as it should be. */
export function faultsOfProject(bytes: Uint8Array): string[] {
  const parts = unzipSync(bytes);
  const xml = new TextDecoder().decode(parts['project.qde']);
  const faults: string[] = xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>')
    ? []
    : ['It is not declared as XML.'];
  const root = readXml(xml, 'project.qde');
  const nodes = everyNode(root);
  const guids = new Set<string>();
  for (const node of nodes) {
    const { name, attributes, children } = node;
    const places = children.map((child) => (order[name] ?? [child.name]).indexOf(child.name));
    if (order[name] !== undefined && places.some((place, i) => place < 0 || place < (places[i - 1] ?? 0)))
      faults.push(`${name} has its children in the wrong order.`);
    if (neverEmpty.includes(name) && children.length === 0) faults.push(`${name} is empty.`);
    for (const key of required[name] ?? [])
      if (attributes[key] === undefined) faults.push(`${name} lacks ${key}.`);
    const { guid } = attributes;
    if (guid === undefined) continue;
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid)) faults.push(`${guid} is no GUID.`);
    if (guids.has(guid) && name !== 'Set') faults.push(`${guid} stands twice.`);
    guids.add(guid);
  }
  for (const { name, attributes, children } of nodes) {
    for (const key of ['targetGUID', 'creatingUser', 'creatingUserGUID']) {
      const target = attributes[key];
      if (target !== undefined && !guids.has(target)) faults.push(`${name} points to nothing.`);
    }
    if (name === 'Coding' && children.filter((child) => child.name === 'CodeRef').length !== 1)
      faults.push('A coding has not exactly one code.');
    if (
      name === 'TextSource' &&
      parts[(attributes['plainTextPath'] ?? '').replace('internal://', 'sources/')] === undefined
    )
      faults.push(`The words of ${attributes['name'] ?? ''} are missing.`);
  }
  for (const [name, part] of Object.entries(parts)) {
    if (!name.startsWith('sources/')) continue;
    const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(part);
    if (text.includes('\r') || text.startsWith('\uFEFF')) faults.push(`${name} has CR or a BOM.`);
  }
  return faults;
}

export const xmlOf = (bytes: Uint8Array): string => new TextDecoder().decode(unzipSync(bytes)['project.qde']);

/** An archive as another package may write it. */
export function packed(
  xml: string,
  files: Record<string, string> = {},
  name = 'project.qde',
): Uint8Array<ArrayBuffer> {
  const parts = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
  return zipSync({ [name]: strToU8(xml), ...parts }) as Uint8Array<ArrayBuffer>;
}
