import { useTitle } from '../ui/hooks.ts';

/** A short guide: what this is, what to try first, how to read the figure, what a file needs. */
export function HelpPage() {
  useTitle('Guide');
  return (
    <div className="opening prose guide">
      <h1>A short guide</h1>
      <p className="lede">
        Reedbed helps a network of schools to find out{' '}
        <b>which schools do better than their circumstances predict</b>, to learn why, to act on it together,
        and to check whether it worked.
      </p>

      <h2>What to try first</h2>
      <ul>
        <li>
          Open <b>Identify</b>. It answers one question for all schools of the workspace, at once.
        </li>
        <li>
          Press <b>Change</b> above the figure: take one indicator away, choose another result, cut the
          quarters over all schools together. Every number follows. The address of the page holds your
          settings, so a link shows somebody else the same answer.
        </li>
        <li>
          Draw some schools to study. The draw is random, and the same seed draws the same schools again.
        </li>
        <li>Bring a file of your own schools. You will see what would be stored before anything is.</li>
      </ul>

      <h2>How to read the figure</h2>
      <p>
        Every mark is a school. The further left it stands, the harder its circumstances; the higher, the
        better its results. Most schools follow a band from the lower left to the upper right: circumstances
        shape results.
      </p>
      <ul>
        <li>
          <b>Resilient</b> schools, solid discs, are in the hardest quarter of circumstances and yet in the
          top quarter of results.
        </li>
        <li>
          <b>Struggling</b> schools, diamonds or rust dots, are in the hardest quarter and in the lowest
          quarter of results. The figure never names them.
        </li>
        <li>
          Quarters are cut within each group, such as a county or a region, so that schools are compared with
          their neighbours. Lines are drawn only where one set of cut points holds for all schools shown.
        </li>
        <li>
          Both words describe one result in one year, not a school. Schools near a line can change sides by
          chance, small schools most of all. Nothing here ranks schools.
        </li>
      </ul>

      <h2>What your file needs</h2>
      <p>A CSV, Excel or Parquet table with one row a school and a heading for every column:</p>
      <ul>
        <li>
          a <b>reference</b>, different for each school, such as a national number, and the school’s{' '}
          <b>name</b>;
        </li>
        <li>
          a <b>group</b> if quarters are to be cut within it: region, county, type of school;
        </li>
        <li>
          one or more indicators of <b>circumstances</b>, such as the share of free meals, and whether a high
          value means harder or easier;
        </li>
        <li>
          one or more <b>results</b>, with their year, and whether high is better or worse.
        </li>
      </ul>
      <p>
        Columns are recognised where their headings allow it, and you can correct every one. An empty cell or
        a code such as SUPP or NA stays missing; nothing is filled in, and none is read as zero.
      </p>

      <h2>Words</h2>
      <p>
        The <b>context index</b> joins several indicators into one number, by the mixture along which schools
        differ most. At the foot of the Identify page, <i>How we tell</i> gives all numbers that were used.
      </p>
    </div>
  );
}
