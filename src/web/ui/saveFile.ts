import { fromProblem, problem } from '#contract/problem';

/** Hands a file over as if it had been linked. */
export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The name that the server gives a file. */
export function servedName(response: Response, otherwise: string): string {
  const said = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  return encoded === undefined
    ? (/filename="([^"]+)"/.exec(said)?.[1] ?? otherwise)
    : decodeURIComponent(encoded);
}

/** Fetches a file that may be refused, so that the page can say why; throws `ProblemError`. */
export async function saveFile(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) {
    const parsed = problem.safeParse(await response.json().catch(() => undefined));
    if (parsed.success) throw fromProblem(parsed.data);
    throw new Error(`the server answered ${String(response.status)}.`);
  }
  saveBlob(await response.blob(), servedName(response, 'file'));
}
