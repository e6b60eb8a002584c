import * as contract from '#contract/pseudonyms';
import { ProblemError } from '#contract/problem';
import type { Source } from '#contract/sources';
import { csvText } from '../imports/index.ts';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Scope } from '../platform/scope.ts';
import { readSource } from '../sources/index.ts';
import { candidatesIn } from './propose.ts';
import { propose, replace } from './store.ts';

export function bindPseudonyms(door: Door): void {
  bind(door, contract.proposeNames, async (request, { source }) => {
    const text = allWords(await request.inWorkspace((scope) => readSource(scope, source)));
    const candidates = candidatesIn(text);
    return request.inWorkspace((scope) => propose(scope, source, { text, candidates }));
  });

  bind(door, contract.replaceNames, (request, { source, replacements, keepOriginal }) =>
    request.inWorkspace(async (scope) => ({
      replaced: await replace(scope, source, { replacements: distinct(replacements), keepOriginal }),
    })),
  );

  bindKey(door);
}

/** Names stand in the translation too, and may be written otherwise there. */
const allWords = ({ text, translation }: Source): string =>
  [text, ...(translation?.parts ?? [])].join('\n\n');

/** Said twice of one word, it would be two things. */
function distinct<T extends { word: string; replacement: string }>(list: readonly T[]): T[] {
  const byWord = new Map(list.map((one) => [one.word, one]));
  const twice = list.find((one) => byWord.get(one.word)?.replacement !== one.replacement);
  if (twice !== undefined)
    throw new ProblemError(
      'invalid',
      `‘${twice.word}’ is on the list twice, with two words to stand for it.`,
    );
  return [...byWord.values()];
}

function bindKey(door: Door): void {
  bind(door, contract.readKey, (request) => request.inWorkspace(readKey));

  bindDownload(door, contract.keyTable, async (request) => {
    const { pseudonyms } = await request.inWorkspace(readKey);
    const rows = pseudonyms.map(({ word, kind, replacement, by, at }) => [word, kind, replacement, by, at]);
    return {
      fileName: 'Key of names.csv',
      type: 'text/csv; charset=utf-8',
      body: csvText([['Word', 'Kind', 'Stands instead', 'By', 'When'], ...rows], { byteOrderMark: true }),
    };
  });

  bindDownload(door, contract.originalFile, async (request, { original }) => {
    const [row] = await request.inWorkspace(
      (scope) =>
        scope.sql<{ content: string }[]>`select content from source_original where source_id = ${original}`,
    );
    if (row === undefined)
      throw new ProblemError('not-found', 'The original words of this source are not kept.');
    return { fileName: 'Original.txt', type: 'text/plain; charset=utf-8', body: row.content };
  });

  bind(door, contract.destroyOriginals, (request) =>
    request.inWorkspace(async (scope) => {
      const { count } = await scope.sql`delete from source_original`;
      await scope.audit('sources.change', 'source', null, { detail: { destroyed: true, count } });
      return { destroyed: count };
    }),
  );
}

async function readKey(scope: Scope) {
  const [pseudonyms, originals] = await Promise.all([
    scope.sql<{ word: string; kind: contract.PseudonymKind; replacement: string; by: string; at: string }[]>`
      select n.word, n.kind, n.replacement, coalesce(p.name, 'Somebody') as by,
        to_char(n.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
      from pseudonym n left join person p on p.id = n.created_by order by n.kind, n.word`,
    scope.sql<{ source: string; title: string; at: string }[]>`
      select source_id as source, title,
        to_char(kept_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
      from source_original order by title, source_id`,
  ]);
  return { pseudonyms, originals };
}
