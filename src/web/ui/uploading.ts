import type { Connection, FetchResponse } from '#contract/client';

/** A connection that tells how many bytes of a body have gone out, which `fetch` cannot. */
export function uploading(onSent: (sent: number, total: number) => void): Connection {
  return { origin: '', fetch: (url, init) => send(url, init, onSent) };
}

interface Init {
  method: string;
  headers: Record<string, string>;
  body?: never;
}

function send(
  url: string,
  init: Init,
  onSent: (sent: number, total: number) => void,
): Promise<FetchResponse> {
  return new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.open(init.method, url);
    for (const [name, value] of Object.entries(init.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onSent(event.loaded, event.total);
    request.onload = () => {
      const { status, responseText } = request;
      const json = () => Promise.resolve().then(() => JSON.parse(responseText) as unknown);
      answered({ ok: status >= 200 && status < 300, status, json });
    };
    request.onerror = () => failed(new TypeError('The network broke off while the file was being sent.'));
    request.send(init.body ?? null);
  });
}
