import { useCallback, useEffect, useMemo, useState } from 'react';
import { mapping as mappingShape, type ColumnRole, type FileImport, type Mapping } from '#contract/imports';
import { asksDirection } from './roles.ts';

interface Kept {
  mapping: Mapping;
  decided: ReadonlySet<number>;
}

/**
 * What every column becomes: what was recognised, changed by hand. It is too long for the page's address, so the
 * browser's tab keeps it: a reload loses no work, and another tab begins anew.
 */
export function useMapping(file: FileImport) {
  const [kept, setKept] = useState<Kept>(() => storedBy(file) ?? recall(file) ?? recognised(file));
  useEffect(() => keep(file, kept), [file, kept]);
  const change = useCallback((column: number, role: ColumnRole) => {
    setKept(({ mapping, decided }) => ({
      mapping: mapping.with(column, role),
      decided: new Set(decided).add(column),
    }));
  }, []);
  const leaveOut = useCallback((columns: readonly number[]) => {
    setKept(({ mapping, decided }) => ({
      mapping: mapping.map((role, i) => (columns.includes(i) ? { becomes: 'ignored' } : role)),
      decided: new Set([...decided, ...columns]),
    }));
  }, []);
  const changePeriod = useCallback((from: string | null, to: string | null) => {
    setKept((before) => ({ ...before, mapping: withPeriod(before.mapping, from, to) }));
  }, []);
  const { mapping, decided } = kept;
  const open = useMemo<ReadonlySet<number>>(
    () => new Set(file.columns.flatMap(({ sure }, i) => (sure || decided.has(i) ? [] : [i]))),
    [file, decided],
  );
  /** What is sent: a measure that could be read either way is left out until somebody has said which. */
  const sent = useMemo(
    () =>
      mapping.map((role, i): ColumnRole => {
        const column = file.columns[i];
        return column !== undefined && open.has(i) && asksDirection(column) ? { becomes: 'ignored' } : role;
      }),
    [file, mapping, open],
  );
  return { mapping, open, sent, change, leaveOut, changePeriod };
}

export type Mapped = ReturnType<typeof useMapping>;

/** Measures of one period are of another; those of further periods stay. */
function withPeriod(mapping: Mapping, from: string | null, to: string | null): Mapping {
  return mapping.map((role) =>
    role.becomes === 'measure' && role.period === from ? { ...role, period: to } : role,
  );
}

/** Of a file that is stored: what it was stored by, whatever was chosen for another one since. */
function storedBy({ state, mapping, columns }: FileImport): Kept | null {
  const isStored = state === 'stored' || state === 'storing';
  return isStored && mapping !== null ? { mapping, decided: new Set(columns.keys()) } : null;
}

function recognised(file: FileImport): Kept {
  // What was chosen for the last file of this kind goes before what is recognised.
  const kept = file.kept?.mapping;
  return {
    mapping: file.columns.map((column, i) => kept?.[i] ?? column.suggestion),
    decided: new Set(kept === undefined ? [] : file.columns.keys()),
  };
}

const keyOf = (file: FileImport) => `reedbed.mapping.${file.id}`;

function keep(file: FileImport, { mapping, decided }: Kept): void {
  if (decided.size === 0) return;
  try {
    sessionStorage.setItem(keyOf(file), JSON.stringify({ mapping, decided: [...decided] }));
  } catch {
    // Storage is full or switched off: the page works, and a reload begins anew.
  }
}

function recall(file: FileImport): Kept | null {
  try {
    const text = sessionStorage.getItem(keyOf(file));
    if (text === null) return null;
    const { mapping, decided } = JSON.parse(text) as { mapping: unknown; decided: number[] };
    const read = mappingShape.parse(mapping);
    return read.length === file.columns.length ? { mapping: read, decided: new Set(decided) } : null;
  } catch {
    return null;
  }
}
