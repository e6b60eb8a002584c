import type { ReactNode } from 'react';
import type { StudySchool } from '#contract/studies';

/** How schools are shown: on the screen by name or letter; on paper by letter unless names were asked for. */
export interface Naming {
  by: 'names' | 'letters';
  printed: boolean;
  link: (school: string, name: string) => ReactNode;
}

interface SchoolNameProps {
  school: Pick<StudySchool, 'school' | 'name' | 'letter'>;
  naming: Naming;
}

export function SchoolName({ school, naming }: SchoolNameProps) {
  if (naming.by === 'letters') return school.letter;
  const named = naming.link(school.school, school.name);
  if (naming.printed) return named;
  return (
    <>
      <span className="on-screen">{named}</span>
      <span className="on-paper">{school.letter}</span>
    </>
  );
}
