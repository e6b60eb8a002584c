import { codePointsOf } from '#contract/codePoints';
import * as contract from '#contract/sources';
import { ProblemError } from '#contract/problem';
import { speakerTurns } from '#contract/speakerTurns';
import * as translations from '#contract/translations';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { addSource, replaceInformants, replaceTranslation, replaceTurns } from './change.ts';
import { readApart } from './readApart.ts';
import { changeRecord, findSummary, hold, listSources, readSource, readText } from './store.ts';

/** Transcripts are words: what is larger is a recording, or not meant for here. */
const fileBytes = 25 * 1024 * 1024;

export function bindSources(door: Door): void {
  bindReading(door);
  bindBringing(door);
  bindChanging(door);
  bindTranslations(door);
}

function bindReading(door: Door): void {
  bind(door, contract.listSources, (request) =>
    request.inWorkspace(async (scope) => ({ sources: await listSources(scope) })),
  );

  bind(door, contract.readSource, (request, { source }) =>
    request.inWorkspace((scope) => readSource(scope, source)),
  );

  bindDownload(door, contract.sourceFile, async (request, { source }) => {
    const { title, text } = await request.inWorkspace(async (scope) => ({
      title: (await findSummary(scope, source)).title,
      text: await readText(scope, source),
    }));
    const fileName = `${title.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim()}.txt`;
    return { fileName, type: 'text/plain; charset=utf-8', body: text };
  });
}

function bindBringing(door: Door): void {
  bind(door, contract.bringSource, async (request, { name }) => {
    const bytes = await request.body(fileBytes);
    // Nobody has a file read here who may not bring one.
    await request.inWorkspace(() => Promise.resolve());
    const { text, turns, remarks } = await readApart(bytes, name);
    // Subtitles and workbooks say themselves who speaks; of other texts it is found out.
    const told = turns === null ? speakerTurns(text) : { pattern: null, turns };
    const { length } = codePointsOf(text);
    return request.inWorkspace(async (scope) => {
      const title = name.replace(/\.[a-z0-9]{1,5}$/i, '') || name;
      const id = await addSource(scope, { title, fileName: name, text, length, remarks, ...told });
      await scope.audit('sources.change', 'source', id, {
        detail: { brought: true, turns: told.turns.start.length },
      });
      return findSummary(scope, id);
    });
  });
}

function bindChanging(door: Door): void {
  bind(door, contract.changeSource, (request, { workspace: _, source, ...record }) =>
    request.inWorkspace(async (scope) => {
      const before = await readSource(scope, source);
      const keys = Object.keys(record) as (keyof typeof record)[];
      const changed = keys.filter((key) => before.record[key] !== record[key]);
      await changeRecord(scope, source, record);
      await scope.audit('sources.change', 'source', source, { detail: { fields: changed } });
      return readSource(scope, source);
    }),
  );

  bind(door, contract.changeTurns, async (request, { source, pattern }) => {
    const text = await request.inWorkspace(async (scope) => {
      await findSummary(scope, source);
      return readText(scope, source);
    });
    const turns = pattern === null ? none : speakerTurns(text, pattern).turns;
    return request.inWorkspace(async (scope) => {
      await hold(scope, source);
      await replaceTurns(scope, source, { pattern, turns });
      await scope.audit('sources.change', 'source', source, { detail: { pattern: true } });
      return readSource(scope, source);
    });
  });

  bind(door, contract.changeInformants, (request, { source, informants, speakers }) =>
    request.inWorkspace(async (scope) => {
      await hold(scope, source);
      await replaceInformants(scope, source, { informants, speakers });
      await scope.audit('sources.change', 'source', source, { detail: { informants: true } });
      return readSource(scope, source);
    }),
  );

  bind(door, contract.removeSource, (request, { source }) =>
    request.inWorkspace(async (scope) => {
      await findSummary(scope, source);
      await scope.sql`delete from source where id = ${source}`;
      await scope.audit('sources.change', 'source', source, { detail: { removed: true } });
      return {};
    }),
  );
}

function bindTranslations(door: Door): void {
  bind(door, translations.bringTranslation, async (request, { source, name, language }) => {
    const bytes = await request.body(fileBytes);
    const { pattern } = await request.inWorkspace((scope) => readSource(scope, source));
    const { text, turns } = await readApart(bytes, name);
    const told = turns ?? speakerTurns(text, pattern ?? undefined).turns;
    const parts = translations.partsOf(text, told);
    if (parts.length === 0)
      throw new ProblemError('invalid', `Nothing stands in ‘${name}’, so there is no translation in it.`);
    return request.inWorkspace(async (scope) => {
      await hold(scope, source);
      await replaceTranslation(scope, source, { language, parts });
      await scope.audit('sources.change', 'source', source, { detail: { translated: true } });
      return readSource(scope, source);
    });
  });

  bind(door, translations.removeTranslation, (request, { source }) =>
    request.inWorkspace(async (scope) => {
      await hold(scope, source);
      await scope.sql`delete from source_translation where source_id = ${source}`;
      await scope.audit('sources.change', 'source', source, { detail: { untranslated: true } });
      return readSource(scope, source);
    }),
  );
}

const none = { start: [], wordsAt: [], end: [], speaker: [], seconds: [] };
