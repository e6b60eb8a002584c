import { z } from 'zod';
import { endpoint, id } from './endpoint.ts';

const one = { workspace: id, study: id };

/** Shared copies show letters unless names are asked for. */
const copy = { ...one, by: z.enum(['letters', 'names']).default('letters') };

export const studyTable = endpoint({
  id: 'studies.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/studies/{study}/table.csv',
  summary: 'The schools of a study against the means of their groups, as CSV with all digits',
  act: 'studies.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(copy),
  output: z.string(),
});

export const studyMethod = endpoint({
  id: 'studies.method',
  method: 'GET',
  path: '/api/workspaces/{workspace}/studies/{study}/method.txt',
  summary: 'The paragraph for a method section, as plain text',
  act: 'studies.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(one),
  output: z.string(),
});

export const studyWord = endpoint({
  id: 'studies.word',
  method: 'GET',
  path: '/api/workspaces/{workspace}/studies/{study}/method.docx',
  summary: 'The paragraph for a method section, as a Word document',
  act: 'studies.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(one),
  output: z.string(),
});

export const studyPackage = endpoint({
  id: 'studies.package',
  method: 'GET',
  path: '/api/workspaces/{workspace}/studies/{study}/repeat.zip',
  summary: 'Data, settings and a script, to repeat the answer and the table in R',
  act: 'studies.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(copy),
  output: z.string(),
});
