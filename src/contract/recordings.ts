import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { source } from './sources.ts';

/** What people said, as it was recorded, to be heard from the turn that one reads. */

/** An hour and a half in the quality of a telephone that records; longer ones are made smaller first. */
export const mostRecordingBytes = 128_000_000;

const one = z.object({ workspace: id, source: id });
const path = '/api/workspaces/{workspace}/sources/{source}/recording';

export const bringRecording = endpoint({
  id: 'recordings.bring',
  method: 'PUT',
  path,
  summary: 'Bring the recording of a source, in place of the one that is there',
  act: 'sources.change',
  form: 'upload',
  input: one.extend({ name: words(200).min(1, 'Give the file a name.') }),
  output: source,
});

export const playRecording = endpoint({
  id: 'recordings.play',
  method: 'GET',
  path,
  summary: 'The recording of a source, or the part of it that the header Range names',
  act: 'sources.read',
  form: 'played',
  recorded: 'viewed',
  input: one,
  output: nothing,
});

export const removeRecording = endpoint({
  id: 'recordings.remove',
  method: 'DELETE',
  path,
  summary: 'Remove the recording of a source; the words stay',
  act: 'sources.change',
  input: one,
  output: source,
});
