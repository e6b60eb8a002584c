import type { LayoutId } from '#contract/importCodes';

/** What the publisher of a national file says of a measure, in our words. */
export interface Said {
  definition: string | null;
  /** What is counted, and out of what. */
  numerator: string | null;
  denominator: string | null;
  source: string;
}

const crown = 'Department for Education; Open Government Licence v3.0';
const sources: Partial<Record<LayoutId, string>> = {
  gias: `Register of schools (GIAS), England, ${crown}`,
  'ks2-wide': `School performance tables, key stage 2, England, ${crown}`,
  'ks2-long': 'Open data of key stage 2, England, Department for Education',
  ks4: `School performance tables, key stage 4, England, ${crown}`,
  census: `School census, England, ${crown}`,
  absence: `Absence by school, England, ${crown}`,
  destinations: `Destinations after key stage 4, England, ${crown}`,
  ofsted: 'Inspection grades, England, Ofsted; Open Government Licence v3.0',
  'california-api': 'Academic Performance Index, California Department of Education',
  'pisa-schools': 'PISA database, OECD',
};

type Words = Partial<Omit<Said, 'source'>>;
type Table = Record<string, Words>;

/** Shares of one whole, each by its label: what is counted in it. */
const shares = (denominator: string | null, counted: Record<string, string>): Table =>
  Object.fromEntries(
    Object.entries(counted).map(([label, numerator]) => [label, { numerator, denominator }]),
  );

const explained = (definitions: Record<string, string>): Table =>
  Object.fromEntries(Object.entries(definitions).map(([label, definition]) => [label, { definition }]));

const eligible = 'pupils eligible for the tests';
const subjects = ['reading', 'mathematics', 'grammar, punctuation and spelling'];

const ks2: Table = {
  ...shares(eligible, {
    'Expected standard in reading, writing and mathematics':
      'pupils who reached the expected standard in reading, writing and mathematics',
    'Higher standard in reading, writing and mathematics':
      'pupils with a high score in reading and mathematics who work at greater depth in writing',
    'Expected standard in writing': 'pupils who reached the expected standard in writing',
    'Greater depth in writing': 'pupils who work at greater depth within the expected standard in writing',
    'Working towards the expected standard in writing':
      'pupils who work towards the expected standard in writing',
    'Expected standard in science': 'pupils who reached the expected standard in science',
    ...Object.fromEntries(
      subjects.flatMap((subject) => [
        [`Expected standard in ${subject}`, `pupils who reached the expected standard in ${subject}`],
        [`High score in ${subject}`, `pupils with a high score in ${subject}`],
      ]),
    ),
    'Pupils with another first language': 'pupils with English as an additional language',
    'Pupils who did not change school': 'pupils classed as non-mobile',
    'Pupils with support for special needs': 'pupils with SEN support',
    'Pupils with a plan for special needs': 'pupils with an EHC plan',
    'Pupils with support or a plan for special needs': 'pupils with SEN support or an EHC plan',
  }),
  'Disadvantaged pupils': {
    definition:
      'Pupils who were eligible for free school meals in the last six years, are looked after by the authority, or were adopted from care.',
    numerator: 'disadvantaged pupils',
    denominator: eligible,
  },
  ...explained({
    'Pupils on roll': 'All pupils, those who come part-time included.',
    'Pupils tested': 'Pupils eligible for the tests, as published.',
    'Attainment on entry': 'Mean of the points that the year group had at key stage 1.',
    'Expected standard: gap of disadvantaged pupils to others in the country':
      'Percentage of the disadvantaged pupils of the school, less that of other pupils in the country.',
    'Higher standard: gap of disadvantaged pupils to others in the country':
      'Percentage of the disadvantaged pupils of the school, less that of other pupils in the country.',
    ...Object.fromEntries(
      ['Reading', 'Mathematics', 'Grammar, punctuation and spelling'].map((subject) => [
        `${subject}, average score`,
        'Mean scaled score of the pupils.',
      ]),
    ),
    ...Object.fromEntries(
      ['reading', 'writing', 'mathematics'].map((subject) => [
        `Progress in ${subject}`,
        'Progress since key stage 1, as the publisher measures it; with the limits of its interval.',
      ]),
    ),
  }),
};

const ofsted = explained({
  'Overall effectiveness':
    'Grade of the last inspection. Since 10 November 2025 schools get no overall grade, and the grades of before and after cannot be compared.',
});

const tables: Partial<Record<LayoutId, Table>> = {
  'ks2-wide': ks2,
  'ks2-long': ks2,
  ks4: {
    ...shares('pupils at the end of key stage 4', {
      'Grade 4 or above in English and mathematics':
        'pupils with grade 4 or above in English and mathematics',
      'Grade 5 or above in English and mathematics':
        'pupils with grade 5 or above in English and mathematics',
      'Entered for the English Baccalaureate': 'pupils entered for the English Baccalaureate',
      'English Baccalaureate at grade 4 or above':
        'pupils with the English Baccalaureate at grade 4 or above',
      'English Baccalaureate at grade 5 or above':
        'pupils with the English Baccalaureate at grade 5 or above',
      'Five grades 4 or above with English and mathematics':
        'pupils with five grades 4 or above, English and mathematics among them',
    }),
    'Attainment 8': { denominator: 'pupils at the end of key stage 4' },
    'Progress 8': {
      definition: 'The Progress 8 score of the school, with its 95% interval.',
      denominator: 'pupils with a value of Progress 8',
    },
  },
  census: {
    ...shares('pupils on roll', {
      'Pupils with another first language': 'pupils with English as an additional language',
      'Pupils with support for special needs': 'pupils with SEN support',
      'Pupils with a plan for special needs': 'pupils with a plan for special needs',
      Girls: 'girls',
      Boys: 'boys',
    }),
    // Of whom it is a share the table does not say: it is not all who are on roll.
    ...shares(null, {
      'Pupils on free school meals in the last six years':
        'pupils who were on free school meals at any time in the last six years',
    }),
  },
  absence: {
    'Sessions missed': {
      definition: 'A session is half a school day.',
      numerator: 'sessions missed',
      denominator: 'possible sessions',
    },
    'Pupils persistently absent': {
      numerator: 'pupils who missed 10% or more of their own possible sessions',
      denominator: 'pupils',
    },
  },
  destinations: shares('pupils who finished key stage 4', {
    'Stayed in education, an apprenticeship or work':
      'pupils who stayed in education, an apprenticeship or work',
    'Went on to education': 'pupils who went on to education',
    'Went on to an apprenticeship': 'pupils who went on to an apprenticeship',
    'Went on to work': 'pupils who went on to work',
    'Went on to further education': 'pupils who went on to further education',
    'Went on to a school sixth form': 'pupils who went on to a school sixth form',
    'Went on to a sixth form college': 'pupils who went on to a sixth form college',
    'Went on to other education': 'pupils who went on to other education',
    'Did not stay where they went on to': 'pupils who did not stay where they went on to',
    'Whereabouts not known': 'pupils whose whereabouts are not known',
  }),
  ofsted,
  gias: ofsted,
  'california-api': {
    ...shares('pupils', {
      'Pupils with subsidised meals': 'pupils eligible for subsidised meals',
      'Pupils still learning English': 'pupils still learning English',
      'Pupils new to the school': 'pupils for whom this is the first year at the school',
    }),
    ...shares('teachers', {
      'Fully qualified teachers': 'teachers who are fully qualified',
      'Teachers with emergency qualifications': 'teachers with emergency qualifications',
    }),
    ...explained({
      'Academic Performance Index': 'From 200 to 1,000. Schools with fewer than 100 pupils have none.',
      'Education of the parents':
        'Mean education of the parents, from 1 (no high school) to 5 (graduate school).',
    }),
  },
};

/** What is known of the measure that a file of this kind holds under this label; null where nothing is. */
export function saidOf(layout: LayoutId, label: string): Said | null {
  const source = sources[layout];
  if (source === undefined) return null;
  return { definition: null, numerator: null, denominator: null, ...tables[layout]?.[label], source };
}
