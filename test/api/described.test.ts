import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainMeasure } from '../../src/contract/imports.ts';
import { changeMeasure, listMeasures, measureWords, sharedSummaries } from '../../src/contract/schools.ts';
import { bring, testServer, type Client, type TestServer } from '../support/server.ts';

/** What the publisher of a national file says of its measures stands in the dictionary; what people write stays. */

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const fileOf = (year: string, header: string, rows: readonly string[]) => ({
  name: `england_census_${year}.csv`,
  bytes: new TextEncoder().encode(`${[header, ...rows].join('\n')}\n`),
});
const header = 'URN,SCHNAME,NOR,NORG,NORB,TSENELK,PSENELK,NUMFSMEVER,PNUMFSMEVER';
const rows = ['900214,Alder Road,200,100,100,20,10%,50,26%', '900377,Heron Hill,100,40,60,10,10%,20,20%'];

it('a recognised file says source, definition, and what is counted out of what', async () => {
  const { id: workspace } = await person.workspace();
  await bring(person, workspace, fileOf('2019', header, rows), 'suggested');
  const measures = await person.call(listMeasures, { workspace });
  const of = (label: string) => measures.find((one) => one.label === label);
  const source = 'School census, England, Department for Education; Open Government Licence v3.0';
  expect(of('Pupils with support for special needs')).toMatchObject({
    source,
    numerator: 'pupils with SEN support',
    denominator: 'pupils on roll',
  });
  // Shares of free meals are not of all who are on roll: the table does not say of whom.
  expect(of('Pupils on free school meals in the last six years')).toMatchObject({
    source,
    numerator: 'pupils who were on free school meals at any time in the last six years',
    denominator: null,
  });
  expect(of('Pupils on roll')).toMatchObject({ source, definition: null, numerator: null });
});

it('keeps what people wrote when the file comes again', async () => {
  const { id: workspace } = await person.workspace();
  await bring(person, workspace, fileOf('2019', header, rows), 'suggested');
  const [measure] = (await person.call(listMeasures, { workspace })).filter(
    ({ label }) => label === 'Pupils with support for special needs',
  );
  if (measure === undefined) throw new Error('The measure is not there.');
  const words = { ...measureWords.parse(measure), source: 'our own count', definition: 'As we see it' };
  await person.call(changeMeasure, { workspace, measure: measure.id, ...words, alike: [] });
  await bring(person, workspace, fileOf('2019', header, rows.toReversed()), 'suggested');
  const again = (await person.call(listMeasures, { workspace })).find(({ id }) => id === measure.id);
  expect(again).toMatchObject({
    source: 'our own count',
    definition: 'As we see it',
    numerator: 'pupils with SEN support',
  });
});

it('says nothing of a table of no known kind', async () => {
  const { id: workspace } = await person.workspace();
  const file = {
    name: 'own.csv',
    bytes: new TextEncoder().encode('URN,SCHNAME,FSM\n1,Alder,20\n2,Heron,30\n'),
  };
  await bring(person, workspace, file, 'suggested');
  const measures = await person.call(listMeasures, { workspace });
  expect(measures.map(({ source, definition }) => [source, definition])).toEqual([[null, null]]);
});

it('counts no schools of a shared measure in words, rather than none', async () => {
  const { id: workspace } = await person.workspace();
  const file = 'URN,SCHNAME,GRADE\n1,Ash,Good\n2,Elm,Inadequate\n';
  const levels = [
    { label: 'Good', value: 2 },
    { label: 'Inadequate', value: 4 },
  ];
  const words = { label: 'Grade', kind: 'inspection', highMeans: 'worse', period: null, unit: null } as const;
  await bring(person, workspace, { name: 'grades.csv', bytes: new TextEncoder().encode(file) }, [
    { becomes: 'reference', group: null },
    { becomes: 'name' },
    { ...plainMeasure, ...words, levels },
  ]);
  await server.owner`update measure set shared = true where workspace_id = ${workspace}`;
  const { measures } = await person.call(sharedSummaries, { workspace });
  expect(measures).toMatchObject([{ label: 'Grade', ordinal: true, schools: null, median: null }]);
});
