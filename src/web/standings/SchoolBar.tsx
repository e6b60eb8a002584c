import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { NamedSchool } from '#contract/people';
import { counted } from '#contract/words';
import { useCalling } from '../ui/learners.ts';
import { Menu } from '../ui/Menu.tsx';
import { schoolStandingQuery } from './queries.ts';
import './schoolBar.css';

interface SchoolBarProps {
  workspace: string;
  /** The school in view; null while it is read. */
  school: NamedSchool | null;
  id: string;
  /** Other schools of somebody who has several. */
  others: readonly NamedSchool[];
  link: (school: NamedSchool) => ReactNode;
  /** The pages of the school. */
  children: ReactNode;
}

/** Which school is in view, what is known of it at a glance, and its pages. */
export function SchoolBar({ workspace, school, id, others, link, children }: SchoolBarProps) {
  const calling = useCalling();
  const { data } = useQuery(schoolStandingQuery(workspace, id));
  const page = data?.page ?? null;
  const facts = [
    ...(typeof page?.group === 'string' ? [page.group] : []),
    ...(typeof page?.pupils === 'number'
      ? [calling(`${counted(page.pupils, 'pupil')} behind its results`)]
      : []),
  ];
  return (
    <div className="schoolbar">
      <div>
        {others.length === 0 ? (
          <strong>{school?.name ?? 'School'}</strong>
        ) : (
          <Menu label={<strong>{school?.name ?? 'School'}</strong>} className="school-pick" align="start">
            {others.map((one) => link(one))}
          </Menu>
        )}
        {facts.length > 0 && <span className="quiet">{facts.join(' · ')}</span>}
        <nav aria-label="School pages">{children}</nav>
      </div>
    </div>
  );
}
