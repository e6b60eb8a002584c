import { addMember, addSchool, type Client, type TestServer } from './server.ts';

/** A network of two schools, with its owner. */
export interface Network {
  owner: Client;
  workspace: string;
  alder: string;
  heron: string;
}

export async function startNetwork(server: TestServer): Promise<Network> {
  const owner = await server.person('Ines Marlow');
  const workspace = (await owner.workspace('Marram')).id;
  const alder = await addSchool(server, workspace, { name: 'Alder Road', reference: '1' });
  const heron = await addSchool(server, workspace, { name: 'Heron Hill', reference: '2' });
  return { owner, workspace, alder, heron };
}

/** Somebody who holds these roles in the workspace. */
export async function memberOf(
  server: TestServer,
  workspace: string,
  name: string,
  ...roles: Parameters<typeof addMember>[3][]
): Promise<Client> {
  const client = await server.person(name);
  for (const role of roles) await addMember(server, workspace, client, role);
  return client;
}
