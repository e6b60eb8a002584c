import type { Target } from '#contract/coding';
import type { FrameworkContent } from '#contract/frameworkFile';
import { polesOf } from '#contract/frameworkSides';
import { ProblemError } from '#contract/problem';
import { workspaceOf, type Scope } from '../platform/scope.ts';

/** What a version of a framework lets one say: its codes by key, and the poles of its elements. */
interface Sayable {
  codes: ReadonlyMap<string, { element: string; pole: string; setAside: boolean }>;
  elements: ReadonlyMap<string, { poles: ReadonlySet<string>; setAside: boolean }>;
}

/** A version never changes, so what was read of it stays true. The oldest goes when there are many. */
const known = new Map<string, Sayable>();
const mostKnown = 200;

/** Refuses what a framework does not have in that version, or has set aside. */
export async function checkTargets(scope: Scope, targets: readonly Target[]): Promise<void> {
  for (const target of targets) {
    const problem = problemOf(await sayableIn(scope, target), target);
    if (problem !== null) throw new ProblemError('invalid', problem);
  }
}

function problemOf({ codes, elements }: Sayable, { element, pole, code }: Target): string | null {
  const found = elements.get(element);
  if (found === undefined) return `There is no element ‘${element}’ in this version of the framework.`;
  if (found.setAside) return 'This element was set aside: choose another.';
  if (code === null)
    return pole === 'mixed' || pole === 'none' || found.poles.has(pole)
      ? null
      : `The element ‘${element}’ has no such pole.`;
  const one = codes.get(code);
  if (one?.element !== element || one.pole !== pole) return `There is no code ‘${code}’ at this element.`;
  return one.setAside ? 'This code was set aside: choose another.' : null;
}

async function sayableIn(scope: Scope, { framework, version }: Target): Promise<Sayable> {
  const key = `${workspaceOf(scope)}/${framework}/${String(version)}`;
  const there = known.get(key);
  if (there !== undefined) return there;
  const [row] = await scope.sql<{ content: FrameworkContent }[]>`
    select content from framework_version where framework_id = ${framework} and number = ${version}`;
  if (row === undefined)
    throw new ProblemError('invalid', 'There is no such version of a framework in this workspace.');
  const read = sayableOf(row.content);
  known.set(key, read);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return read;
}

function sayableOf({ elements }: FrameworkContent): Sayable {
  const poles = elements.flatMap((element) =>
    polesOf(element).map(({ side: pole, pole: { codes } }) => ({ element, pole, codes })),
  );
  return {
    codes: new Map(
      poles.flatMap(({ element, pole, codes }) =>
        codes.map((code) => [
          code.key,
          { element: element.key, pole, setAside: (code.setAside ?? element.setAside) !== null },
        ]),
      ),
    ),
    elements: new Map(
      elements.map(({ key, poles: { '+': plus, '-': minus }, setAside }) => [
        key,
        {
          poles: new Set([...(plus === null ? [] : ['+']), ...(minus === null ? [] : ['-'])]),
          setAside: setAside !== null,
        },
      ]),
    ),
  };
}
