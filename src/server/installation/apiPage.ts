import { pathKeys, type Endpoint } from '#contract/endpoint';
import { problemKinds } from '#contract/problem';

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

/** A file of its own, because no page may bring styles within it. */
export const apiStyle = `:root { color-scheme: light dark; }
body { font: 17px/1.5 "Source Sans 3", "Segoe UI", Arial, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1.25rem; }
h1, h2 { font-family: "Source Serif 4", Georgia, serif; font-weight: 500; }
table { width: 100%; border-collapse: collapse; font-size: 15px; }
th { text-align: left; border-bottom: 1.5px solid; }
th, td { padding: 6px 16px 6px 0; vertical-align: top; }
td { border-bottom: 1px solid #8884; }
code { font-size: 14px; overflow-wrap: anywhere; }
`;

/** The interface for people: every endpoint in a sentence. Made from the contract, like openapi.json beside it. */
export function apiPage(endpoints: readonly Endpoint[], version: string): string {
  const features = Map.groupBy(endpoints, (endpoint) => endpoint.id.split('.')[0] ?? '');
  const sections = [...features].map(
    ([feature, list]) => `<h2>${escape(feature)}</h2><table><thead><tr><th scope="col">Request</th>
      <th scope="col">What it does</th><th scope="col">Takes</th><th scope="col">Who may</th></tr></thead>
      <tbody>${list.map(rowOf).join('')}</tbody></table>`,
  );
  const problems = Object.entries(problemKinds).map(
    ([kind, { status, title }]) =>
      `<tr><td>${String(status)}</td><td>${kind}</td><td>${escape(title)}</td></tr>`,
  );
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Interface of Reedbed</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/api.css">
</head><body><main><h1>The interface of Reedbed ${escape(version)}</h1>
<p>Whatever the pages do goes through these requests; programs may use them too. A session cookie comes from a
sign-in link (<code>POST /api/sign-in</code>). The exact shapes are in <a href="/api/openapi.json">openapi.json</a>.</p>
${sections.join('\n')}
<h2>What can go wrong</h2><p>Every refusal is a problem as RFC 9457 describes it, with where the fault lies and what to do.</p>
<table><thead><tr><th scope="col">Status</th><th scope="col">Kind</th><th scope="col">Title</th></tr></thead><tbody>${problems.join('')}</tbody></table>
</main></body></html>`;
}

function rowOf(endpoint: Endpoint): string {
  const inPath = new Set(pathKeys(endpoint.path));
  const takes = Object.keys(endpoint.input.shape).filter((key) => !inPath.has(key));
  const body = endpoint.form === 'upload' ? ['the file as the body'] : [];
  const who =
    endpoint.act === 'public' ? 'anybody' : endpoint.act === 'person' ? 'anybody signed in' : endpoint.act;
  const cells = [
    `<code>${endpoint.method} ${escape(endpoint.path)}</code>`,
    escape(endpoint.summary) +
      (endpoint.form === 'json' || endpoint.form === 'upload' ? '' : ` (${endpoint.form})`),
    escape([...takes, ...body].join(', ') || '–'),
    escape(who),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
