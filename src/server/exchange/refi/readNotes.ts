import { tidyText } from '#contract/codePoints';
import { guidOf, readGuid } from '../guids.ts';
import type { Translation } from '#contract/sources';
import type { ProjectMemo } from '../project.ts';
import { translationIn } from './translationNote.ts';
import { fileAt, type Container } from './container.ts';
import { all, first, wordsOf, type Node } from './xmlTree.ts';

/** What is noted in a project, by the ids of its notes. */
export interface Notes {
  memos: ReadonlyMap<string, ProjectMemo>;
  translations: ReadonlyMap<string, Translation>;
}

export function readNotes(root: Node, container: Container): Notes {
  const nodes = all(first(root, 'Notes'), 'Note');
  const translations = nodes.flatMap((node): [string, Translation][] => {
    const guid = readGuid(node.attributes['guid']);
    const translation = translationIn(node);
    return guid === null || translation === null ? [] : [[guid, translation]];
  });
  const found = new Map(translations);
  return {
    memos: readMemos(
      nodes.filter(({ attributes }) => !found.has(readGuid(attributes['guid']) ?? '')),
      container,
    ),
    translations: found,
  };
}

/** Memos by their ids, in the words of the file that each stands in or beside. */
function readMemos(nodes: readonly Node[], container: Container): Map<string, ProjectMemo> {
  const notes = nodes.flatMap((node): [string, ProjectMemo][] => {
    const guid = readGuid(node.attributes['guid']);
    if (guid === null) return [];
    const file = fileAt(container, node.attributes['plainTextPath']);
    const words =
      first(node, 'PlainTextContent')?.text ?? (file === null ? '' : new TextDecoder().decode(file.bytes));
    const content =
      tidyText(words)
        .replaceAll(/[^\n\P{Cc}]/gu, ' ')
        .trim() || (first(node, 'Description')?.text ?? '').trim();
    return [[guid, { guid, content, coder: coderOf(node), at: timeOf(node) }]];
  });
  return new Map(notes);
}

export const coderOf = ({ attributes }: Node): string => readGuid(attributes['creatingUser']) ?? '';

/** When something was made; now where the file does not say. */
export function timeOf({ attributes }: Node, otherwise = new Date().toISOString()): string {
  const at = Date.parse(attributes['creationDateTime'] ?? attributes['modifiedDateTime'] ?? '');
  return Number.isNaN(at) ? otherwise : new Date(at).toISOString();
}

export const linkedMemos = (node: Node, notes: ReadonlyMap<string, ProjectMemo>): ProjectMemo[] =>
  all(node, 'NoteRef').flatMap(({ attributes }) => {
    const note = notes.get(readGuid(attributes['targetGUID']) ?? '');
    return note === undefined || note.content === '' ? [] : [note];
  });

/** Memos on something, and what describes it. */
export function memosOf(node: Node, notes: ReadonlyMap<string, ProjectMemo>): ProjectMemo[] {
  const description = wordsOf(node, 'Description');
  const linked = linkedMemos(node, notes);
  if (description === '') return linked;
  const guid = guidOf('description', node.attributes['guid'] ?? description);
  return [{ guid, content: description, coder: coderOf(node), at: timeOf(node) }, ...linked];
}
