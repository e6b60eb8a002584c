import { useCallback, useEffect, useState } from 'react';
import { mapping as mappingShape, type ColumnRole, type FileImport, type Mapping } from '#contract/imports';

interface Kept {
  mapping: Mapping;
  decided: ReadonlySet<number>;
}

/**
 * What every column becomes: what was recognised, changed by hand. It is too long for the page's address, so the
 * browser's tab keeps it: a reload loses no work, and another tab begins anew.
 */
export function useMapping(file: FileImport) {
  const [kept, setKept] = useState<Kept>(() => recall(file) ?? recognised(file));
  useEffect(() => keep(file, kept), [file, kept]);
  const change = useCallback((column: number, role: ColumnRole) => {
    setKept(({ mapping, decided }) => ({
      mapping: mapping.with(column, role),
      decided: new Set(decided).add(column),
    }));
  }, []);
  return { ...kept, change };
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
