import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Endpoint, InputOf } from '#contract/endpoint';
import { byteRange, type ByteRange } from './byteRange.ts';
import type { ApiRequest, Door } from './door.ts';
import { marked } from './markedFile.ts';
import { route } from './route.ts';

export interface Download {
  fileName: string;
  type: string;
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
}

type AnswerOf<E extends Endpoint> = z.input<E['output']>;
type Handler<E extends Endpoint, A> = (request: ApiRequest, input: InputOf<E>) => Promise<A>;

/** JSON in, JSON out: the ordinary endpoint. */
export function bind<E extends Endpoint>(door: Door, endpoint: E, handler: Handler<E, AnswerOf<E>>): void {
  route(door, endpoint, async (request, input, context) => {
    const answer: unknown = await handler(request, input);
    if (door.strict) checkOutput(endpoint, answer);
    return context.json(answer as object, endpoint.status, { 'cache-control': 'no-store' });
  });
}

/** A file as the answer; out of a workspace whose files bear a mark, with it. */
export function bindDownload<E extends Endpoint>(
  door: Door,
  endpoint: E,
  handler: Handler<E, Download>,
): void {
  route(door, endpoint, async (request, input) => {
    const file = await handler(request, input);
    const mark = 'workspace' in input ? await request.inWorkspace(door.fileMark) : null;
    const { fileName, type, body } = mark === null ? file : marked(file, mark);
    const ascii = fileName.replaceAll(/[^\w.-]+/g, '-');
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        'cache-control': 'no-store',
      },
    });
  });
}

/** A file that is played, whole or in the part that the browser asks for. */
export interface Played {
  type: string;
  length: number;
  read(range: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** A file of which a browser takes the part that it needs: it goes to the middle of an hour without reading half of it. */
export function bindPart<E extends Endpoint>(door: Door, endpoint: E, handler: Handler<E, Played>): void {
  route(door, endpoint, async (request, input, context) => {
    const { type, length, read } = await handler(request, input);
    const range = byteRange(context.req.header('range'), length);
    const headers = { 'content-type': type, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
    if (range === 'beyond')
      return new Response(null, {
        status: 416,
        headers: { ...headers, 'content-range': `bytes */${String(length)}` },
      });
    const { start, end } = range ?? { start: 0, end: length - 1 };
    return new Response(read({ start, end }), {
      status: range === null ? 200 : 206,
      headers: {
        ...headers,
        'content-length': String(end - start + 1),
        ...(range === null
          ? {}
          : { 'content-range': `bytes ${String(start)}-${String(end)}/${String(length)}` }),
      },
    });
  });
}

/** Sends the browser on, to a page of our own. */
export function bindRedirect<E extends Endpoint>(
  door: Door,
  endpoint: E,
  handler: Handler<E, `/${string}`>,
): void {
  route(door, endpoint, async (request, input, context) => {
    const location = await handler(request, input);
    return context.body(null, 303, { location, 'cache-control': 'no-store' });
  });
}

/** An event stream as the answer; a comment every fifteen seconds keeps it open through proxies. */
export function bindEvents<E extends Endpoint>(
  door: Door,
  endpoint: E,
  handler: Handler<E, AsyncGenerator<AnswerOf<E>>>,
): void {
  route(door, endpoint, async (request, input) => {
    const values = await handler(request, input);
    // The first value is waited for here, so that a refusal is an answer of its own and not a stream that breaks.
    const first = await values.next();
    const check = (value: unknown) => {
      if (door.strict) checkOutput(endpoint, value);
    };
    return new Response(streamOf(first, values, check), {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    });
  });
}

const beatMilliseconds = 15_000;

function streamOf<T>(
  first: IteratorResult<T>,
  values: AsyncGenerator<T>,
  check: (value: T) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let beat: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    start: async (controller) => {
      beat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), beatMilliseconds);
      try {
        for (let next = first; next.done !== true; next = await values.next()) {
          check(next.value);
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
        }
        controller.close();
      } catch (error) {
        // The reader may no longer see this, or has gone. A page asks again and is then told why.
        controller.error(error);
      } finally {
        clearInterval(beat);
      }
    },
    cancel: async () => {
      clearInterval(beat);
      await values.return(undefined);
    },
  });
}

/** A field too many is as wrong as one too few: it may be one that nobody should see. */
function checkOutput(endpoint: Endpoint, answer: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(answer));
  const described: unknown = JSON.parse(JSON.stringify(endpoint.output.parse(sent)));
  if (!isDeepStrictEqual(sent, described))
    throw new Error(`${endpoint.id} answers with more than its schema says.`);
}
