import type { Invitation } from '#contract/invitations';
import type { Member } from '#contract/people';
import type { OtherNetwork } from '#contract/settings';
import { capital, counted, inWords, listed } from '#contract/words';
import type { Sight } from '#contract/workspaces';
import { dayOf, dayWords, timeOf } from '../../ui/days.ts';

interface Lede {
  before: string;
  bold: string;
  after: string;
}

/** Who is here and how far they see, as far as whoever reads it may know. */
export function lede(people: readonly Member[], sight: Sight): Lede {
  if (sight === 'own' || sight === 'shared') return ledeOfOwn(people, sight);
  if (people.length === 1) {
    return {
      before: 'Nobody but you works here yet. ',
      bold: 'Whoever you invite sees what their role allows',
      after: ' and nothing beyond it.',
    };
  }
  const named = people.filter((one) => one.sight === 'all').length;
  const schools = new Set(people.flatMap((one) => one.roles.map((role) => role.school?.id ?? '')));
  schools.delete('');
  const ofSchools = people.filter((one) => one.roles.some((role) => role.school !== null)).length;
  const some = ofSchools === people.length ? '' : `${ofSchools === 1 ? 'one' : 'some'} of them `;
  const from =
    schools.size === 0
      ? ''
      : `, ${some}for ${inWords(schools.size)} ${schools.size === 1 ? 'school' : 'schools'}`;
  const rest = people.length - named;
  const who =
    named === people.length
      ? 'All of them see'
      : `${capital(inWords(named))} of them ${named === 1 ? 'sees' : 'see'}`;
  return {
    before: `${capital(inWords(people.length))} people work here${from}. `,
    bold: `${who} every school by name;`,
    after:
      rest === 0
        ? ' nobody else sees any.'
        : ` the other ${rest === 1 ? 'one sees' : `${inWords(rest)} see`} less, as their roles say.`,
  };
}

function ledeOfOwn(people: readonly Member[], sight: 'own' | 'shared'): Lede {
  const others = people.filter((one) => !one.you).length;
  return {
    before: `You know of ${others === 0 ? 'nobody else' : `${inWords(others)} other ${others === 1 ? 'person' : 'people'}`} here: `,
    bold:
      sight === 'own'
        ? 'those of your school and those who run the workspace.'
        : 'those who run the workspace.',
    after: ' Others may belong to it whom you do not see.',
  };
}

/** `Owner, partnership lead`. */
export function rolesOf(member: Pick<Member, 'roles' | 'grants'>): string {
  const names = [...new Set(member.roles.map((one) => one.role as string))];
  // Of another school, whose roles the reader does not see.
  if (names.length === 0) return member.grants.length > 0 ? 'Guest' : 'no role any more';
  return capital(names.join(', '));
}

/** Which schools somebody sees, and which for a while. Who does not see them all is not told how many there are. */
export function schoolsOf(
  member: Pick<Member, 'roles' | 'grants' | 'sight'>,
  schools: number | null,
): string {
  const own = [...new Set(member.roles.flatMap((one) => (one.school === null ? [] : [one.school.name])))];
  const far = {
    all: schools === null ? 'all schools' : `all ${counted(schools, 'school')}`,
    letters: 'all, under letters',
    own: '',
    shared: '',
  };
  const shown = member.grants.map((one) => `sees ${one.school.name} until ${dayOf(one.until)}`);
  const parts = [...(far[member.sight] === '' ? [] : [far[member.sight]]), ...own, ...shown];
  return parts.length === 0 ? 'what is shared' : parts.join('; ');
}

export function openHeading(invitations: readonly Invitation[]): string {
  const open = invitations.filter((one) => one.open).length;
  if (open === 0) return 'No invitation is open';
  return `${capital(inWords(open))} ${open === 1 ? 'invitation is' : 'invitations are'} open`;
}

/** `sent 18 November, open until 2 December`. */
export function spanOf({ sent, until, open }: Pick<Invitation, 'sent' | 'until' | 'open'>): string {
  return `sent ${dayOf(sent)}, ${open ? 'open until' : 'ended unanswered on'} ${dayOf(until)}`;
}

/** One sentence for each network: which of our schools belong to it as well. */
export function networkSentences(networks: readonly OtherNetwork[]): string[] {
  return [...new Set(networks.map((one) => one.name))].map((name) => {
    const schools = networks.filter((one) => one.name === name).map((one) => one.school.name);
    return `${listed(schools)} also ${schools.length === 1 ? 'belongs' : 'belong'} to ${name}.`;
  });
}

/** `today, 08:42`, `yesterday`, `Friday`, `2 November`, `not yet`. */
export function seenWords(moment: string | null, now = new Date()): string {
  if (moment === null) return 'not yet';
  const day = dayWords(moment, now);
  return day === 'today' ? `today, ${timeOf(moment)}` : day;
}

/** Whether any of the words shown of somebody hold what was typed. */
export function matches(member: Member, find: string): boolean {
  const wanted = find.trim().toLocaleLowerCase('en-GB');
  const schools = [...member.roles, ...member.grants].map((one) => one.school?.name ?? '');
  return [member.name, rolesOf(member), ...schools].some((text) =>
    text.toLocaleLowerCase('en-GB').includes(wanted),
  );
}
