import type { ReactNode } from 'react';
import type { MemoPlace } from '#contract/codeMemos';
import { keyOf, type Target } from '#contract/coding';
import { polesOf } from '#contract/frameworkSides';
import type { Framework } from '#contract/frameworks';

/** What one can say of words: a code, or a pole of an element where it has no codes, or an element as a whole. */
export interface Sayable {
  target: Target;
  name: string;
  definition: string;
  /** The element that it stands under. */
  element: string;
  setAside: boolean;
}

/** Where a memo is on: a code, or an element as a whole, with what it is called. */
export interface MemoAt {
  framework: string;
  on: MemoPlace;
  term: string;
  name: string;
}
/** Whether memos are there, and the way to them. */
export type CodeMemoOf = (at: MemoAt) => ReactNode;

export interface Chapter {
  key: string;
  name: string;
  sayable: Sayable[];
}

export { poleWords as signWords } from '#contract/frameworkSides';

export const signOf = (pole: Target['pole']): string =>
  pole === '+' ? '+' : pole === '-' ? '−' : pole === 'mixed' ? '±' : '·';

/** Elements in their order, each with what can be said of it. */
export function chaptersOf({ id: framework, number, content }: Framework): Chapter[] {
  const version = number ?? 1;
  return content.elements.map((element) => ({
    key: element.key,
    name: element.name,
    sayable: polesOf(element).flatMap(({ side: sign, pole }): Sayable[] => {
      const target = { framework, version, element: element.key, pole: sign };
      const inElement = { element: element.name, setAside: element.setAside !== null };
      if (pole.codes.length === 0)
        return [
          { target: { ...target, code: null }, name: pole.name, definition: pole.definition, ...inElement },
        ];
      return pole.codes.map((code) => ({
        target: { ...target, code: code.key },
        name: code.name,
        definition: code.definition,
        element: element.name,
        setAside: (code.setAside ?? element.setAside) !== null,
      }));
    }),
  }));
}

/** What can be said of elements as a whole: for what no code fits, and for words that cut both ways. */
export function wholesOf({ id: framework, number, content }: Framework): Sayable[] {
  const version = number ?? 1;
  return content.elements.flatMap((one) => {
    const { key: element, name, setAside } = one;
    const base = { definition: '', element: name, setAside: setAside !== null };
    const at = (pole: Target['pole']) => ({ framework, version, element, pole, code: null });
    const named = polesOf(one).flatMap(({ side, pole }) => {
      if (pole.codes.length === 0) return [];
      return [{ ...base, target: at(side), name: pole.name, definition: pole.definition }];
    });
    return [...named, { ...base, target: at('mixed'), name: `${name}, both ways` }];
  });
}

/** Those that have all the words that were typed, in names before definitions. */
export function found(among: readonly Sayable[], typed: string): Sayable[] {
  const wanted = typed.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const inName = (one: Sayable) => has(one.name, wanted);
  const inAll = (one: Sayable) => has(`${one.name} ${one.element} ${one.definition}`, wanted);
  return [...among.filter(inName), ...among.filter((one) => !inName(one) && inAll(one))];
}

function has(text: string, wanted: readonly string[]): boolean {
  const lower = text.toLocaleLowerCase('en-GB');
  return wanted.every((word) => lower.includes(word));
}

/** All that can be said in a framework. */
export const sayablesOf = (framework: Framework): Sayable[] => [
  ...chaptersOf(framework).flatMap(({ sayable }) => sayable),
  ...wholesOf(framework),
];

/** A thing that can be said, to be chosen from a list. */
export const choiceOf = ({ target, name, element }: Sayable): { value: string; label: string } => ({
  value: keyOf(target),
  label: `${signOf(target.pole)} ${name} (${element})`,
});
