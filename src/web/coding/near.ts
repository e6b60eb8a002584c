import { flushSync } from 'react-dom';

/**
 * Tells when an element comes near what is looked at, and when it is far again: one observer for all, because a document
 * has thousands.
 */
type Tell = (near: boolean, height: number) => void;

const watched = new Map<Element, Tell>();
let observer: IntersectionObserver | null = null;

/** How far beyond the edge is near, of a column that scrolls by itself too. */
const near = { rootMargin: '1500px 0px', scrollMargin: '1500px 0px' };

export function watchNear(element: Element, tell: Tell): () => void {
  observer ??= observe();
  const own = observer;
  watched.set(element, tell);
  own.observe(element);
  return () => {
    watched.delete(element);
    own.unobserve(element);
  };
}

function observe(): IntersectionObserver {
  // On paper everything is near: first what holds the words, then the words in it.
  addEventListener('beforeprint', () => {
    for (let round = 0; round < 2; round++)
      flushSync(() => {
        for (const tell of watched.values()) tell(true, 0);
      });
  });
  return new IntersectionObserver((entries) => {
    for (const { isIntersecting, target, boundingClientRect } of entries)
      watched.get(target)?.(isIntersecting, boundingClientRect.height);
  }, near);
}
