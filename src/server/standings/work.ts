import type { Frame, Settings } from '#contract/identification';
import { schoolsAsked } from '#contract/identificationClosed';
import { chooseSettings, type ChosenSettings } from '#contract/identificationInput';
import { ProblemError } from '#contract/problem';
import { dataDigest } from '../identification/index.ts';
import type { Scope } from '../platform/scope.ts';
import { inWorker } from '../platform/worker.ts';
import type { Work } from '../platform/work.ts';
import { readFrame } from '../schools/index.ts';
import { authorise } from '../workspaces/index.ts';
import { standingMeasures, type Compared, type Rules } from './rules/standing.ts';
import { publish, readRules } from './store.ts';
import type { Assigned } from './tasks.ts';

/** The kind of job that publishes where schools stand. */
export const publishKind = 'standings.publish';

interface Material {
  frame: Frame;
  chosen: ChosenSettings;
  rules: Rules;
}

interface Computed {
  compared: Compared;
  chosen: ChosenSettings;
  digest: string;
}

const module = new URL('./tasks', import.meta.url);

/**
 * Computes every school's page and stores them all, in the scope of whoever publishes: what they may not see is in no
 * page. They may have lost the right meanwhile, so the act is asked again before reading and before writing.
 */
export function publishWork(version: string): Work<Settings, Material, Computed> {
  return {
    kind: publishKind,
    read: async (scope, settings) => {
      await authorise(scope, 'standings.publish');
      const rules = await readRules(scope);
      return { ...(await readCompared(scope, settings)), rules };
    },
    compute: async ({ frame, chosen, rules }, tools) => {
      const assigned: Assigned = { frame, settings: chosen, rules };
      tools.progress('Reading the schools', 0, 0);
      const compared = await inWorker<Compared>(
        module,
        () => ({ data: assigned }),
        tools.signal,
        tools.progress,
      );
      return { compared, chosen, digest: digestOf(frame, chosen) };
    },
    write: async (scope, _, { compared, chosen, digest }, tools) => {
      await authorise(scope, 'standings.publish');
      const schools = compared.schools.length;
      const publication = { settings: { ...chosen }, digest, version };
      const id = await publish(scope, compared, publication, (pages) => {
        tools.signal.throwIfAborted();
        tools.progress('Writing the pages', pages, schools);
      });
      await scope.audit('standings.publish', 'standing', id, {
        detail: { schools, result: chosen.result, within: chosen.within },
      });
      return { standing: id, schools };
    },
  };
}

/** The schools that a comparison by these settings is about, with what it needs. */
export async function readCompared(
  scope: Scope,
  settings: Settings,
): Promise<{ frame: Frame; chosen: ChosenSettings }> {
  const all = await readFrame(scope, (described) => {
    const chosen = chooseSettings(described, settings);
    return chosen === null ? [] : standingMeasures(described, chosen);
  });
  const chosen = chooseSettings(all, settings);
  if (chosen === null) {
    throw new ProblemError(
      'conflict',
      'The comparison needs at least one measure of circumstances and one result. Bring a file that has them.',
    );
  }
  return { frame: schoolsAsked(all, chosen.result).frame, chosen };
}

export function digestOf(frame: Frame, chosen: ChosenSettings): string {
  return dataDigest(frame, standingMeasures(frame, chosen), chosen.within);
}
