import { bandOverTimeBody, bandOverTimeHeight } from '#charts/bandOverTime';
import { drawing, line } from '#charts/drawing';
import { likeScatterSvg } from '#charts/likeScatter';
import { lightPalette } from '#charts/palette';
import { standingSwarmSvg } from '#charts/standingSwarm';
import {
  bandsDescription,
  bandsOver,
  fileWords,
  likeDescription,
  likeRows,
  scatterOfLike,
  standingRows,
  swarmOf,
  yearsRows,
} from '#contract/standingsFigures';
import { figureWords, likeWords } from '#contract/standingsWords';
import type { SchoolStanding } from '#contract/standings';
import { ProblemError } from '#contract/problem';
import { csvText } from '../imports/index.ts';

type Figure = 'standing' | 'years' | 'like';

const tables = { standing: standingRows, years: yearsRows, like: likeRows };

export function figureTable(standing: SchoolStanding, figure: Figure): string {
  return csvText(tables[figure](standing), { byteOrderMark: true });
}

const none = () =>
  new ProblemError(
    'not-found',
    'This figure is not on the page of this school: the page says what is missing.',
  );

/** A figure of the page as a file of its own, with the page's words. */
export function figureSvg(standing: SchoolStanding, figure: Figure): string {
  const { page, published, school } = standing;
  if (page === null || published === null) throw none();
  const { method } = published;
  if (figure === 'years') return yearsSvg(standing, page.measures);
  if (figure === 'standing') {
    const data = swarmOf(school.name, page, method);
    if (data === null) throw none();
    const { description } = figureWords(school.name, page, method);
    return standingSwarmSvg(data, {
      width: 838,
      palette: lightPalette,
      description,
      file: fileWords(standing),
    });
  }
  const data = scatterOfLike(school.name, page);
  if (data === null) throw none();
  return likeScatterSvg(data, {
    width: 520,
    palette: lightPalette,
    description: likeDescription(school.name, page),
    file: {
      title: `Schools like ${school.name}`,
      caption: likeWords(method, page.like?.candidates ?? 0, data.schools.length),
    },
  });
}

const column = 284;
const gap = 40;
const perRow = 3;
const rowHeight = bandOverTimeHeight + 50;

/** All measures in one file, three in a row. */
function yearsSvg(
  { school }: SchoolStanding,
  measures: NonNullable<SchoolStanding['page']>['measures'],
): string {
  if (measures.length === 0) throw none();
  const panels = measures.map((measure, i) => {
    const left = (i % perRow) * (column + gap);
    const top = Math.floor(i / perRow) * rowHeight;
    const description = bandsDescription(measure);
    const body = bandOverTimeBody(bandsOver(measure), { width: column, palette: lightPalette, description });
    const heading = line(0, 14, measure.label, 'start', `font-weight="600" fill="${lightPalette.ink}"`);
    return `<g transform="translate(${String(left)} ${String(top)})">${heading}<g transform="translate(0 26)">${body}</g></g>`;
  });
  const columns = Math.min(perRow, measures.length);
  const among = [...new Set(measures.flatMap((one) => one.among ?? []))].join('; ');
  return drawing(panels.join(''), Math.ceil(measures.length / perRow) * rowHeight, {
    width: columns * (column + gap) - gap,
    palette: lightPalette,
    description: measures.map(bandsDescription).join(' '),
    file: {
      title: `${school.name} over the years`,
      caption: `Line and points: ${school.name}, with its 95% interval where it is known. Shaded: the middle half of ${among === '' ? 'others, where enough are known' : among}, and the median.`,
    },
  });
}
