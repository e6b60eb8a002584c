import { useState, type RefObject } from 'react';
import { call, urlOf } from '#contract/client';
import { bringRecording, mostRecordingBytes, playRecording, removeRecording } from '#contract/recordings';
import type { Source } from '#contract/sources';
import { fileSize } from '#contract/words';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { Player } from '../ui/Player.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { useAct } from './queries.ts';

interface RecordingOfProps {
  workspace: string;
  source: Source;
  /** What plays it, so that turns can be heard from their beginning. */
  player: RefObject<HTMLAudioElement | null>;
}

const accepted = '.mp3,.m4a,.mp4,.ogg,.oga,.opus,.wav,.webm,.flac,audio/*';

/** The recording of a source: to be heard, brought, removed. */
export function RecordingOf({ workspace, source, player }: RecordingOfProps) {
  const { recording } = source;
  const [asks, setAsks] = useState(false);
  const place = { workspace, source: source.id };
  const bring = useAct(workspace, (file: File) =>
    call(connection, bringRecording, { ...place, name: file.name }, file),
  );
  const remove = useAct(
    workspace,
    () => call(connection, removeRecording, place),
    () => setAsks(false),
  );
  return (
    <section aria-labelledby="recording-title">
      <h2 id="recording-title">Recording</h2>
      {recording === null ? (
        <p className="quiet">
          None. With one, turns whose time is known are heard from where they begin. A voice tells who speaks:
          bring none that is not needed.
        </p>
      ) : (
        <>
          <Player player={player} src={urlOf(playRecording, place)} title={source.title} eager />
          <p className="quiet">
            {recording.fileName}, {fileSize(recording.bytes)}. {timesWords(source)} What was taken out of the
            words is still heard here.
          </p>
        </>
      )}
      <p className="note links no-print">
        <label className="linkish file">
          {recording === null ? 'Bring a recording' : 'Bring another'}
          <input
            className="vh"
            type="file"
            accept={accepted}
            disabled={bring.isPending}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file !== undefined) bring.mutate(file);
            }}
          />
        </label>
        {recording !== null && (
          <>
            {' · '}
            <button type="button" className="linkish" onClick={() => setAsks(true)}>
              Remove
            </button>
          </>
        )}
      </p>
      <output className="note" aria-live="polite">
        {bring.isPending && `Storing it; at most ${fileSize(mostRecordingBytes)} …`}
      </output>
      {bring.error !== null && (
        <p className="err" role="alert">
          {wordsOf(bring.error).detail}
        </p>
      )}
      {asks && (
        <AskFirst
          title="Remove the recording?"
          action="Remove it"
          busy={remove.isPending}
          error={remove.error}
          onDo={() => remove.mutate(undefined)}
          onClose={() => setAsks(false)}
        >
          <p>The words and all that was coded in them stay. A backup that was made before still holds it.</p>
        </AskFirst>
      )}
    </section>
  );
}

function timesWords({ turnsOf }: Source): string {
  const timed = turnsOf.seconds.filter((seconds) => seconds !== null).length;
  if (timed === 0) return 'The text does not say when turns begin, so none can be heard by itself.';
  return timed === turnsOf.seconds.length
    ? 'Press the time of a turn to hear it.'
    : 'Press the time of a turn, where it has one, to hear it.';
}
