import { oddsScatterSvg } from '#charts/oddsScatter';
import { lightPalette } from '#charts/palette';
import { weakBelow } from '#contract/identificationModelAnswer';
import type { IdentifyAnswer } from './answer.ts';
import { reportStyle } from './reportStyle.ts';
import {
  besideColumns,
  besideSentences,
  decimal,
  excludedSentence,
  explanation,
  indexSentence,
  quantity,
  quarterSentence,
  reached,
  resultDigits,
  whole,
} from './words.ts';

/**
 * A page in one file that asks nothing of the network. It can be passed on, so it names the resilient schools only:
 * the others stand in its table with their values, and nothing marks the struggling ones.
 */
export function reportHtml(answer: IdentifyAnswer): string {
  const { counts, method } = answer.computed;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Which schools beat the odds? ${escape(answer.fileName)}</title>
<style>${reportStyle}</style>
<main>
<header>
<h1>Which schools beat the odds?</h1>
<p class="lede">Of ${quantity(counts.hardest, 'school')} in the hardest circumstances, <b>${whole(counts.resilient)} ${counts.resilient === 1 ? 'reaches' : 'reach'} ${reached(answer)}</b>.</p>
</header>
<dl>
<div><dt class="resilient">${whole(counts.resilient)}</dt><dd><b>resilient</b> ${explanation(answer).resilient}</dd></div>
<div><dt class="struggling">${whole(counts.struggling)}</dt><dd><b>struggling</b> ${explanation(answer).struggling}</dd></div>
</dl>
${figure(answer)}
${answer.options.region === null ? '' : regions(answer)}
<section>
<h2>How we tell</h2>
<p>${escape(indexSentence(answer))}</p>
<p>${escape(quarterSentence(answer))}</p>
<p>${escape(excludedSentence(answer))}</p>
${besideSentences(answer)
  .map((sentence) => `<p>${escape(sentence)}</p>`)
  .join('\n')}
${method.warnings.map(({ message }) => `<p>Note: ${escape(message)}</p>`).join('\n')}
</section>
${schoolTable(answer)}
</main>
</html>
`;
}

function figure(answer: IdentifyAnswer): string {
  const { computed, options, schools, parts, beside } = answer;
  const rings = beside.model !== null && 'weak' in beside.model && beside.model.weak > 0;
  const [only] = computed.groups;
  const cuts =
    computed.groups.length === 1 && only?.index && only.result
      ? { index: only.index, result: only.result }
      : null;
  const title = 'Circumstances shape results, but do not settle them';
  const label = indexLabel(answer);
  const drawing = oddsScatterSvg(
    {
      index: schools.map(({ index }) => index),
      result: schools.map(({ result }) => result),
      kind: schools.map(({ type }) => (type === 'resilient' ? 1 : type === 'struggling' ? 2 : 0)),
      weak: schools.map(({ beside: { firmness } }) => Number((firmness ?? 1) < weakBelow)),
      drawn: schools.map(() => 1),
      names: schools.map(({ name }) => name),
      indexHighMeans: computed.method.indexHighMeans,
      resultHighMeans: computed.method.result.highMeans,
      indexLabel: label,
      resultLabel: options.result.column,
      cuts,
      parts,
    },
    {
      width: 1000,
      height: 560,
      palette: lightPalette,
      title,
      description:
        `${quantity(schools.length, 'school')} by ${label} and ${options.result.column}: ` +
        `${whole(computed.counts.resilient)} resilient, ${whole(computed.counts.struggling)} struggling.`,
      standalone: false,
    },
  );
  return `<figure>
<h2>${title}</h2>
<p class="sub">${quantity(schools.length, 'school')} of ${escape(answer.fileName)}; each mark is a school.</p>
${drawing}
<figcaption>Only resilient schools are named. ${rings ? 'A ring or a smaller mark: by chance alone the type would change more often than hold. ' : ''}${escape(quarterSentence(answer))}</figcaption>
</figure>`;
}

function indexLabel({ options }: IdentifyAnswer): string {
  const [only] = options.context;
  return options.context.length === 1 && only !== undefined ? only.column : 'Index of circumstances';
}

function regions({ computed, options, parts }: IdentifyAnswer): string {
  const row = (
    name: string,
    of: { schools: number; hardest: number; resilient: number; struggling: number },
  ) =>
    `<tr><th scope="row">${escape(name)}</th>${[of.schools, of.hardest, of.resilient, of.struggling]
      .map((count) => `<td class="n">${whole(count)}</td>`)
      .join('')}</tr>`;
  return `<section>
<h2>By ${escape(options.region ?? '')}</h2>
<table>
<thead><tr><th scope="col">${escape(options.region ?? '')}</th><th scope="col" class="n">Schools</th><th scope="col" class="n">In the hardest ${parts.hardest}</th><th scope="col" class="n">Resilient</th><th scope="col" class="n">Struggling</th></tr></thead>
<tbody>
${computed.groups.map((group) => row(group.group, group)).join('\n')}
</tbody>
<tfoot>${row('All', computed.counts)}</tfoot>
</table>
</section>`;
}

function schoolTable(answer: IdentifyAnswer): string {
  const { options, schools, excluded } = answer;
  const digits = resultDigits(answer);
  const withRegion = options.region !== null;
  const more = besideColumns(answer);
  const head = [options.id, options.name, ...(options.region === null ? [] : [options.region])];
  const region = (name: string | null) => (withRegion ? `<td>${escape(name ?? '')}</td>` : '');
  const rows = [
    ...schools.map(
      (school) =>
        `<tr><td>${escape(school.id)}</td><td>${escape(school.name)}</td>${region(school.region)}` +
        `<td class="n">${decimal(school.index)}</td><td class="n">${decimal(school.result, digits)}</td>` +
        more
          .map(({ cell }) => `<td class="n">${school.type === 'struggling' ? '' : cell(school)}</td>`)
          .join('') +
        `<td>${school.type === 'resilient' ? '<b class="resilient">resilient</b>' : ''}</td></tr>`,
    ),
    ...excluded.map(
      (school) =>
        `<tr><td>${escape(school.id)}</td><td>${escape(school.name)}</td>${region(school.region)}` +
        `<td class="n">–</td><td class="n">–</td>${'<td></td>'.repeat(more.length)}<td>a value is missing</td></tr>`,
    ),
  ];
  return `<section>
<h2>All ${quantity(rows.length, 'school')}</h2>
<table>
<thead><tr>${head.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}<th scope="col" class="n">${escape(indexLabel(answer))}</th><th scope="col" class="n">${escape(options.result.column)}</th>${more.map(({ head: name }) => `<th scope="col" class="n">${name}</th>`).join('')}<th scope="col"></th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</section>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
