import * as contract from '#contract/history';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { checkChain, type Frame, type SealedLine } from './chain.ts';
import { tableOf, trailOf, type Named } from './files.ts';
import { namesIn, peopleInTrail, readFrame, readLines, readPage, readSealed, type Filter } from './store.ts';

export function bindHistory(door: Door): void {
  bind(door, contract.listHistory, (request, { workspace: _, before, ...filter }) =>
    request.inWorkspace(async (scope) => {
      const [page, people] = await Promise.all([readPage(scope, filter, before), peopleInTrail(scope)]);
      return { ...page, people };
    }),
  );

  // Whoever reads all of the trail has asked for their own lines here.
  bind(door, contract.ownHistory, (request, { before }) =>
    request.inWorkspace((scope) => readPage(scope, { who: scope.actor.person }, before)),
  );

  bindDownload(door, contract.historyTable, (request, { workspace: _, ...filter }) =>
    begun({
      fileName: 'what-happened.csv',
      type: 'text/csv; charset=utf-8',
      pieces: tableOf(pagesOf(request, filter)),
    }),
  );

  bindDownload(door, contract.historyTrail, async (request, { workspace }) => {
    const around = await request.inWorkspace((scope) => readFrame(scope, workspace));
    return begun({
      fileName: 'audit-trail.jsonl',
      type: 'application/jsonl; charset=utf-8',
      pieces: trailOf(around, sealedPages(request, around)),
    });
  });

  bind(door, contract.historyChain, async (request, { workspace }) => {
    const around = await request.inWorkspace((scope) => readFrame(scope, workspace));
    return checkChain(around, sealedPages(request, around));
  });
}

const linesAtOnce = 2000;

/** Page after page, each in a transaction of its own: a slow reader holds none open. */
async function* pagesOf(request: ApiRequest, filter: Filter): AsyncGenerator<Named> {
  for (let last: number | undefined; ;) {
    const before = last;
    const page = await request.inWorkspace(async (scope) => {
      const lines = await readLines(scope, filter, before, linesAtOnce);
      return { lines, names: await namesIn(scope, lines) };
    });
    yield page;
    const { lines } = page;
    if (lines.length < linesAtOnce) return;
    last = lines.at(-1)?.sequence;
  }
}

async function* sealedPages(request: ApiRequest, around: Frame): AsyncGenerator<readonly SealedLine[]> {
  const { workspace, begin, head } = around;
  for (let last = begin.sequence; last < head.sequence;) {
    const after = last;
    const page = await request.inWorkspace((scope) => readSealed(scope, workspace, after, head.sequence));
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)?.line.sequence ?? head.sequence;
  }
}

interface Pieces {
  fileName: string;
  type: string;
  pieces: AsyncGenerator<string>;
}

/** The first piece is waited for, so that a refusal is an answer of its own and not a file that breaks off. */
async function begun({ fileName, type, pieces }: Pieces) {
  const first = await pieces.next();
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> = Promise.resolve(first);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const piece = await next;
      if (piece.done === true) return controller.close();
      controller.enqueue(encoder.encode(piece.value));
      next = pieces.next();
      next.catch(() => undefined);
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
  return { fileName, type, body };
}
