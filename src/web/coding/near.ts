import { flushSync } from 'react-dom';

/** Tells once when an element comes near what is looked at: one observer for all, because a document has thousands. */

const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | null = null;

/** How far beyond the edge is near, of a column that scrolls by itself too. */
const near = { rootMargin: '600px 0px', scrollMargin: '600px 0px' };

export function watchNear(element: Element, onNear: () => void): () => void {
  observer ??= observe();
  const own = observer;
  waiting.set(element, onNear);
  own.observe(element);
  return () => {
    waiting.delete(element);
    own.unobserve(element);
  };
}

function observe(): IntersectionObserver {
  const made = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) come(made, target);
  }, near);
  // On paper everything is near, and what it holds too.
  addEventListener('beforeprint', () => {
    for (let round = 0; round < 3 && waiting.size > 0; round++)
      flushSync(() => {
        for (const element of waiting.keys()) come(made, element);
      });
  });
  return made;
}

function come(own: IntersectionObserver, element: Element): void {
  own.unobserve(element);
  const onNear = waiting.get(element);
  waiting.delete(element);
  onNear?.();
}
