/** Where somebody was when their session ended, to come back to: a path of our own, whatever the address says. */
export function pathBack(text: string | undefined): string | undefined {
  if (text === undefined || !/^\/(?![/\\])/.test(text) || /^\/(sign-in)?([?#]|$)/.test(text))
    return undefined;
  return text;
}

export function backTo(path: string): { back?: string } {
  const back = pathBack(path);
  return back === undefined ? {} : { back };
}
