import { useState } from 'react';
import { urlOf } from '#contract/client';
import { identificationFigure, identificationTable } from '#contract/identification';
import type { ChosenSettings } from '#contract/identificationInput';
import type { Address } from './address.ts';
import { wordsOf } from '../ui/Problem.tsx';

interface DownloadsProps {
  workspace: string;
  chosen: ChosenSettings;
  /** Which groups are drawn. */
  groups: Pick<Address, 'only' | 'without'>;
}

/** The table and the figure as files. Their numbers are the server's; the PNG is its SVG, drawn at twice the size. */
export function Downloads({ workspace, chosen, groups }: DownloadsProps) {
  const [state, setState] = useState<'idle' | 'drawing' | { failed: string }>('idle');
  const figure = urlOf(identificationFigure, {
    workspace,
    ...chosen,
    only: groups.only ?? [],
    without: groups.without ?? [],
  });
  const png = () => {
    setState('drawing');
    void import('../ui/savePng.ts')
      .then(({ savePng }) => savePng(figure))
      .then(
        () => setState('idle'),
        (error: unknown) => setState({ failed: wordsOf(error).detail }),
      );
  };
  return (
    <div className="downloads no-print">
      <a className="btn line small" href={urlOf(identificationTable, { workspace, ...chosen })} download>
        Download table (CSV)
      </a>
      <span className="note">
        Figure:{' '}
        <a href={figure} download>
          SVG
        </a>{' '}
        <button type="button" className="linkish" onClick={png} disabled={state === 'drawing'}>
          PNG
        </button>
      </span>
      {typeof state === 'object' && (
        <p className="err" role="alert">
          The picture could not be made: {state.failed} The SVG is the same drawing.
        </p>
      )}
    </div>
  );
}
