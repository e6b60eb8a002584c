import { useEffect } from 'react';
import { urlOf } from '#contract/client';
import { atDesk, followCoding } from '#contract/coding';
import type { Desk } from './desk.ts';

/** Shows who else is at the desk and what they do there, as it happens. Blind coders have no company. */
export function useCompany(desk: Desk, blind: boolean): void {
  useEffect(() => {
    if (blind) return;
    const { workspace, source } = desk.place;
    const stream = new EventSource(urlOf(followCoding, { workspace, source }));
    let isFirst = true;
    let wasHere = false;
    stream.addEventListener('open', () => {
      isFirst = true;
    });
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      const { people, changes } = atDesk.parse(JSON.parse(event.data));
      desk.receive(changes, people);
      // Something may have been done between reading and hearing of it, or while the line was down.
      if (isFirst && (wasHere || people.length > 0)) void desk.refresh().catch(() => {});
      isFirst = false;
      wasHere = true;
    });
    return () => stream.close();
  }, [desk, blind]);
}
