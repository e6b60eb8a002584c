/** What a recording is, told by its first bytes and not by its name. */
export type SoundType = 'audio/mpeg' | 'audio/mp4' | 'audio/ogg' | 'audio/wav' | 'audio/webm' | 'audio/flac';

const latin = new TextDecoder('latin1');

/** Null where it is none of the kinds that browsers play. */
export function soundType(bytes: Uint8Array): SoundType | null {
  const at = (from: number, to: number) => latin.decode(bytes.subarray(from, to));
  if (at(0, 4) === 'OggS') return 'audio/ogg';
  if (at(0, 4) === 'fLaC') return 'audio/flac';
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WAVE') return 'audio/wav';
  if (at(4, 8) === 'ftyp') return 'audio/mp4';
  if (at(0, 4) === '\u001aE\u00df\u00a3') return 'audio/webm';
  if (at(0, 3) === 'ID3' || isFrame(bytes)) return 'audio/mpeg';
  return null;
}

/** A frame of MPEG audio begins with eleven set bits, and names a version that there is and the second or third layer. */
function isFrame([first = 0, second = 0]: Uint8Array): boolean {
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3];
  return first === 0xff && (second & 0xe0) === 0xe0 && version !== 1 && (layer === 1 || layer === 2);
}
