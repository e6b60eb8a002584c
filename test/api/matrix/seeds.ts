import type { Sql } from '../../../src/server/platform/db.ts';
import type { SchoolFound, StandingFound } from '../../../src/server/standings/rules/found.ts';
import { smallFramework } from '../../support/frameworks.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { byReference, readCatalogue, referring, schoolColumns, type Table } from './catalogue.ts';

/** What every row stands on. The schools of each workspace: the first is somebody's own, the next their sibling's. */
export interface Ground {
  /** Somebody of no workspace, who never asks: for rows that only the server can make, and would stumble over. */
  bystander: string;
  ours: { workspace: string; schools: string[]; people: string[] };
  theirs: { workspace: string; schools: string[]; people: string[] };
}

/** Whose a row is to be. */
interface Place {
  workspace: string;
  school: string | null;
  person: string;
  /** Stands in every text of the row, so that an answer can be searched for it. */
  mark: string;
}

type Values = Record<string, unknown>;

/**
 * What cannot be guessed from the catalogue: a check over several columns, or words of which much depends. One line for
 * each such table.
 */
const explicit: Record<string, (place: Place, ground: Ground) => Values> = {
  code_memo: () => ({ element: 'an-element', code: null }),
  coding_act: () => ({ changes: [] }),
  evidence: () => ({ kind: 'quotation' }),
  framework: () => ({ origin: null, origin_version: null, draft: smallFramework.content }),
  framework_version: () => ({ content: smallFramework.content }),
  import_change: () => ({ was: { identity: {}, groups: {} } }),
  invitation: (place, ground) => ({
    roles: invitedTo(place, ground),
    expires_at: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  }),
  measure_value: () => ({ value: 1 }),
  measure_version: ({ mark }) => ({ was: formerMeasure(mark) }),
  member_role: () => ({ role: 'viewer' }),
  one_time_secret: (_, { bystander }) => ({ person_id: bystander }),
  passkey: ({ person }) => ({ credential_id: Buffer.from(`zq ${person}`).toString('base64url') }),
  reference_line: () => ({ values: [1], missing: '.' }),
  source_translation: () => ({ parts: ['Zq.'] }),
  school_standing: () => ({ found: { ...nothingOfASchool } }),
  standing: () => ({
    found: { ...nothingFound },
    settings: { context: [], result: 'score', within: 'all' },
  }),
  school_values: () => ({ values: [1], missing: '.' }),
  // Done: nobody is to be erased here.
  upkeep_job: () => ({ state: 'done' }),
  study: () => ({ per_group: 3, settings: { question: {}, only: null }, found: studyFound }),
  study_school: () => ({ place: 1, drawn: true, numbers: { index: 1, values: [] } }),
};

/** What was found in a draw that found next to nothing. */
const studyFound = {
  generator: 'xoshiro128**',
  grouping: null,
  source: null,
  files: [],
  indicators: ['Meals'],
  result: 'Score',
  shareOfVariance: null,
  quantileType: 7,
  cuts: { hardest: 0.25, top: 0.25, lowest: 0.25 },
  missing: 'listwise',
  method: {},
  columns: [],
  groups: [],
};

/** A comparison that found nothing: pages answer from it as from any other. */
const nothingFound: StandingFound = {
  method: {
    result: { label: 'Results', unit: null, highMeans: 'better', periods: [], digits: 0 },
    indicators: [],
    grouping: null,
    chance: null,
    lacking: 'No results are here.',
    model: null,
    pupils: null,
    warnings: [],
  },
  schools: 0,
  threshold: 5,
  others: [null, null, null, null],
  measures: [],
  groups: [],
  comparable: null,
};
const nothingOfASchool: SchoolFound = {
  group: -1,
  circumstances: 0,
  results: 0,
  pupils: null,
  place: null,
  onePupil: null,
  held: null,
  years: [],
  values: [],
  own: null,
  neighbours: [],
};

/** What a measure was called before a file took it over. */
const formerMeasure = (mark: string) => ({
  label: `${mark} measure before`,
  kind: 'process',
  high_means: 'neither',
  unit: null,
  levels: null,
});

/** The owner invites somebody to everything, each of the others somebody to a school. */
function invitedTo({ workspace, person }: Place, { ours, theirs }: Ground): unknown[] {
  const at = workspace === ours.workspace ? ours : theirs;
  const index = at.people.indexOf(person);
  if (index === 0) return [{ role: 'coordinator', school: null }];
  return [{ role: 'staff', school: at.schools[index - 1] }];
}

/** Rows in every table that has none yet: of the own school, of its sibling, and of the other workspace. */
export async function fillTables(owner: Sql, ground: Ground): Promise<void> {
  const tables = byReference((await readCatalogue(owner)).filter((one) => one.kind === 'table'));
  for (const table of tables) {
    for (const place of placesOf(table, ground)) {
      if (!(await isThere(owner, table, place))) await addRow(owner, table, { place, ground });
    }
  }
}

function placesOf(table: Table, { ours, theirs }: Ground): Place[] {
  const [owner = '', own = '', sibling = ''] = ours.people;
  const at = (mark: string, workspace: string, person: string, school: string | null = null) => ({
    workspace,
    school,
    person,
    mark,
  });
  const foreign = (school: string | null) =>
    at('zqforeign', theirs.workspace, theirs.people[0] ?? '', school);
  if (schoolColumns(table).length > 0) {
    return [
      at('zqown', ours.workspace, owner, ours.schools[0]),
      at('zqsibling', ours.workspace, owner, ours.schools[1]),
      foreign(theirs.schools[0] ?? ''),
    ];
  }
  const makers = referring(table, 'person').length > 0 ? [owner, own, sibling] : [owner];
  return [...makers.map((person) => at('zqours', ours.workspace, person)), foreign(null)];
}

async function isThere(owner: Sql, table: Table, place: Place): Promise<boolean> {
  const { conditions, values } = conditionsOf(table, place);
  const rows = await owner.unsafe(
    `select from "${table.name}" where ${conditions.join(' and ') || 'true'} limit 1`,
    values,
  );
  return rows.count > 0;
}

/** A row is there where it is of this workspace and of this school, or by this person where it is of no school. */
function conditionsOf(table: Table, place: Place): { conditions: string[]; values: string[] } {
  const conditions: string[] = [];
  const values: string[] = [];
  const among = (columns: string[], value: string | null) => {
    if (columns.length === 0 || value === null) return;
    conditions.push(`$${String(values.push(value))} in (${columns.join(', ')})`);
  };
  among(hasColumn(table, 'workspace_id') ? ['workspace_id'] : [], place.workspace);
  if (table.name === 'workspace') among(['id'], place.workspace);
  among(schoolColumns(table), place.school);
  if (place.school === null)
    among(table.name === 'person' ? ['id'] : referring(table, 'person'), place.person);
  return { conditions, values };
}

const hasColumn = (table: Table, name: string) => table.columns.some((one) => one.name === name);

async function addRow(
  owner: Sql,
  table: Table,
  { place, ground }: { place: Place; ground: Ground },
): Promise<void> {
  const values: Values = { ...explicit[table.name]?.(place, ground) };
  if (hasColumn(table, 'workspace_id')) values['workspace_id'] = place.workspace;
  for (const key of table.foreign) await refer(owner, table, { key, values, place });
  await insertRow(owner, table, values, place.mark);
}

type Wanted = { key: Table['foreign'][number]; values: Values; place: Place };

/** Fills the columns of a foreign key with a row of the same place, where there is one. */
async function refer(owner: Sql, table: Table, { key, values, place }: Wanted): Promise<void> {
  const column = key.columns.at(-1) ?? '';
  if (values[column] !== undefined) return;
  // Who accepted or undid something: nobody did yet.
  const optional = table.columns.every((one) => one.name !== column || !one.required);
  if (key.target === 'person') values[column] = optional ? undefined : place.person;
  else if (key.target === 'school') {
    // The first column that names a school names the place; a second one needs another school.
    const second = schoolColumns(table).indexOf(column) > 0;
    values[column] = second ? await anotherSchool(owner, place) : place.school;
  } else if (key.columns.length > 1) {
    const same = key.targets.map((one, i) => [one, values[key.columns[i] ?? '']] as const);
    const given = same.filter(([, value]) => value !== undefined);
    const where = given.map(([one], i) => `${one} = $${String(i + 1)}`).join(' and ') || 'true';
    const found = await owner.unsafe<Values[]>(
      `select ${key.targets.join(', ')} from "${key.target}" where ${where} limit 1`,
      given.map(([, value]) => value as string),
    );
    key.columns.forEach((one, i) => (values[one] ??= found[0]?.[key.targets[i] ?? '']));
  }
}

async function anotherSchool(owner: Sql, place: Place): Promise<unknown> {
  const [row] = await owner`select id from school
    where workspace_id = ${place.workspace} and id <> ${place.school} order by id desc limit 1`;
  return row?.['id'];
}

let counter = 1_000;

/** Adds a row with what is given, and something in every other column that needs it. */
async function insertRow(owner: Sql, table: Table, given: Values, mark = 'zqours'): Promise<Values> {
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  for (const column of table.columns) {
    if (values[column.name] === undefined && column.required && !column.preset && !column.generated) {
      values[column.name] = column.first ?? sample(column.type, `${mark} ${table.name} ${column.name}`);
    }
  }
  const names = Object.keys(values)
    .map((one) => `"${one}"`)
    .join(', ');
  try {
    await owner.unsafe(
      `insert into "${table.name}" (${names}) select ${names} from jsonb_populate_record(null::"${table.name}", $1::jsonb)
        on conflict do nothing`,
      [JSON.stringify(values)],
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The table ${table.name} got no row (${why}). If a check is in the way, say in \`explicit\` of seeds.ts what it wants.`,
      { cause: error },
    );
  }
  return values;
}

function sample(type: string, text: string): unknown {
  counter += 1;
  if (type === 'uuid') return newId();
  if (type === 'text') return `${text} ${String(counter)}`;
  if (type === 'bytea') return `\\x${counter.toString(16).padStart(64, '0')}`;
  if (type === 'boolean') return false;
  if (type === 'jsonb') return {};
  if (type === 'date') return '2099-01-01';
  if (type.startsWith('timestamp')) return '2099-01-01T00:00:00Z';
  if (type.endsWith('[]')) return [];
  return counter;
}
