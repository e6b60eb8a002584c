import type { ReactNode } from 'react';

/** A line that opens: for what is long on a narrow screen. A link to something inside opens it too, and paper shows it all. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="folded">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
