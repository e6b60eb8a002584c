import type { ReactNode } from 'react';

export interface Sort<K extends string> {
  by: K;
  down: boolean;
}

interface SortHeaderProps<K extends string> {
  name: K;
  sort: Sort<K>;
  onSort: (sort: Sort<K>) => void;
  className?: string;
  /** Whether the first press puts the most first, as one asks of counts. */
  mostFirst?: boolean;
  children: ReactNode;
}

/** A column heading that sorts: a button inside the heading, the order said in `aria-sort`. */
export function SortHeader<K extends string>({
  name,
  sort,
  onSort,
  className,
  mostFirst = false,
  children,
}: SortHeaderProps<K>) {
  const on = sort.by === name;
  const order = sort.down ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={on ? order : 'none'}>
      <button
        type="button"
        className="sorter"
        onClick={() => {
          onSort({ by: name, down: on ? !sort.down : mostFirst });
        }}
      >
        {children}
        <span aria-hidden="true">{on ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}
