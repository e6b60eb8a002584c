import type { SuggestedUnit } from '#contract/suggestions';
import { unitKinds } from '#contract/textUnits';
import { one, wholeNumber, type Search } from '../ui/search.ts';
import type { AgreementChoice } from './compared.ts';

/** What is asked for: words, a code, whoever speaks. */
export interface FindAddress {
  words?: string;
  /** A framework, or a code in it, as `keyOf` has it. */
  coded?: string;
  role?: string;
}

export function readFindAddress(search: Search): FindAddress {
  const address: FindAddress = {};
  for (const key of ['words', 'coded', 'role'] as const) {
    const value = one(search[key]);
    if (value !== undefined && value !== '') address[key] = value.slice(0, 300);
  }
  return address;
}

/** The framework in whose words it is told. */
export interface HeardAddress {
  framework?: string;
}

export function readHeardAddress(search: Search): HeardAddress {
  const framework = one(search['framework']);
  return framework === undefined || framework === '' ? {} : { framework };
}

/** In which units coders are compared, and whether those count that nobody coded. */
export function readAgreementAddress(search: Search): Partial<AgreementChoice> {
  const unit = unitKinds.find((kind) => kind === one(search['unit']));
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(one(search['uncoded']) === 'without' ? { uncoded: 'without' } : {}),
  };
}

/** In which units codes are suggested, and the code whose suggestions are shown. */
export interface SuggestionsAddress {
  unit?: SuggestedUnit;
  /** A code, as `keyOf` has it. */
  coded?: string;
}

export function readSuggestionsAddress(search: Search): SuggestionsAddress {
  const coded = one(search['coded']);
  return {
    ...(one(search['unit']) === 'sentence' ? { unit: 'sentence' } : {}),
    ...(coded === undefined || coded === '' ? {} : { coded: coded.slice(0, 300) }),
  };
}

/** The place in the text at which the desk opens. */
export interface DeskAddress {
  at?: number;
  to?: number;
}

export function readDeskAddress(search: Search): DeskAddress {
  const at = wholeNumber(search['at'], 0, 10_000_000);
  const to = wholeNumber(search['to'], 0, 10_000_000);
  return at === undefined || to === undefined || to <= at ? {} : { at, to };
}
