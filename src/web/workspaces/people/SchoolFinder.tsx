import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamedSchool } from '#contract/people';
import { schoolsFound, schoolsOffered } from '#contract/words';
import { useRested } from '../../ui/hooks.ts';
import { SchoolChoice } from '../../ui/SchoolChoice.tsx';
import { schoolsQuery } from './queries.ts';

interface SchoolFinderProps {
  workspace: string;
  school: NamedSchool | null;
  error: string | null;
  onSchool: (school: NamedSchool | null) => void;
}

const restMilliseconds = 250;

/** A school in which somebody may hold a role. */
export function SchoolFinder({ workspace, ...choice }: SchoolFinderProps) {
  const [find, setFind] = useState('');
  const asked = useRested(find.trim(), restMilliseconds);
  const { data, error } = useQuery({
    ...schoolsQuery(workspace, asked),
    placeholderData: keepPreviousData,
  });
  return (
    <SchoolChoice
      {...choice}
      label="School"
      find={find}
      offered={data?.schools.slice(0, schoolsOffered) ?? []}
      told={data === undefined ? '' : schoolsFound(data.found, asked)}
      failure={error}
      onFind={setFind}
    />
  );
}
