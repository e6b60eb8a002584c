import { plainMeasure, type Mapping } from '../../src/contract/imports.ts';
import { seededGenerator } from '../../src/stats/index.ts';

/** A network of forty schools over three years, invented, for the pages of schools: some do better than their odds. */

const names =
  `Alder Ash Aspen Barley Beech Birch Bramble Cedar Clover Dunlin Elder Elm Fern Fir Hawthorn Hazel Heather
  Holly Hornbeam Ivy Juniper Larch Lime Linden Maple Marram Oak Orchard Osier Pine Poplar Quince Rowan Rush Sedge Sorrel
  Teasel Willow Yarrow Yew`.split(/\s+/);
const years = ['2022', '2023', '2024'];

/** Alder, in the hardest circumstances of the North, does much worse than its neighbours in reading; Ash much better. */
export const network = names.map((name, i) => ({ reference: String(100 + i), name: `${name} Primary` }));

export function networkCsv(change: (line: string, school: string) => string = (line) => line): string {
  const random = seededGenerator(7);
  const lines = network.map(({ reference, name }, i) => {
    const meals = 62 - Math.floor(i / 2) * 2.7 + random.uniform() * 3;
    const language = 4 + 0.4 * meals + random.uniform() * 8;
    const pupils = 20 + Math.round(random.uniform() * 70);
    const own = name.startsWith('Alder') ? -22 : name.startsWith('Ash') ? 24 : 12 * (random.uniform() - 0.5);
    const share = (base: number) =>
      Math.max(4, Math.min(97, base - 0.5 * meals + own + 10 * (random.uniform() - 0.5)));
    const figures = years.flatMap(() => [share(88), share(84), 90 + 5 * random.uniform()]);
    const cells = [reference, name, i % 2 === 0 ? 'North' : 'South', meals, language, pupils, ...figures];
    const line = cells.map((cell) =>
      typeof cell === 'number' && !Number.isInteger(cell) ? cell.toFixed(1) : String(cell),
    );
    return change(line.join(','), name);
  });
  const heads = years.flatMap((year) => [`READ${year}`, `WRIT${year}`, `ATT${year}`]);
  return `URN,SCHNAME,REGION,FSM,EAL,TESTED,${heads.join(',')}\n${lines.join('\n')}\n`;
}

const measure = (label: string, kind: 'context' | 'result' | 'process', period: string | null) => ({
  ...plainMeasure,
  label,
  kind,
  highMeans: kind === 'context' ? ('harder' as const) : ('better' as const),
  period,
  unit: '%',
});

export const networkMapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  { becomes: 'group', label: 'Region' },
  measure('Free school meals', 'context', '2024'),
  measure('English as an additional language', 'context', '2024'),
  {
    ...plainMeasure,
    label: 'Pupils tested',
    kind: 'process',
    highMeans: 'neither',
    period: '2024',
    unit: 'pupils',
  },
  ...years.flatMap((year) => [
    measure('Reading', 'result', year),
    measure('Writing', 'result', year),
    measure('Attendance', 'process', year),
  ]),
];
