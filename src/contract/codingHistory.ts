import type { Happening, Told } from './historyWords.ts';
import { counted } from './words.ts';

const say = (verb: string, what: string): Told => ({ verb, what });

/** The sentence of a line about coding. It names no code and no words: the trail is read by others than researchers. */
export function codingSentence({ detail }: Happening): Told | null {
  if (detail.meeting === true)
    return say(detail.removed === true ? 'removed' : 'wrote down', 'a meeting about a codebook');
  if (detail.codeMemo === true)
    return say(
      detail.removed === true ? 'removed' : 'wrote',
      `a memo on ${detail.element === true ? 'an element' : 'a code'} of a framework`,
    );
  const { blind, coders, finished, undone, redone, brought, reconciled, units, found, exemplar, recoding } =
    detail;
  if (detail.suggestions === true) return refusedSentence(detail);
  if (recoding === true) return recodedSentence(detail);
  if (exemplar === true) return say('chose', 'which quotation stands for an element');
  if (found === true) return foundSentence(detail);
  if (brought === true) return broughtSentence(detail);
  if (reconciled === true)
    return say(
      'decided',
      `what ${typeof units === 'number' ? counted(units, 'unit') : 'units'} of a source speak of`,
    );
  if (typeof blind === 'boolean')
    return say(
      'chose',
      `who codes a source${typeof coders === 'number' ? ` (${counted(coders, 'person', 'people')})` : ''}${blind ? ', blindly' : ''}`,
    );
  if (typeof finished === 'boolean')
    return finished ? say('finished', 'coding a source') : say('went on', 'coding a source');
  if (undone === true) return say('took back', 'a step of coding');
  if (redone === true) return say('did again', 'a step of coding');
  return changed(detail);
}

/** A line about a finding, which it does not name. */
export function findingSentence({ detail }: Happening): Told | null {
  const { removed, dropped, speaks, shown, written, shared } = detail;
  if (removed === true) return say('removed', 'a finding');
  if (dropped === true) return say('took', 'a quotation from a finding');
  if (typeof speaks === 'string')
    return say(
      'said',
      `that words speak ${speaks === 'against' ? 'against' : 'for'} a finding${shown === true ? ', and let them be read with it' : ''}`,
    );
  if (shared === true) return say('shared', 'a finding with everybody in the workspace');
  if (shared === false) return say('took back', 'a finding that everybody could read');
  return say(written === true ? 'wrote down' : 'changed', 'a finding');
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0);

function foundSentence({ coded, sources, suggested }: Happening['detail']): Told {
  const how = suggested === true ? 'suggested' : 'found';
  return say(
    'coded',
    `${counted(number(coded), 'place')} that were ${how} in ${counted(number(sources), 'source')}`,
  );
}

function refusedSentence({ refused, places }: Happening['detail']): Told {
  const where = counted(number(places), 'suggestion');
  return refused === true
    ? say('set aside', `${where} of a code`)
    : say('took back', `that ${where} of a code were set aside`);
}

function recodedSentence({ recoded, sources }: Happening['detail']): Told {
  return say('recoded', `${counted(number(recoded), 'quotation')} in ${counted(number(sources), 'source')}`);
}

function broughtSentence({ sources, codings }: Happening['detail']): Told {
  return say(
    'brought',
    `${counted(number(sources), 'source')} with ${counted(number(codings), 'code')}, from a file`,
  );
}

function changed(detail: Happening['detail']): Told | null {
  const numberOf = (key: string) => {
    const value = detail[key];
    return typeof value === 'number' ? value : 0;
  };
  const added = numberOf('coded');
  if (added > 0)
    return say('coded', `words of a source${added > 1 ? ` with ${counted(added, 'code')}` : ''}`);
  if (numberOf('unmarked') > 0) return say('removed', 'a quotation of a source');
  if (numberOf('uncoded') > 0) return say('removed', 'a code from words of a source');
  if (numberOf('weighed') > 0) return say('weighed', 'how strongly words of a source speak');
  if (numberOf('marked') > 0) return say('marked', 'words of a source');
  if (numberOf('moved') > 0) return say('changed', 'where a quotation begins or ends');
  if (numberOf('noted') > 0) return say('wrote', 'a memo on a source');
  return numberOf('unnoted') > 0 ? say('removed', 'a memo on a source') : null;
}
