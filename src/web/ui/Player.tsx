import type { RefObject } from 'react';

interface PlayerProps {
  /** So that turns can be heard from their beginning. */
  player: RefObject<HTMLAudioElement | null>;
  src: string;
  /** What the recording is of. */
  title: string;
  /** Whether its length is asked for at once; otherwise nothing is, until somebody plays it. */
  eager?: boolean;
}

/** Plays the recording of what somebody said. */
export function Player({ player, src, title, eager = false }: PlayerProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- its words stand beside it, turn by turn
    <audio
      ref={player}
      className="player no-print"
      controls
      preload={eager ? 'metadata' : 'none'}
      src={src}
      aria-label={`Recording of ${title}`}
    />
  );
}
