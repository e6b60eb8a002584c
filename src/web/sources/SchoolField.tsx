import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { listSchools } from '#contract/schools';
import { schoolsFound, schoolsOffered } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useRested } from '../ui/hooks.ts';
import { SchoolChoice } from '../ui/SchoolChoice.tsx';

interface Named {
  id: string;
  name: string;
}

interface SchoolFieldProps {
  workspace: string;
  school: Named | null;
  onSchool: (school: Named | null) => void;
}

const restMilliseconds = 250;

/** The school of which somebody speaks. */
export function SchoolField({ workspace, school, onSchool }: SchoolFieldProps) {
  const [find, setFind] = useState('');
  const asked = useRested(find.trim(), restMilliseconds);
  const { data, error } = useQuery({
    queryKey: ['schools', workspace, 'spoken of', asked],
    queryFn: () => call(connection, listSchools, { workspace, find: asked, from: 0 }),
    placeholderData: keepPreviousData,
  });
  return (
    <SchoolChoice
      label="School"
      school={school}
      error={null}
      find={find}
      offered={asked === '' ? [] : (data?.schools.slice(0, schoolsOffered) ?? [])}
      told={asked === '' || data === undefined ? '' : schoolsFound(data.found, asked)}
      failure={error}
      onFind={setFind}
      onSchool={onSchool}
    />
  );
}
