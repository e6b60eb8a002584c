import { codePointsOf } from '#contract/codePoints';
import type { Translation } from '#contract/sources';
import { speakerTurns } from '#contract/speakerTurns';
import { readDocument } from '../../sources/index.ts';
import { guidOf, readGuid } from '../guids.ts';
import { oneLine } from '../meaning.ts';
import type { ProjectMemo, ProjectSource } from '../project.ts';
import { fileAt, type Container } from './container.ts';
import { offsetsOf } from './offsets.ts';
import { readSelections, selectionNodes, spanOf } from './readSelections.ts';
import { memosOf } from './readNotes.ts';
import type { Tally } from './tally.ts';
import { fromValues, referenceName, type Values } from './variables.ts';
import { all, first, type Node } from './xmlTree.ts';

/** What stands around the sources of a project. */
export interface Around {
  container: Container;
  tally: Tally;
  codes: ReadonlySet<string>;
  cases: ReadonlySet<string>;
  caseOf: (source: string) => { name: string; values: Values };
  valuesIn: (node: Node) => Values;
  notes: ReadonlyMap<string, ProjectMemo>;
  translations: ReadonlyMap<string, Translation>;
}

/** A source with what hangs on it; null for one without words, which is said. */
export async function readSource(node: Node, around: Around): Promise<ProjectSource | null> {
  const { tally } = around;
  const title = oneLine(node.attributes['name'] ?? '', 200) || 'Without a title';
  const holder = textHolder(node);
  const raw = holder === null ? null : await rawText(holder, around, title);
  if (holder === null || raw === null || raw.trim() === '') {
    tally.say('leftOut', `‘${title}’: ${whatLacks(node)}`);
    return null;
  }
  const guid = readGuid(node.attributes['guid']) ?? guidOf('source', title, raw);
  const { text, toPoints, repaired } = offsetsOf(raw, selectionNodes(holder).map(spanOf(holder)));
  if (repaired !== null) tally.say('repaired', `‘${title}’: ${repaired}`);
  const { name: school, values: ofCase } = around.caseOf(guid);
  const values = new Map([...ofCase, ...around.valuesIn(node)]);
  const { known, unknown } = fromValues(values, title);
  for (const name of unknown)
    tally.add('leftOut', `value ${name}`, 1, `value of ‘${name}’`, `values of ‘${name}’`);
  const memos = [...memosOf(node, around.notes), ...(holder === node ? [] : memosOf(holder, around.notes))];
  return {
    guid,
    title,
    text,
    ...known,
    ...turnsOf(text, known),
    school: { name: oneLine(school, 200), reference: String(values.get(referenceName) ?? '') },
    quotations: readSelections(holder, {
      ...around,
      source: guid,
      length: codePointsOf(text).length,
      toPoints,
    }),
    translation: translationOf(node, around),
    memos,
  };
}

const translationOf = (node: Node, { translations }: Around): Translation | null =>
  all(node, 'NoteRef')
    .map(({ attributes }) => translations.get(readGuid(attributes['targetGUID']) ?? ''))
    .find((one) => one !== undefined) ?? null;

/** Words stand in the source itself, in the representation of a PDF, or in the transcript of a recording. */
function textHolder(node: Node): Node | null {
  if (node.name === 'TextSource') return node;
  if (node.name === 'PDFSource') return first(node, 'Representation') ?? null;
  if (node.name === 'AudioSource' || node.name === 'VideoSource') return first(node, 'Transcript') ?? null;
  return null;
}

function whatLacks({ name }: Node): string {
  if (name === 'PictureSource') return 'a picture, which has no words to code.';
  if (name === 'AudioSource' || name === 'VideoSource') return 'a recording without a transcript.';
  return 'no words of it are in the file.';
}

async function rawText(node: Node, { container }: Around, title: string): Promise<string | null> {
  const content = first(node, 'PlainTextContent')?.text;
  if (content !== undefined && content.trim() !== '') return content;
  const plain = fileAt(container, node.attributes['plainTextPath']);
  const rich = fileAt(container, node.attributes['richTextPath']);
  for (const file of [plain, rich]) {
    if (file === null) continue;
    if (file.name.endsWith('.docx')) {
      const read = await readDocument(file.bytes, title).catch(() => null);
      if (read !== null) return read.text;
    } else return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
  }
  return null;
}

/** As the file says; where it says nothing, as the text is written. */
function turnsOf(
  text: string,
  { pattern, turns }: Pick<ProjectSource, 'pattern' | 'turns'>,
): Pick<ProjectSource, 'pattern' | 'turns'> {
  const { length } = codePointsOf(text);
  const fits = turns.start.length > 0 && turns.end.every((end) => end <= length);
  return fits ? { pattern: null, turns } : speakerTurns(text, pattern ?? undefined);
}
