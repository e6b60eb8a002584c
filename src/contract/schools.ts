import { allPupils } from './imports.ts';

/** What people read of a measure: about whom it is, unless it is about all. */
export function measureTitle({ label, pupilGroup }: { label: string; pupilGroup: string }): string {
  return pupilGroup === allPupils ? label : `${label}: ${pupilGroup}`;
}
