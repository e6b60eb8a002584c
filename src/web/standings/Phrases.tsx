import type { Phrase } from '#contract/standingsWords';

/** Words, with those that matter most in bold. */
export function Phrases({ phrases }: { phrases: readonly Phrase[] }) {
  return phrases.map(({ text, bold }, i) => (bold ? <b key={i}>{text}</b> : text));
}
