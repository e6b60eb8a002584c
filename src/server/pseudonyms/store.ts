import { codePointsOf } from '#contract/codePoints';
import { pseudonymLabels, type Proposal, type PseudonymKind } from '#contract/pseudonyms';
import type { Source } from '#contract/sources';
import { ProblemError } from '#contract/problem';
import { changeRecord, hold, readSource, replaceInformants, replaceTurns } from '../sources/index.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { Candidate } from './propose.ts';
import { movedTurns, replaceWords } from './replace.ts';

const around = 40;

/** What was found in a text, with what stands for it elsewhere, or may stand for it here. */
export async function propose(
  scope: Scope,
  source: string,
  { text, candidates }: { text: string; candidates: readonly Candidate[] },
): Promise<{ proposals: Proposal[]; coded: boolean; next: number }> {
  const words = candidates.map(({ word }) => word);
  const [known, last, coded] = await Promise.all([
    readKnown(scope, words),
    readLast(scope),
    isCoded(scope, source),
  ]);
  const next = (kind: PseudonymKind): number => {
    const number = (last.get(kind) ?? 0) + 1;
    last.set(kind, number);
    return number;
  };
  const proposals = candidates.map(({ word, kind, count, likely, at }): Proposal => {
    const there = known.get(word);
    return {
      word,
      kind: there?.kind ?? kind,
      count,
      likely: likely || there !== undefined,
      replacement: there?.replacement ?? `${pseudonymLabels[kind]} ${String(next(kind))}`,
      known: there !== undefined,
      before: text.slice(Math.max(0, at - around), at),
      after: text.slice(at + word.length, at + word.length + around),
    };
  });
  return { proposals, coded, next: next('other') };
}

interface Known {
  word: string;
  kind: PseudonymKind;
  replacement: string;
}

async function readKnown(scope: Scope, words: readonly string[]): Promise<Map<string, Known>> {
  const rows = await scope.sql<Known[]>`select * from app.pseudonyms_of(${[...words]}::text[])`;
  return new Map(rows.map((row) => [row.word, row]));
}

/** The highest number that each kind has so far. */
async function readLast(scope: Scope): Promise<Map<PseudonymKind, number>> {
  const rows = await scope.sql<{ kind: PseudonymKind; last: number | null }[]>`
    select kind, last from app.pseudonyms_so_far()`;
  return new Map(rows.map(({ kind, last }) => [kind, last ?? 0]));
}

async function isCoded(scope: Scope, source: string): Promise<boolean> {
  const [row] = await scope.sql<{ coded: boolean }[]>`select app.is_coded(${source}) as coded`;
  return row?.coded === true;
}

interface Replacing {
  replacements: readonly Known[];
  keepOriginal: boolean;
}

/** Replaces words of a source, with its turns and its record; the key and the original, where it is kept, are the owner's. */
export async function replace(
  scope: Scope,
  source: string,
  { replacements, keepOriginal }: Replacing,
): Promise<number> {
  await hold(scope, source, { words: true });
  if (await isCoded(scope, source))
    throw new ProblemError(
      'conflict',
      'Words of this source were marked already, and places in it would move. Take names out before it is coded.',
    );
  const known = await readKnown(
    scope,
    replacements.map(({ word }) => word),
  );
  const differing = replacements.find(
    (one) => (known.get(one.word)?.replacement ?? one.replacement) !== one.replacement,
  );
  if (differing !== undefined)
    throw new ProblemError(
      'conflict',
      `‘${differing.word}’ is ‘${known.get(differing.word)?.replacement ?? ''}’ in other sources, and everywhere it is to be the same.`,
    );
  const words = new Map(replacements.map(({ word, replacement }) => [word, replacement]));
  const before = await readSource(scope, source);
  const count = await rewrite(scope, before, { words, keepOriginal });
  await scope.sql`
    insert into pseudonym (workspace_id, word, kind, replacement, created_by)
    select ${workspaceOf(scope)}, word, kind, replacement, ${scope.actor.person}
    from jsonb_to_recordset(${JSON.stringify(replacements.filter(({ word }) => !known.has(word)))}::jsonb)
      as t (word text, kind text, replacement text)`;
  await scope.audit('sources.change', 'source', source, { detail: { replaced: true, count } });
  return count;
}

async function rewrite(
  scope: Scope,
  before: Source,
  { words, keepOriginal }: { words: ReadonlyMap<string, string>; keepOriginal: boolean },
): Promise<number> {
  const { id: source, text, turnsOf, speakers, informants, record, pattern, fileName, remarks } = before;
  const workspace = workspaceOf(scope);
  const said = (part: string) => replaceWords(part, words).text;
  const replaced = replaceWords(text, words);
  const inTranslation = (before.translation?.parts ?? []).map((part) => replaceWords(part, words));
  const count = inTranslation.reduce((sum, one) => sum + one.replaced, replaced.replaced);
  if (count === 0)
    throw new ProblemError('invalid', 'None of these words stands in the source. Nothing was changed.');
  if (keepOriginal)
    // The first is the original: what is replaced later was replaced before.
    await scope.sql`
      insert into source_original (workspace_id, source_id, title, content, kept_by)
      values (${workspace}, ${source}, ${record.title}, ${text}, ${scope.actor.person}) on conflict do nothing`;
  await scope.sql`delete from source_text where source_id = ${source}`;
  await scope.sql`
    insert into source_text (workspace_id, source_id, content) values (${workspace}, ${source}, ${replaced.text})`;
  await scope.sql`
    update source_translation set parts = ${JSON.stringify(inTranslation.map((one) => one.text))}::jsonb
    where source_id = ${source}`;
  if (before.recording !== null)
    await scope.sql`
      update source_recording set file_name = ${said(before.recording.fileName).slice(0, 200)}
      where source_id = ${source}`;
  await scope.sql`
    update source set length = ${codePointsOf(replaced.text).length}, file_name = ${said(fileName).slice(0, 200)},
      remarks = ${JSON.stringify(remarks.map(said))}::jsonb, school_said = '', reference_said = ''
    where id = ${source}`;
  const named = turnsOf.speaker.map((place) => speakers[place]?.name ?? '');
  const turns = movedTurns({ ...turnsOf, speaker: named }, replaced, (name) => said(name).slice(0, 200));
  await replaceTurns(scope, source, { pattern, turns });
  const renamed = new Map(speakers.map((one) => [said(one.name).slice(0, 200), one]));
  await replaceInformants(scope, source, {
    informants: informants.map((one) => ({ ...one, label: said(one.label).slice(0, 120) })),
    speakers: [...renamed].map(([name, one]) => ({ ...one, name })),
  });
  const { title, place, guide, debrief } = record;
  await changeRecord(scope, source, {
    ...record,
    title: said(title).slice(0, 200),
    place: said(place).slice(0, 200),
    guide: said(guide).slice(0, 20_000),
    debrief: said(debrief).slice(0, 20_000),
  });
  return count;
}
