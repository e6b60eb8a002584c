import { Fragment } from 'react';

/** The name of a file, which where it is too long for its place goes on after a dash, not within a word. */
export function FileName({ name }: { name: string }) {
  return name.split(/(?<=[_-])/).map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
