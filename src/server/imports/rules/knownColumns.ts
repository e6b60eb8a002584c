import type { RowMeaning } from '#contract/imports';
import type { HighMeans, MeasureKind } from '#contract/measureKinds';

/**
 * Names that columns of schools bear in common files. They are compared without case, spaces and signs, so that
 * `avg.ed`, `Avg ed` and `AVG_ED` are one. A list is in order of preference.
 */
export const referenceNames = [
  'urn',
  'cds',
  'cdscode',
  'ncessch',
  'schoolid',
  'schid',
  'schoolcode',
  'schoolnumber',
  'laestab',
  'dfenumber',
  'seedcode',
  'uai',
  'reference',
  'schoolreference',
  'schoolurn',
  'id',
  'code',
  // Beside one of these it is a name.
  'school',
];

export const nameNames = [
  'schname',
  'schoolname',
  'establishmentname',
  'nameofschool',
  'instname',
  'name',
  'sname',
  'school',
];

export const groupNames: { names: string[]; label: string }[] = [
  { names: ['regionname', 'region', 'gor', 'gorname', 'governmentofficeregion'], label: 'Region' },
  { names: ['cname', 'county', 'countyname'], label: 'County' },
  {
    names: ['stype', 'schooltype', 'typeofschool', 'nftype', 'typeofestablishmentname'],
    label: 'School type',
  },
  { names: ['dname', 'district', 'districtname', 'districtadministrativename'], label: 'District' },
  { names: ['lea', 'la', 'laname', 'localauthority', 'localauthorityname'], label: 'Local authority' },
  { names: ['phase', 'phaseofeducation', 'phaseofeducationname'], label: 'Phase' },
  { names: ['sector', 'publicprivate'], label: 'Sector' },
  { names: ['state', 'province'], label: 'State' },
  { names: ['country'], label: 'Country' },
  { names: ['urbanrural', 'urbanruralname', 'locale'], label: 'Urban or rural' },
  { names: ['reldenom', 'religiouscharactername'], label: 'Religious character' },
  { names: ['network', 'trust', 'trustsname', 'partnership', 'cluster'], label: 'Network' },
];

/** How England's open data say of what a line is, and what each word means for us. */
export const levelColumn = 'geographiclevel';
export const levels: Record<string, RowMeaning> = {
  School: 'school',
  Institution: 'school',
  'Local authority': 'authority',
  National: 'national',
  Regional: 'other',
  'Local authority district': 'other',
  'Parliamentary constituency': 'other',
};

export interface KnownMeasure {
  /** Matches the whole of the simplified name, its year taken off. */
  name: RegExp;
  label: string;
  kind: MeasureKind;
  highMeans: HighMeans;
  unit: string | null;
  /** False where the name tells what it is, but a person should confirm the direction. */
  sure: boolean;
}

type Row = [RegExp, string, MeasureKind, HighMeans, string | null, 'ask'?];

/** The first that matches counts, so the particular stands before the general. */
const rows: Row[] = [
  [/^p(?:num)?fsmever$/, 'Pupils on free school meals in the last six years', 'context', 'harder', 'percent'],
  [/^ptfsm6cla1a$/, 'Disadvantaged pupils', 'context', 'harder', 'percent'],
  [
    /^p(?:num|t)?fsm6?$|^percentagefsm$|^pctfsm$|^fsm$/,
    'Pupils on free school meals',
    'context',
    'harder',
    'percent',
  ],
  [
    /^(?:pct|percent)?(?:meals|frpm|frl|(?:free|freereduced|freereducedprice|freeschool)(?:meals?|lunch)|lunch)$/,
    'Pupils with subsidised meals',
    'context',
    'harder',
    'percent',
  ],
  [/^avged$|^(?:average)?parent(?:s|al)?education$/, 'Education of the parents', 'context', 'easier', null],
  [
    /^(?:pct|percent)?(?:ell|el|lep|english(?:language)?learners?)$/,
    'Pupils still learning English',
    'context',
    'harder',
    'percent',
  ],
  [
    /^p(?:num|t)?eal(?:grp2)?$|^eal$/,
    'Pupils with another first language',
    'context',
    'neither',
    'percent',
    'ask',
  ],
  [/^(?:pct|percent)?mobility$/, 'Pupils new to the school', 'context', 'harder', 'percent'],
  [/^ptmobn$/, 'Pupils who did not change school', 'context', 'easier', 'percent'],
  [/^psenelk$/, 'Pupils with support for special needs', 'context', 'harder', 'percent'],
  [/^psenelse?$/, 'Pupils with a plan for special needs', 'context', 'harder', 'percent'],
  [
    /^(?:pct|percent)?(?:poverty|lowincome|(?:econ|economically)?disadvantaged|deprived)(?:pct|percent|rate)?$/,
    'Pupils in poverty',
    'context',
    'harder',
    'percent',
  ],
  [/^(?:mean)?(?:escs|ses)$/, 'Socio-economic status', 'context', 'easier', null],
  [/^(?:idaci|imd)score$/, 'Deprivation of the area', 'context', 'harder', null],
  [/^tks1average$/, 'Attainment on entry', 'context', 'easier', null],
  [/^api$/, 'Academic Performance Index', 'result', 'better', 'points'],
  [/^p8mea$|^progress8$/, 'Progress 8', 'result', 'better', 'grades'],
  [/^att8scr$|^attainment8$/, 'Attainment 8', 'result', 'better', 'points'],
  [/^ptl2basics95$/, 'Grade 5 or above in English and mathematics', 'result', 'better', 'percent'],
  [/^ptl2basics94$/, 'Grade 4 or above in English and mathematics', 'result', 'better', 'percent'],
  [/^ebaccaps$/, 'English Baccalaureate average points', 'result', 'better', 'points'],
  [/^ptrwmexp$/, 'Expected standard in reading, writing and mathematics', 'result', 'better', 'percent'],
  [/^ptrwmhigh$/, 'Higher standard in reading, writing and mathematics', 'result', 'better', 'percent'],
  [/^readaverage$/, 'Reading, average score', 'result', 'better', 'points'],
  [/^mataverage$/, 'Mathematics, average score', 'result', 'better', 'points'],
  [/^gpsaverage$/, 'Grammar, punctuation and spelling, average score', 'result', 'better', 'points'],
  [/^readprog$/, 'Progress in reading', 'result', 'better', 'points'],
  [/^writprog$/, 'Progress in writing', 'result', 'better', 'points'],
  [/^matprog$/, 'Progress in mathematics', 'result', 'better', 'points'],
  [/^perctot$|^absence(?:rate)?$/, 'Sessions missed', 'process', 'worse', 'percent'],
  [/^ppersabs10$|^persistentabsence$/, 'Pupils persistently absent', 'process', 'worse', 'percent'],
  [/^full$/, 'Fully qualified teachers', 'process', 'neither', 'percent'],
  [/^emer$/, 'Teachers with emergency qualifications', 'process', 'neither', 'percent'],
  [
    /^(?:enroll?|enroll?ment|nor|totpups|numberofpupils|pupils|students|roll)$/,
    'Pupils on roll',
    'process',
    'neither',
    'pupils',
  ],
  [
    /^(?:mean|average)?(?:score|results?|attainment|achievement|points)$/,
    'Result',
    'result',
    'better',
    null,
    'ask',
  ],
  [
    /^(?:mean|average)?(?:maths?|mathematics)(?:score|mean)?$/,
    'Mathematics',
    'result',
    'better',
    null,
    'ask',
  ],
  [/^(?:mean|average)?(?:read|reading)(?:score|mean)?$/, 'Reading', 'result', 'better', null, 'ask'],
];

export const knownMeasures: readonly KnownMeasure[] = rows.map(
  ([name, label, kind, highMeans, unit, ask]) => ({
    name,
    label,
    kind,
    highMeans,
    unit,
    sure: ask === undefined,
  }),
);

/** Bounds of an interval, links and codes that belong to another column or to nobody. */
export const companions = /(?:lower|upper|cilow|ciupp|orig|pup|cov|adj|banding)$/;

export function simplify(header: string): string {
  return header
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
