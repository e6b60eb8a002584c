import type { Findings } from '#contract/identificationFindings';
import type { Filter, List } from './rows.ts';

const names: Record<List, string> = {
  both: 'Resilient and struggling',
  resilient: 'Resilient',
  struggling: 'Struggling',
  all: 'All with all values',
  'left out': 'Left out: a value is missing',
};

interface TableFiltersProps {
  filter: Filter;
  findings: Findings;
  onChange: (change: Partial<Filter>) => void;
}

export function TableFilters({ filter, findings, onChange }: TableFiltersProps) {
  const { groups, grouping, shown } = findings;
  const choices = Object.keys(names) as List[];
  return (
    <div className="filters no-print">
      <label className="field">
        <span className="label">List</span>
        <select
          className="input"
          value={filter.list}
          onChange={(event) => onChange({ list: event.target.value as List })}
        >
          {choices.map((list) => (
            <option key={list} value={list}>
              {names[list]}
            </option>
          ))}
        </select>
      </label>
      {groups.length > 1 && (
        <label className="field">
          <span className="label">{grouping ?? 'Group'}</span>
          <select
            className="input"
            value={filter.group}
            onChange={(event) => onChange({ group: Number(event.target.value) })}
          >
            <option value={-1}>{shown.every(Boolean) ? 'Every one' : 'Every one shown'}</option>
            {groups.map((group, g) => (
              <option key={group.group} value={g}>
                {group.group}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        <span className="label">Name contains</span>
        <input
          className="input"
          type="search"
          value={filter.find}
          onChange={(event) => onChange({ find: event.target.value })}
        />
      </label>
    </div>
  );
}
