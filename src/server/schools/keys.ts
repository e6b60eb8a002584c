import { createHash } from 'node:crypto';
import { allPupils } from '#contract/measureKinds';
import { ProblemError } from '#contract/problem';

/** What an address may hold of one key. */
const longest = 120;

/** In addresses this stands for all schools together, so no grouping can bear it. */
const allTogether = 'all';

/** A short name for addresses, made from what people read: `Score, 2000` → `score-2000`. */
export function measureKey(label: string, period: string | null, pupilGroup = allPupils): string {
  return capped(slug(`${label} ${pupilGroup === allPupils ? '' : pupilGroup} ${period ?? ''}`));
}

export function groupingKey(label: string): string {
  return capped(slug(label));
}

/** Why no key can be made of a label, as the end of a sentence; null where one can. */
export function labelFault(becomes: 'group' | 'measure', label: string): string | null {
  if (slug(label) === '') return 'holds no letter and no digit';
  if (becomes === 'group' && groupingKey(label) === allTogether) return 'stands for all schools together';
  return null;
}

/** Capitals and spaces apart, the same words. */
export function isSameLabel(one: string, other: string): boolean {
  const plain = (label: string) => label.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return plain(one) === plain(other);
}

/** One key, one label: another label under the same key would take its place in silence. Null where they are the same. */
export function otherLabelFault(
  kind: 'grouping' | 'measure',
  label: string,
  known: string | undefined,
): string | null {
  if (known === undefined || isSameLabel(label, known)) return null;
  return (
    `‘${label}’ and the ${kind} ‘${known}’ that is already here cannot be told apart in addresses. ` +
    'If they are the same, label it alike; if not, give it another label.'
  );
}

export function refuseOtherLabel(kind: 'grouping' | 'measure', label: string, known: string): void {
  const fault = otherLabelFault(kind, label, known);
  if (fault !== null) throw new ProblemError('invalid', fault);
}

/** Accents of Latin letters go; the marks of other scripts are part of their letters and stay. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** What is cut off is told by a hash, so that two long labels that begin alike stay two. */
function capped(key: string): string {
  if (key.length <= longest) return key;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
  // A letter of two units is not cut in half.
  const start = key.slice(0, longest - 9).replace(/[\ud800-\udbff]$/, '');
  return `${start}-${hash}`;
}
