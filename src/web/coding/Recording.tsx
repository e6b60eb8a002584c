import type { RefObject } from 'react';
import { urlOf } from '#contract/client';
import { blockAt } from '#contract/laidText';
import { playRecording } from '#contract/recordings';
import type { Source } from '#contract/sources';
import { clock, hear } from '../ui/hearing.ts';
import { Player } from '../ui/Player.tsx';
import type { Desk } from './desk.ts';

/** When the turn of the chosen words begins in the recording; null where nothing says it. */
export function secondsAt({ chosen, laid: { blocks } }: Desk, { turnsOf }: Source): number | null {
  const turn = chosen === null ? null : (blocks[blockAt(blocks, chosen.start)]?.turn ?? null);
  return turn === null ? null : (turnsOf.seconds[turn - 1] ?? null);
}

interface RecordingProps {
  desk: Desk;
  text: Source;
  player: RefObject<HTMLAudioElement | null>;
}

/** The recording, heard from the turn of the chosen words where its time is known. */
export function Recording({ desk, text, player }: RecordingProps) {
  if (text.recording === null) return null;
  const { workspace, source } = desk.place;
  const seconds = secondsAt(desk, text);
  return (
    <section className="recording" aria-labelledby="recording-title">
      <h2 id="recording-title">Recording</h2>
      <Player player={player} src={urlOf(playRecording, { workspace, source })} title={text.title} />
      <p className="note">
        {seconds === null ? (
          whyNot(desk, text)
        ) : (
          <button type="button" className="linkish no-print" onClick={() => hear(player.current, seconds)}>
            Hear the turn from {clock(seconds)}
          </button>
        )}
      </p>
    </section>
  );
}

function whyNot({ chosen }: Desk, { turnsOf }: Source): string {
  if (turnsOf.seconds.every((seconds) => seconds === null)) return 'The text does not say when turns begin.';
  return chosen === null
    ? 'Choose words, and hear their turn.'
    : 'The text does not say when this turn begins.';
}
