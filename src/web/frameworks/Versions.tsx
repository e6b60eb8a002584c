import type { Framework } from '#contract/frameworks';
import { dayOf } from '../ui/days.ts';

interface VersionsProps {
  data: Framework;
  shown: number | null;
  onVersion: (number: number | undefined) => void;
}

/** Every version stays readable: coding that was done in one keeps its words. */
export function Versions({ data: { versions }, shown, onVersion }: VersionsProps) {
  if (versions.length < 2) return null;
  return (
    <section className="section" aria-labelledby="versions-title">
      <h2 id="versions-title">Versions</h2>
      <p className="note">What was done in an earlier version stays readable in its own words.</p>
      <table className="table stacks versions">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Why</th>
            <th scope="col">Published</th>
            <th scope="col">
              <span className="vh">Read it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ number, reason, publishedAt, publishedBy }, i) => (
            <tr key={number}>
              <th scope="row">Version {number}</th>
              <td data-label="Why">{reason === '' ? 'As it came' : reason}</td>
              <td data-label="Published">
                {dayOf(publishedAt)}
                {publishedBy === null ? '' : ` by ${publishedBy}`}
              </td>
              <td>
                {number === shown ? (
                  'shown here'
                ) : (
                  <button
                    type="button"
                    className="linkish"
                    aria-label={`Read version ${String(number)}`}
                    onClick={() => {
                      onVersion(i === 0 ? undefined : number);
                      scrollTo({ top: 0 });
                    }}
                  >
                    Read it
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
