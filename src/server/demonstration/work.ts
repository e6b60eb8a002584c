import { adopt, type Shipped } from '../frameworks/index.ts';
import { storeWork, type StoreInput } from '../imports/index.ts';
import type { Blobs } from '../platform/blobs.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Work } from '../platform/work.ts';
import { inventedPeople } from './people.ts';

export const demonstrationKind = 'demonstration.bring';

/** The language of elements that the network speaks in. */
const language = 'school-elements';

interface Input {
  files: StoreInput[];
}

type Store = ReturnType<typeof storeWork>;
type Material = Awaited<ReturnType<Store['read']>>;
type Packed = Awaited<ReturnType<Store['compute']>>;

/**
 * Stores the files one after the other as a person would, then takes the language of elements and adds the people: all of
 * it in one transaction.
 */
export function demonstrationWork(blobs: Blobs, shipped: Shipped): Work<Input, Material[], Packed[]> {
  const store = storeWork(blobs);
  return {
    kind: demonstrationKind,
    read: async (scope, { files }) => {
      const materials: Material[] = [];
      for (const file of files) materials.push(await store.read(scope, file));
      return materials;
    },
    compute: async (materials, tools) => {
      // Read and checked now, so that the transaction that writes does not wait for it.
      shipped.read(language);
      const plans: Packed[] = [];
      for (const material of materials) plans.push(await store.compute(material, tools));
      return plans;
    },
    write: async (scope, { files }, plans, tools) => {
      let values = 0;
      for (const [i, file] of files.entries()) {
        const plan = plans[i];
        if (plan === undefined) throw new Error('A file of the demonstration was not read.');
        const result = await store.write(scope, file, plan, tools);
        values += Number(result['values']);
      }
      await adopt(scope, shipped.read(language));
      const people = await addPeople(scope);
      return { files: files.length, values, people };
    },
  };
}

/** Answers with how many people were added. */
async function addPeople(scope: Scope): Promise<number> {
  const wanted = inventedPeople.flatMap(({ roles }) => roles.flatMap(({ school }) => school ?? []));
  const rows = await scope.sql<{ id: string; reference: string }[]>`
    select id, reference from school_shown where reference = any (${wanted}::text[])`;
  const schools = new Map(rows.map(({ id, reference }) => [reference, id]));
  const people = inventedPeople.flatMap(({ name, roles }) => {
    const id = newId();
    return roles.map(({ role, school }) => ({ id, name, role, school: placed(schools, school) }));
  });
  await scope.sql`select app.add_invented_people(${JSON.stringify(people)}::jsonb)`;
  await scope.audit('people.invite', 'workspace', scope.actor.workspace ?? null, {
    detail: { invented: inventedPeople.length },
  });
  return inventedPeople.length;
}

function placed(schools: ReadonlyMap<string, string>, reference: string | undefined): string | null {
  if (reference === undefined) return null;
  const id = schools.get(reference);
  // Without its school a role would reach over the whole workspace.
  if (id === undefined) throw new Error(`The demonstration has no school ${reference}.`);
  return id;
}
