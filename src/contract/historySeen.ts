/** Sensitive pages, by the endpoint that fills them. */
export const pages: Record<string, string> = {
  'people.list': 'the list of people',
  'invitations.list': 'the open invitations',
  'identification.identify': 'which schools beat the odds, with their figures',
  'studies.read': 'a study with its schools',
  'sources.list': 'the list of what people said',
  'sources.read': 'what somebody said',
  'coding.read': 'what was coded in a source',
  'finding.find': 'what people said and what was coded, by searching',
  'heard.read': 'what was heard of each element',
  'pseudonyms.propose': 'names in what somebody said',
  'pseudonyms.key': 'which word stands for which name',
  'reconciling.read': 'what was decided where coders differ',
  'exchange.counts': 'how often each code was given',
  'history.list': 'what happened, and who did it',
  'history.chain': 'the check that no line of this list was changed',
};

/** Pages of one school, which the line names. */
export const pagesOfSchools: Record<string, (school: string) => string> = {
  'schools.read': (school) => `what the registry knows of ${school}`,
  'standings.school': (school) => `where ${school} stands`,
};

/** What leaves the workbench as a file, by its endpoint. */
export const downloads: Record<string, string> = {
  'identification.table': 'the table of schools',
  'identification.figure': 'the figure of circumstances and results',
  'identification.effects': 'the figure of how far schools are from what circumstances predict',
  'identification.effectsTable': 'the table of how far schools are from what circumstances predict',
  'studies.table': 'the table of a study',
  'studies.method': 'the method paragraph of a study',
  'studies.word': 'the method paragraph of a study, for Word',
  'studies.package': 'data and settings of a study',
  'standings.figure': 'a figure of a school’s page',
  'standings.table': 'a table of a school’s page',
  'imports.refusedRows': 'the refused rows of a file',
  'sources.download': 'the text of what somebody said',
  'coding.table': 'the table of coded words',
  'reconciling.table': 'the table of what was decided where coders differ',
  'finding.table': 'what was found in what people said',
  'meetings.table': 'the table of codebook meetings',
  'heard.word': 'the table of elements with quotations, for Word',
  'heard.table': 'the table of how often elements were heard',
  'exchange.workbook': 'everything that was coded, as a workbook',
  'pseudonyms.table': 'the key of names',
  'pseudonyms.original': 'the original words of a source',
  'exchange.project': 'everything that was coded, for other packages',
  'exchange.countsTable': 'the table of codes by source',
  'exchange.codebook': 'the codes of a framework, for other packages',
  'frameworks.file': 'a framework',
  'frameworks.table': 'the table of codes of a framework',
  'frameworks.crosswalk': 'the table of what models of research name',
  'history.table': 'this list, as a table',
  'history.trail': 'the whole sealed trail',
  'backup.download': 'everything in this workspace',
};
