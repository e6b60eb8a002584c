import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { readAgreement } from '#contract/agreement';
import { readCoding } from '#contract/coding';
import { find } from '#contract/finding';
import { readCodeCounts, type Counting } from '#contract/counting';
import { listFrameworks, readFramework } from '#contract/frameworks';
import { readHeard } from '#contract/heard';
import { listPeople } from '#contract/people';
import { readLearned, readSuggestions, type SuggestedUnit } from '#contract/suggestions';
import type { CallOf } from '#contract/endpoint';
import type { Underway } from '../ui/useUnderway.ts';
import { readDecisions } from '#contract/reconciling';
import { readSource } from '#contract/sources';
import type { AgreementChoice } from './compared.ts';
import type { FindQuestion } from './findQuestion.ts';
import { connection } from '../ui/connection.ts';

export function textQuery(workspace: string, source: string) {
  return queryOptions({
    // As the page of the source has it: whoever comes from there has the words already.
    queryKey: ['sources', workspace, 'one', source],
    queryFn: () => call(connection, readSource, { workspace, source }),
    staleTime: Infinity,
  });
}

/** Read anew at each opening: what is done at the desk is kept there. */
export function codingQuery(workspace: string, source: string) {
  return queryOptions({
    queryKey: ['coding', workspace, source],
    queryFn: () => call(connection, readCoding, { workspace, source }),
    gcTime: 0,
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
}

export function decisionsQuery(workspace: string, source: string) {
  return queryOptions({
    queryKey: ['coding', workspace, source, 'decisions'],
    queryFn: () => call(connection, readDecisions, { workspace, source }),
    gcTime: 0,
  });
}

export function agreementQuery(workspace: string, source: string | null, choice: AgreementChoice) {
  return queryOptions({
    queryKey: ['coding', workspace, 'agreement', source, choice],
    queryFn: () =>
      call(connection, readAgreement, { workspace, ...(source === null ? {} : { source }), ...choice }),
    gcTime: 0,
  });
}

export function findQuery(workspace: string, asked: FindQuestion & { most: number }) {
  return queryOptions({
    queryKey: ['coding', workspace, 'find', asked],
    queryFn: () => call(connection, find, { workspace, ...asked }),
    gcTime: 0,
  });
}

/** Learned anew when it is asked for, and not by the by: it takes seconds where much was coded. */
export function learnedQuery(workspace: string, unit: SuggestedUnit, { run }: Underway) {
  return queryOptions({
    queryKey: ['coding', workspace, 'learned', unit],
    queryFn: () => run((work) => call(connection, readLearned, { workspace, unit, work })),
    gcTime: 0,
    refetchOnReconnect: false,
  });
}

export function suggestionsQuery(
  workspace: string,
  asked: Omit<CallOf<typeof readSuggestions>, 'workspace' | 'work'>,
  { run }: Underway,
) {
  return queryOptions({
    queryKey: ['coding', workspace, 'suggested', asked],
    queryFn: () => run((work) => call(connection, readSuggestions, { workspace, ...asked, work })),
    gcTime: 0,
    refetchOnReconnect: false,
  });
}

export function heardQuery(workspace: string, framework: string) {
  return queryOptions({
    queryKey: ['coding', workspace, 'heard', framework],
    queryFn: () => call(connection, readHeard, { workspace, framework }),
    gcTime: 0,
  });
}

export function countsQuery({ workspace, ...asked }: Counting) {
  return queryOptions({
    queryKey: ['coding', workspace, 'counts', asked],
    queryFn: () => call(connection, readCodeCounts, { workspace, ...asked }),
    gcTime: 0,
  });
}

export function frameworksQuery(workspace: string) {
  return queryOptions({
    queryKey: ['frameworks', workspace, 'to code with'],
    queryFn: () => call(connection, listFrameworks, { workspace }),
  });
}

export function frameworkQuery(workspace: string, framework: string) {
  return queryOptions({
    queryKey: ['frameworks', workspace, 'to code with', framework],
    queryFn: () => call(connection, readFramework, { workspace, framework }),
  });
}

export function researchersQuery(workspace: string) {
  return queryOptions({
    queryKey: ['people', workspace, 'researchers'],
    queryFn: async () => {
      const { people } = await call(connection, listPeople, { workspace });
      return people.filter(({ roles }) => roles.some(({ role }) => role === 'researcher'));
    },
  });
}
