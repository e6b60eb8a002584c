import type { Role } from '#contract/workspaces';

/** Somebody who does not exist; `school` is the reference of the one in which the role is held. */
interface Invented {
  name: string;
  roles: readonly { role: Exclude<Role, 'owner'>; school?: string }[];
}

const alderRoad = '900214';
const heronHill = '900377';
const lindenPark = '900318';
const sedgeLane = '900231';
const coleStreet = '900286';

/**
 * Every role but one: the owner is the person who runs the server, because a workspace must not belong to nobody who can
 * sign in.
 */
export const inventedPeople: readonly Invented[] = [
  { name: 'Ines Marlow', roles: [{ role: 'partnership lead' }] },
  { name: 'Judith Cray', roles: [{ role: 'coordinator' }] },
  { name: 'Grace Okafor', roles: [{ role: 'school leader', school: alderRoad }] },
  { name: 'Tom Reeve', roles: [{ role: 'school leader', school: lindenPark }] },
  { name: 'Daniel Achebe', roles: [{ role: 'school leader', school: heronHill }] },
  { name: 'Saira Khan', roles: [{ role: 'staff', school: heronHill }] },
  { name: 'Marta Lis', roles: [{ role: 'staff', school: sedgeLane }] },
  { name: 'Owen Pryce', roles: [{ role: 'staff', school: coleStreet }] },
  { name: 'Ruth Maddox', roles: [{ role: 'researcher' }] },
  { name: 'Ivo Strand', roles: [{ role: 'researcher' }] },
  { name: 'Lena Brook', roles: [{ role: 'researcher' }] },
  { name: 'Peter Hallam', roles: [{ role: 'evaluator' }] },
  { name: 'Nell Ashdown, Parents’ forum', roles: [{ role: 'partner' }] },
  { name: 'Wilma Dray', roles: [{ role: 'viewer', school: alderRoad }] },
  { name: 'Colin Tarn', roles: [{ role: 'viewer', school: lindenPark }] },
  { name: 'Hugh Sandling', roles: [{ role: 'viewer' }] },
];
