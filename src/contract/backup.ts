import { z } from 'zod';
import { endpoint, id } from './endpoint.ts';
import { job } from './jobs.ts';

const nobodyElse = 'workspace.export';

export const startBackup = endpoint({
  id: 'backup.start',
  method: 'POST',
  path: '/api/workspaces/{workspace}/backups',
  summary: 'Write everything in the workspace into one file, to be restored by ‘reedbed restore’',
  act: nobodyElse,
  status: 202,
  input: z.object({ workspace: id }),
  output: job,
});

export const downloadBackup = endpoint({
  id: 'backup.download',
  method: 'GET',
  path: '/api/workspaces/{workspace}/backups/{job}',
  summary: 'The file that such a job wrote; it is kept for a day',
  act: nobodyElse,
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id, job: id }),
  output: z.string(),
});
