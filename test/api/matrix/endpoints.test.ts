import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/contract/api.ts';
import { answerTo, inputFor } from './answers.ts';
import { needMore, usedBy } from './inputs.ts';
import { appFor, askers, faultsOf, inWorkspace, makeAsked, standingOf, type Asked } from './standings.ts';

let asked: Asked;
beforeAll(async () => {
  asked = await makeAsked();
});
afterAll(() => asked.world.server.stop());

describe.each(endpoints.map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  it('is answered to each role as promised, and tells nobody what they may not see', async () => {
    const app = appFor(asked);
    const faults: string[] = [];
    for (const name of askers)
      faults.push(...(await faultsOf(asked, app, endpoint, name)).map((fault) => `${name}, ${fault}`));
    expect(faults).toEqual([]);
  });

  it('succeeds for whoever may do it, with what inputs.ts makes for it', async (context) => {
    if (needMore[endpoint.id] !== undefined) return context.skip(`needs ${needMore[endpoint.id] ?? ''}`);
    const { viewer } = standingOf(asked, usedBy[endpoint.id] ?? 'owner', endpoint, 'own');
    const { input } = inputFor(asked.world, asked.known, endpoint, 'own');
    const answer = await answerTo(appFor(asked), viewer, endpoint, input);
    expect(answer.status, `Mend the example in inputs.ts: ${answer.text.slice(0, 300)}`).toBe(
      endpoint.status,
    );
  });
});

describe.each(endpoints.filter(inWorkspace).map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  it('is not found under what is no id, whatever it tries to say', async () => {
    const { viewer } = standingOf(asked, 'owner', endpoint, 'own');
    const { input } = inputFor(asked.world, asked.known, endpoint, 'own');
    for (const workspace of ['no-id', "'||set_config('app.everywhere','yes',true)||'"]) {
      const { status } = await answerTo(appFor(asked), viewer, endpoint, { ...input, workspace });
      expect(status).toBe(404);
    }
  });
});
