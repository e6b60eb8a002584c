import { allCodes, edited, type Edit } from '#contract/frameworkEdits';
import type { Code, FrameworkContent, Side } from '#contract/frameworkFile';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { addVersion, setDraft, type Stored } from './store.ts';

interface Found {
  element: string;
  sign: Side;
  name: string;
  definition: string;
  why: string;
}

/**
 * Adds a code that was found in what people said as a version of its own, so that it can be coded with at once, and
 * answers its key. Changes that were begun and not published yet keep it too.
 */
export async function addFound(scope: Scope, stored: Stored, found: Found): Promise<string> {
  const { id, content, draft, versions } = stored;
  const [latest] = versions;
  if (content === null || latest === undefined)
    throw new ProblemError('conflict', 'Nothing of this framework was published yet. Publish it, then code.');
  refuseKnown(content, found);
  const before = draft ?? content;
  const withCode = edited(before, [addingOf(found)]);
  const known = new Set(allCodes(before).map(({ key }) => key));
  const code = allCodes(withCode).find(({ key }) => !known.has(key));
  if (code === undefined) throw new Error('The code was not added.');
  const number = latest.number + 1;
  const next = draft === null ? withCode : withAdded(content, found, code);
  await addVersion(scope, id, { number, content: next, reason: `Found in what people said: ${found.name}` });
  if (draft !== null) await setDraft(scope, id, withCode);
  await scope.audit('frameworks.change', 'framework', id, {
    detail: { found: true, code: found.name, version: number, name: content.title },
  });
  return code.key;
}

function addingOf({ element, sign, name, definition, why }: Found): Edit {
  const meaning = { name, definition, include: '', exclude: '', example: null };
  return {
    edit: 'add code',
    element,
    sign,
    meaning,
    inductive: { on: new Date().toISOString().slice(0, 10), why },
  };
}

/** Under the key that it has among what was begun: that has every key of what was published. */
function withAdded(content: FrameworkContent, { element, sign }: Found, code: Code): FrameworkContent {
  const next = structuredClone(content);
  const pole = next.elements.find(({ key }) => key === element)?.poles[sign];
  if (pole === null || pole === undefined)
    throw new ProblemError('conflict', 'This side of the element was not published yet. Publish it first.');
  pole.codes.push(code);
  return next;
}

/** Two codes of one name under one pole would be told apart by nobody. */
function refuseKnown(content: FrameworkContent, { element, sign, name }: Found): void {
  const codes = content.elements.find(({ key }) => key === element)?.poles[sign]?.codes ?? [];
  const wanted = name.trim().toLocaleLowerCase('en-GB');
  if (codes.some((code) => code.name.toLocaleLowerCase('en-GB') === wanted))
    throw new ProblemError('conflict', `There is a code ‘${name.trim()}’ here already: code with that one.`);
}
