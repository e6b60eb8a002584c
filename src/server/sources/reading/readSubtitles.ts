import { codePointsOf } from '#contract/codePoints';
import type { ReadTurns } from '#contract/speakerTurns';

interface Cue {
  speaker: string;
  words: string;
  seconds: number;
}

const time = '(?:(\\d{1,3}):)?(\\d{2}):(\\d{2})[.,](\\d{3})';
const timing = new RegExp(`^${time}[ \\t]+-->[ \\t]+${time}`);

/**
 * Subtitles as a text with turns, from SRT or WebVTT; null for a text that is neither. Cues of one speaker in a row become
 * one turn, whose time is that of the first. Speakers are named by `<v Name>`, else by `Name: ` in front of the words.
 */
export function readSubtitles(text: string): { text: string; turns: ReadTurns } | null {
  const blocks = text.split(/\n[ \t]*\n+/);
  const cues = blocks.map(cueOf).filter((one) => one !== null);
  if (cues.length === 0 || cues.length * 2 < blocks.length) return null;
  return written(joined(cues));
}

function cueOf(block: string): Cue | null {
  const lines = block.split('\n');
  const at = lines.findIndex((line) => timing.test(line));
  if (at === -1 || at > 1) return null;
  const [, hours = '0', minutes = '0', seconds = '0', thousandths = '0'] = timing.exec(lines[at] ?? '') ?? [];
  const said = lines.slice(at + 1).join('\n');
  const voice = /^<v(?:\.[^\s>]*)?[ \t]+([^>]{1,60})>/.exec(said);
  const plain = said.replaceAll(/<\/?[a-z][^>\n]*>|\{\\[^}\n]*\}/gi, '').trim();
  const named = voice === null ? /^(\p{Lu}[^:\n]{0,39}):[ \t]+(?=\S)/u.exec(plain) : null;
  return {
    speaker: (voice?.[1] ?? named?.[1] ?? '').trim(),
    words: named === null ? plain : plain.slice(named[0].length),
    seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000,
  };
}

function joined(cues: readonly Cue[]): Cue[] {
  const turns: Cue[] = [];
  for (const cue of cues) {
    const last = turns.at(-1);
    if (last?.speaker === cue.speaker) last.words += `\n${cue.words}`;
    else turns.push({ ...cue });
  }
  return turns;
}

/** The turns below one another, each with the name of its speaker where there is one. */
function written(cues: readonly Cue[]): { text: string; turns: ReadTurns } {
  const texts = cues.map(({ speaker, words }) => ({ name: speaker === '' ? '' : `${speaker}: `, words }));
  const turns: ReadTurns = { start: [], wordsAt: [], end: [], speaker: [], seconds: [] };
  let at = 0;
  texts.forEach(({ name, words }, i) => {
    const long = codePointsOf(name).length;
    turns.start.push(at);
    turns.wordsAt.push(at + long);
    at += long + codePointsOf(words).length + (i === texts.length - 1 ? 0 : 2);
    turns.end.push(at);
    turns.speaker.push(cues[i]?.speaker === '' ? 'Somebody' : (cues[i]?.speaker ?? ''));
    turns.seconds.push(cues[i]?.seconds ?? null);
  });
  return { text: texts.map(({ name, words }) => name + words).join('\n\n'), turns };
}
