import * as contract from '../../src/contract/coding.ts';
import type { Command, Target } from '../../src/contract/coding.ts';
import { importFramework, publishFramework } from '../../src/contract/frameworks.ts';
import { bringSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { smallFramework } from './frameworks.ts';
import { addMember, testServer, type Client, type TestServer } from './server.ts';

const talk = 'Interviewer: How did it begin?\nHead: With the boiler \u{1F600}. People stopped at the gate.\n';

type CodeOn = Target & { id: string; suggested?: true };

/** A workspace with three researchers, a framework to code with, and what they do at the desk. */
export interface CodingWorld {
  server: TestServer;
  owner: Client;
  rosa: Client;
  tom: Client;
  ida: Client;
  workspace: string;
  framework: string;
  /** A new source with the words of `talk`. */
  bring(): Promise<string>;
  meets(): CodeOn;
  told(): CodeOn;
  codeAt(from: number, to: number, codes?: CodeOn[]): Extract<Command, { do: 'code' }>;
  does(client: Client, source: string, command: Command): Promise<contract.Done>;
  read(client: Client, source: string): Promise<contract.CodingState & { codings: contract.Codings }>;
  undo(client: Client, source: string): Promise<contract.Done>;
  /** What was coded, as `12–20 meets-daily Rosa`. */
  seen(client: Client, source: string): Promise<string[]>;
}

export async function codingWorld(): Promise<CodingWorld> {
  const server = await testServer();
  const owner = await server.person('Olga');
  const [rosa, tom, ida] = await Promise.all([
    server.person('Rosa'),
    server.person('Tom'),
    server.person('Ida'),
  ]);
  const workspace = (await owner.workspace()).id;
  for (const one of [rosa, tom, ida]) await addMember(server, workspace, one, 'researcher');
  const file = new TextEncoder().encode(JSON.stringify(smallFramework));
  const framework = (await owner.call(importFramework, { workspace }, file)).id;
  await owner.call(publishFramework, { workspace, framework, reason: 'To code with.' });
  const meets = (): CodeOn => ({
    id: newId(),
    framework,
    version: 1,
    element: 'parents',
    pole: '+',
    code: 'meets-daily',
  });
  const read = (client: Client, source: string) => client.call(contract.readCoding, { workspace, source });
  return {
    server,
    owner,
    rosa,
    tom,
    ida,
    workspace,
    framework,
    bring: async () =>
      (await rosa.call(bringSource, { workspace, name: 'Alder Road.txt' }, new TextEncoder().encode(talk)))
        .id,
    meets,
    told: () => ({ ...meets(), pole: '-', code: 'told' }),
    codeAt: (start, end, codes = [meets()]) => ({ do: 'code', quotation: newId(), start, end, codes }),
    does: (client, source, command) => client.call(contract.changeCoding, { workspace, source, command }),
    read,
    undo: (client, source) => client.call(contract.undoCoding, { workspace, source }),
    seen: async (client, source) => wordsOf((await read(client, source)).codings),
  };
}

function wordsOf({ quotations, evidence, targets, people }: contract.Codings): string[] {
  return evidence.id
    .map((_, i) => {
      const q = evidence.quotation[i] ?? -1;
      const { code, element } = targets[evidence.target[i] ?? -1] ?? { code: '?', element: '?' };
      const by = people[quotations.by[q] ?? -1]?.name ?? '?';
      return `${String(quotations.start[q])}–${String(quotations.end[q])} ${code ?? element} ${by}`;
    })
    .toSorted();
}
