// What a person does first, as plain JavaScript for any Node: `visit.js wait ORIGIN` until the server is healthy, then
// `visit.js me LINK` signs in by the link and prints the workspaces. For test/fresh.sh.
const patience = 180_000;
const pause = 250;

const [, , act, address] = process.argv;
if (act === 'wait') await waitFor(`health of ${address}`, () => isHealthy(address));
else if (act === 'me') console.log(JSON.stringify(await workspacesOf(new URL(address))));
else throw new Error(`visit.js knows wait and me, not ${act}.`);

async function isHealthy(origin) {
  const answer = await fetch(`${origin}/api/health`).catch(() => null);
  return answer?.ok === true;
}

/** Signs in, waits for what comes with the product to be there and lists what the person may see. */
async function workspacesOf(link) {
  const token = link.hash.slice(1);
  const signedIn = await post(`${link.origin}/api/sign-in`, { token });
  if (!signedIn.ok)
    throw new Error(`Signing in was answered with ${signedIn.status}: ${await signedIn.text()}`);
  const again = await post(`${link.origin}/api/sign-in`, { token });
  if (again.ok) throw new Error('The sign-in link worked a second time.');
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const get = async (path) => {
    const answer = await fetch(`${link.origin}${path}`, { headers: { cookie: cookie.join('; ') } });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  let workspaces = [];
  await waitFor('the example with its 6194 schools and the demonstration with its 214', async () => {
    const me = await get('/api/me');
    workspaces = await Promise.all(me.workspaces.map(({ id }) => get(`/api/workspaces/${id}`)));
    const has = (wanted, number) =>
      workspaces.some(({ kind, schools }) => kind === wanted && schools === number);
    return has('example', 6194) && has('demonstration', 214);
  });
  return workspaces.map(({ id, name, schools }) => ({ id, name, schools }));
}

function post(url, body) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  });
}

async function waitFor(what, isThere) {
  for (const end = Date.now() + patience; !(await isThere());) {
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} seconds in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
