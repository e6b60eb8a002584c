import { z } from 'zod';
import { places, type Place } from './historyWords.ts';
import { endpoint, id } from './endpoint.ts';

const values = z.record(z.string(), z.unknown());

export const historyLine = z.object({
  sequence: z.int(),
  at: z.string(),
  /** Null for what nobody who was signed in did. */
  person: z.object({ id, name: z.string() }).nullable(),
  /** The roles held in the workspace at that moment. */
  roles: z.array(z.string()),
  address: z.string().nullable(),
  request: z.string().nullable(),
  act: z.string(),
  objectKind: z.string(),
  objectId: z.string().nullable(),
  detail: values,
  before: values.nullable(),
  after: values.nullable(),
});
export type HistoryLine = z.output<typeof historyLine>;

/** Kinds of what happened, as people ask for them. */
export const historyWhat = z.enum(['changes', 'views', 'downloads', 'refusals']);
export type HistoryWhat = z.output<typeof historyWhat>;

const placeKeys = Object.keys(places) as [Place, ...Place[]];
const moment = z.iso.datetime({ error: 'Write a moment as 2026-11-23T08:00:00Z.' });
const filter = {
  workspace: id,
  /** Id of a person, or `nobody` for what nobody who was signed in did. */
  who: z.union([z.literal('nobody'), id]).optional(),
  what: historyWhat.optional(),
  where: z.enum(placeKeys).optional(),
  since: moment.optional(),
  until: moment.optional(),
};
/** Lines with a smaller number: the last of a page, to go on from there. */
const before = z.coerce.number().int().positive().optional();

export const historyPageSize = 50;

const page = z.object({
  lines: z.array(historyLine),
  /** How many lines the filters leave, and how many there are. */
  matching: z.int(),
  total: z.int(),
  /** Whether older ones follow. */
  more: z.boolean(),
  /** What the ids in these lines are called now, where whoever asks may know it: schools, people, files. */
  names: z.record(z.string(), z.string()),
});
export type HistoryPage = z.output<typeof page>;

export const listHistory = endpoint({
  id: 'history.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/history',
  summary: 'What happened in the workspace, and who did it: the newest 50 lines, or those before a number',
  act: 'audit.read',
  recorded: 'viewed',
  input: z.object({ ...filter, before }),
  output: page.extend({
    /** Whoever is named in the trail, those too who have left. */
    people: z.array(z.object({ id, name: z.string() })),
  }),
});
export type HistoryList = z.output<typeof listHistory.output>;

export const ownHistory = endpoint({
  id: 'history.own',
  method: 'GET',
  path: '/api/workspaces/{workspace}/history/own',
  summary: 'What you did in the workspace yourself',
  act: 'workspace.read',
  input: z.object({ workspace: id, before }),
  output: page,
});

export const historyTable = endpoint({
  id: 'history.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/history/lines.csv',
  summary: 'The lines that the filters leave, as CSV with a sentence each',
  act: 'audit.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(filter),
  output: z.string(),
});

export const historyTrail = endpoint({
  id: 'history.trail',
  method: 'GET',
  path: '/api/workspaces/{workspace}/history/trail.jsonl',
  summary:
    'The whole trail as JSON Lines: the sealed text and hash of each line, which ‘reedbed audit verify’ checks',
  act: 'audit.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id }),
  output: z.string(),
});

export const historyChain = endpoint({
  id: 'history.chain',
  method: 'GET',
  path: '/api/workspaces/{workspace}/history/chain',
  summary: 'Computes every hash of the trail again: whether a line was changed, taken out or put between',
  act: 'audit.read',
  recorded: 'viewed',
  input: z.object({ workspace: id }),
  output: z.object({
    /** The first fault, in words; null where the chain is unbroken. */
    fault: z.string().nullable(),
    /** Odd, but no sign that anybody changed a line: a clock that was set back. */
    remarks: z.array(z.string()),
    lines: z.int(),
    /** Removed because their time was over. */
    removed: z.int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** To be noted elsewhere: whoever rewrites the whole trail cannot rewrite the note. */
    head: z.object({ sequence: z.int(), hash: z.string() }),
  }),
});
export type HistoryChain = z.output<typeof historyChain.output>;
