import { writeFileSync } from 'node:fs';
import { ProblemError } from '#contract/problem';
import { place } from './files.ts';
import { answerFor } from './identify/answer.ts';
import { csvOf, jsonText } from './identify/data.ts';
import { readOptions } from './identify/options.ts';
import { loadSchools, type Schools } from './identify/schools.ts';
import { terminalText } from './identify/terminal.ts';

export const help = `Which schools of a file beat the odds? Needs no database and no browser; the file stays as it is.

  reedbed identify FILE --id COLUMN --name COLUMN [--region COLUMN]
                   --context COLUMN:harder|easier … --result COLUMN[:better|worse]

  FILE        a table with a row per school: CSV (also .csv.gz), XLSX or Parquet; the first row names the columns
  --id        column that identifies a school
  --name      column with its name
  --region    column of the groups within which schools are compared; without it, all together
  --context   column with an indicator of circumstances, and what a high value means: PNUMFSMEVER:harder (more free
              meals), avg.ed:easier (more educated parents). Several make an index, their first principal component
  --result    column with the result; a high value is better unless you write :worse. Several are years of the same result,
              oldest first; the question is about the last, and the answer says whether types last

  --weights   a weight for each --context, in their order, in place of the component: --weights 2,1,1
  --missing   schools that lack an indicator: listwise (they are left out, the default), mean (the mean of their region
              stands in) or available (the index is made of what they have)
  --hardest   how many are in the hardest circumstances: third, quarter (the default), fifth, tenth or a percentage
  --top       how many are in the highest results, and as many in the lowest: the same words
  --years     a type must be held in each of so many latest years; needs as many --result
  --model     reckon with chance in small schools: how firm each type is, and what a model says beside the rule
  --pupils    column with the pupils behind the result; once, or once for each --result
  --percent   the result is a percentage of these pupils
  --spread    the standard deviation of single pupils in the result, if you know it

  --format    table (for people, the default), json or csv
  --report    also write a page with the figure: --report answer.html. It names only resilient schools
  --sample    draw this many resilient and as many struggling schools by lot, to study them
  --seed      a whole number; the same one draws the same schools (1 if you give none, which a study does not allow)

  --study     draw schools to study within each group: both (the two kinds together), each (of each kind) or pairs (a
              resilient school and the struggling one nearest to it in circumstances); with who stands in for whom, the
              table against the means of the groups, and a paragraph for a method section
  --per-group schools of each group, of each kind, or pairs (3 if you do not say)
  --leave-out ID:REASON takes a school out before the draw; may be repeated

A school is resilient in the hardest quarter of circumstances and the highest quarter of results, struggling in the
hardest and the lowest. In json and csv, contextQuartile 1 is the hardest quarter and 4 the easiest, resultQuartile 1
the lowest and 4 the highest.

Missing values may be empty or codes such as NA, SUPP, NE, LOWCOV; schools that lack a value are excluded and counted.
Rows without id or name (lines of totals, for example) and rows that repeat an id are no schools: they are left out,
listed on standard error and not counted as excluded. Any other text where a number should be stops the command, with
the row and the column.

Examples
  reedbed identify england.csv --id URN --name SCHNAME --region REGION --context PNUMFSMEVER:harder --result P8MEA
  reedbed identify california.csv.gz --id cds --name sname --region cname --context meals:harder
          --context avg.ed:easier --context ell:harder --context mobility:harder --result api00 --report answer.html
  … --result api99 --result api00 --years 2 --model --pupils api.stu --hardest fifth
  reedbed identify england.csv --id URN --name SCHNAME --region REGION --context PNUMFSMEVER:harder --result P8MEA
          --study both --per-group 3 --seed 2026 --leave-out 100023:closing

Exit code: 0 done, 1 a problem with the file, 2 the command was not written as it must be.
`;

export async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  const schools = await loadSchools(options);
  const answer = answerFor(options, schools);
  tellLeftOut(schools);
  if (options.report !== null) {
    const { reportHtml } = await import('./identify/report.ts');
    write(options.report, reportHtml(answer));
  }
  const text = { table: terminalText, json: jsonText, csv: csvOf }[options.format](answer);
  process.stdout.write(text);
}

const listed = 10;

function tellLeftOut({ noSchool, fileName }: Schools): void {
  if (noSchool.length === 0) return;
  const rows = new Set(noSchool.map(({ row }) => row)).size;
  const more = noSchool.length > listed ? [`  … and ${noSchool.length - listed} more`] : [];
  const lines = [
    `${rows} ${rows === 1 ? 'row' : 'rows'} of ‘${fileName}’ left out:`,
    ...noSchool.slice(0, listed).map(place),
    ...more,
  ];
  process.stderr.write(`${lines.join('\n')}\n\n`);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw new ProblemError(
      'not-readable',
      `The report cannot be written to ‘${file}’: the system says ${code}.`,
      {
        cause: error,
      },
    );
  }
  process.stderr.write(`The report is in ${file}\n`);
}
