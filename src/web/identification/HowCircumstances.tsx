import { capital, count, decimal, inSentence, inWords } from '#contract/words';
import type { Findings } from '#contract/identificationFindings';
import { measureName } from '#contract/identificationWords';
import { CellBar } from '../ui/CellBar.tsx';
import { Scroll } from '../ui/Scroll.tsx';

/** How circumstances were measured: the indicators as used, and how well they hang together. */
export function HowCircumstances({ findings }: { findings: Findings }) {
  const { result, indicators } = findings;
  const byHand = result.method.choices?.weights ?? null;
  const close = result.method.choices?.componentCorrelation ?? null;
  const { method } = result;
  const weights = byHand ?? method.context.map(({ loading }) => loading);
  const most = Math.max(0, ...weights.map((weight) => Math.abs(weight ?? 0)));
  const single = method.context.length === 1 ? indicators[0] : undefined;
  return (
    <div>
      <h3>Circumstances</h3>
      {single !== undefined ? (
        <p className="text">
          One indicator stands for circumstances: {inSentence(measureName(single))}, as it is in the file. A
          high value means {single.highMeans} circumstances.
        </p>
      ) : (
        <p className="text">
          {capital(inWords(indicators.length))} indicators are put on one scale (each less its mean, divided
          by its standard deviation) and joined into one index:{' '}
          {byHand === null
            ? 'their first principal component, the mixture along which schools differ most.'
            : 'their mean by the weights that were given, each turned so that high means harder.'}{' '}
          A high index means harder circumstances; 0 is the average school.
        </p>
      )}
      <Scroll label="Indicators">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Indicator</th>
              <th scope="col">High means</th>
              {single === undefined && (
                <th scope="col" className="n">
                  {byHand === null ? 'Loading' : 'Weight'}
                </th>
              )}
              <th scope="col" className="n">
                Mean
              </th>
              <th scope="col" className="n">
                Standard deviation
              </th>
              <th scope="col" className="n">
                Missing
              </th>
            </tr>
          </thead>
          <tbody>
            {method.context.map((one, i) => (
              <tr key={one.name}>
                <td>{indicators[i] === undefined ? one.name : measureName(indicators[i])}</td>
                <td>{one.highMeans}</td>
                {single === undefined && (
                  <td className="n">
                    <CellBar value={weights[i] ?? null} most={most} />
                    {decimal(weights[i] ?? null, 3)}
                  </td>
                )}
                <td className="n">{decimal(one.mean, 2)}</td>
                <td className="n">{decimal(one.standardDeviation, 2)}</td>
                <td className="n">{count(one.missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <ul className="facts">
        {method.shareOfVariance !== null && (
          <li>
            The index holds <b>{decimal(method.shareOfVariance * 100, 1)}%</b> of all that the indicators
            vary.
          </li>
        )}
        {close !== null && (
          <li>
            Correlation of this index with the first principal component: <b>{decimal(close, 3)}</b> (near 1,
            the choice of weights hardly matters).
          </li>
        )}
        {method.cronbachAlpha !== null && (
          <li>
            How well the indicators hang together, Cronbach’s alpha: <b>{decimal(method.cronbachAlpha, 2)}</b>{' '}
            (1 would be perfectly).
          </li>
        )}
        {method.correlation !== null && (
          <li>
            Correlation of {single === undefined ? 'the index' : 'the indicator'} with{' '}
            {inSentence(measureName(findings.measure))}: <b>{decimal(method.correlation, 3)}</b> (−1 or 1
            would settle every result, 0 none).
          </li>
        )}
      </ul>
    </div>
  );
}
