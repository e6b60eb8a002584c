import * as accounts from './accounts.ts';
import * as agreement from './agreement.ts';
import * as backup from './backup.ts';
import * as accountsFactors from './accountsFactors.ts';
import * as accountsOwn from './accountsOwn.ts';
import * as accountsPasskeys from './accountsPasskeys.ts';
import * as accountsProvider from './accountsProvider.ts';
import * as conversations from './conversations.ts';
import type { Endpoint } from './endpoint.ts';
import * as frameworks from './frameworks.ts';
import * as groupings from './groupings.ts';
import * as history from './history.ts';
import * as identification from './identification.ts';
import * as importUndo from './importUndo.ts';
import * as imports from './imports.ts';
import * as installation from './installation.ts';
import * as invitationAnswers from './invitationAnswers.ts';
import * as invitations from './invitations.ts';
import * as jobs from './jobs.ts';
import * as people from './people.ts';
import * as schools from './schools.ts';
import * as settings from './settings.ts';
import * as studies from './studies.ts';
import * as studyFiles from './studyFiles.ts';
import * as codebookMeetings from './codebookMeetings.ts';
import * as codeMemos from './codeMemos.ts';
import * as coding from './coding.ts';
import * as counting from './counting.ts';
import * as finding from './finding.ts';
import * as findings from './findings.ts';
import * as exchange from './exchange.ts';
import * as heard from './heard.ts';
import * as pseudonyms from './pseudonyms.ts';
import * as recordings from './recordings.ts';
import * as reconciling from './reconciling.ts';
import * as sources from './sources.ts';
import * as standings from './standings.ts';
import * as suggestions from './suggestions.ts';
import * as translations from './translations.ts';
import * as underway from './underway.ts';
import * as workspaces from './workspaces.ts';

/** Every endpoint there is: what the server must bind and the OpenAPI page lists. */
export const endpoints: readonly Endpoint[] = [
  accounts,
  accountsOwn,
  accountsFactors,
  accountsPasskeys,
  accountsProvider,
  history,
  workspaces,
  people,
  invitations,
  invitationAnswers,
  settings,
  schools,
  groupings,
  imports,
  importUndo,
  jobs,
  underway,
  backup,
  identification,
  studies,
  studyFiles,
  standings,
  conversations,
  frameworks,
  sources,
  translations,
  recordings,
  agreement,
  coding,
  codebookMeetings,
  codeMemos,
  exchange,
  counting,
  finding,
  suggestions,
  reconciling,
  pseudonyms,
  heard,
  findings,
  installation,
]
  .flatMap((feature) => Object.values<unknown>(feature))
  .filter(isEndpoint);

export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'act' in value && 'form' in value;
}
