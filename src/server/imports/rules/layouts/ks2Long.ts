import { allPupils, type HighMeans, type MeasureKind } from '#contract/measureKinds';
import { capital } from '#contract/words';
import { levelRole } from '../guess.ts';
import { between } from '../widen.ts';
import { periodOf } from '../years.ts';
import { withCompanions } from './england.ts';
import {
  fact,
  group,
  left,
  measure,
  name,
  offered,
  reference,
  taken,
  type KnownColumn,
  type Layout,
  type MeasureWords,
  type Surroundings,
} from './layout.ts';

/** How the file names subjects, and the words for them, with those for the higher standard, as in the wide files. */
const subjects: Record<string, { words: string; higher: string }> = {
  'reading, writing and maths': {
    words: 'reading, writing and mathematics',
    higher: 'Higher standard in reading, writing and mathematics',
  },
  reading: { words: 'reading', higher: 'High score in reading' },
  writing: { words: 'writing', higher: 'Greater depth in writing' },
  maths: { words: 'mathematics', higher: 'High score in mathematics' },
  'grammar, punctuation and spelling': {
    words: 'grammar, punctuation and spelling',
    higher: 'High score in grammar, punctuation and spelling',
  },
  science: { words: 'science', higher: 'Higher standard in science' },
};

const pupilGroups: Record<string, string> = {
  disadvantaged: 'Disadvantaged pupils',
  'not disadvantaged': 'Pupils who are not disadvantaged',
  'not known to be disadvantaged': 'Pupils who are not disadvantaged',
  'other pupils': 'Pupils who are not disadvantaged',
  'english as additional language': 'Pupils with another first language',
  eal: 'Pupils with another first language',
  'non-mobile': 'Pupils who did not change school',
};

const threeYears = /^(?:3|three)[ -]year (?:average|total)$/i;

interface Parts {
  value: string;
  subject: { words: string; higher: string };
  pupilGroup: string;
  period: string | null;
  /** What stands behind the value in the column's name. */
  end: string;
}

function takeApart(header: string, period: string | null): Parts | null {
  const [value = '', ...rest] = header.split(between);
  const found: Parts = {
    value,
    subject: { words: '', higher: '' },
    pupilGroup: allPupils,
    period,
    end: header.slice(value.length),
  };
  const groups: string[] = [];
  for (const part of rest) {
    const subject = subjects[part.toLowerCase()];
    if (subject !== undefined) found.subject = subject;
    else if (/^\d{4}(?:\/\d{2})?$/.test(part)) found.period = part;
    else if (threeYears.test(part))
      found.period = period === null ? 'three years' : `three years to ${period}`;
    else groups.push(pupilGroups[part.toLowerCase()] ?? part);
  }
  if (found.subject.words === '') return null;
  if (groups.length > 0) found.pupilGroup = groups.join(', ').slice(0, 80);
  return found;
}

type Line = [label: (subject: Parts['subject']) => string, MeasureKind, HighMeans, unit: string];
const values: Record<string, Line> = {
  expected_standard_pupil_percent: [
    ({ words }) => `Expected standard in ${words}`,
    'result',
    'better',
    'percent',
  ],
  higher_standard_pupil_percent: [({ higher }) => higher, 'result', 'better', 'percent'],
  average_scaled_score: [({ words }) => `${capital(words)}, average score`, 'result', 'better', 'points'],
  progress_measure_score: [({ words }) => `Progress in ${words}`, 'result', 'better', 'points'],
  eligible_pupil_count: [({ words }) => `Pupils tested in ${words}`, 'process', 'neither', 'pupils'],
  expected_standard_pupil_count: [
    ({ words }) => `Expected standard in ${words}, number`,
    'result',
    'neither',
    'pupils',
  ],
  higher_standard_pupil_count: [({ higher }) => `${higher}, number`, 'result', 'neither', 'pupils'],
};

const takenByDefault = new Set(
  [
    'expected_standard_pupil_percent · reading, writing and maths',
    'higher_standard_pupil_percent · reading, writing and maths',
    'eligible_pupil_count · reading, writing and maths',
    'average_scaled_score · reading',
    'average_scaled_score · maths',
    'progress_measure_score · reading',
    'progress_measure_score · writing',
    'progress_measure_score · maths',
  ].flatMap((one) => [one, `${one} · disadvantaged`]),
);

const identity: Record<string, KnownColumn> = {
  school_urn: taken(reference),
  school_name: taken(name),
  new_la_code: offered(group('Local authority (ONS code)')),
  old_la_code: taken(fact('authority code')),
  la_name: taken(fact('authority name', 'Local authority')),
  region_name: taken(group('Region')),
  establishment_type_group: taken(fact('type', 'School type')),
  school_laestab: left,
  country_code: left,
  country_name: left,
  region_code: left,
  time_period: left,
  geographic_level: taken(levelRole),
};

/** England's open data since 2024, turned into a row per school. */
export const ks2Long: Layout = {
  id: 'ks2-long',
  title: 'Key stage 2, England',
  needs: ['SCHOOL_URN', 'GEOGRAPHIC_LEVEL', 'EXPECTED_STANDARD_PUPIL_PERCENT*'],
  period: (table) => {
    const column = table.headers.findIndex((header) => header.toLowerCase() === 'time_period');
    const written = column < 0 ? undefined : table.rows[0]?.[column];
    return written === undefined || written === '' ? latest(table.headers) : periodOf(written);
  },
  column: (header, around) => identity[header.toLowerCase()] ?? measured(header, around),
};

/** Where a file is of several years, its columns name them. */
function latest(headers: readonly string[]): string | null {
  const years = headers.flatMap(
    (header) => /^\d{4}\/\d{2}$/.exec(header.split(between).at(-1) ?? '')?.[0] ?? [],
  );
  return years.sort().at(-1) ?? null;
}

function measured(header: string, around: Surroundings): KnownColumn | null {
  const parts = takeApart(header, around.period);
  if (parts === null) return null;
  const { value, subject, pupilGroup, period, end } = parts;
  if (/_conf_interval$/i.test(value)) return left;
  const line = values[value.toLowerCase()];
  if (line === undefined) return null;
  const [label, kind, highMeans, unit] = line;
  const words: MeasureWords = { label: label(subject), kind, highMeans, unit };
  const role = measure(words, { period, pupilGroup });
  const whole =
    kind === 'result' && highMeans === 'better'
      ? withCompanions(role, around, {
          numerator: value.replace(/_percent$/i, '_count') + end,
          denominator: `eligible_pupil_count${end}`,
          ...(value.startsWith('progress') ? interval(end) : {}),
        })
      : role;
  const own = header.toLowerCase().replace(` · ${(around.period ?? '').toLowerCase()}`, '');
  return takenByDefault.has(own) && period === around.period ? taken(whole) : offered(whole);
}

function interval(end: string) {
  return {
    lower: `progress_measure_lower_conf_interval${end}`,
    upper: `progress_measure_upper_conf_interval${end}`,
  };
}
