import {
  Component,
  lazy,
  Suspense,
  useEffect,
  type ComponentType,
  type LazyExoticComponent,
  type ReactNode,
} from 'react';
import { usePainted } from './hooks.ts';

/** The code of a part did not come, though that of the page did. */
class NotLoaded extends Error {}

/** A part whose code is asked for when it is first drawn, which `Late` does once the page has its answer. */
export function latePart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      (cause: unknown) => {
        throw new NotLoaded('A part of the page did not come.', { cause });
      },
    ),
  );
}

interface LateProps {
  /** What it is, where it has to be said that it did not come: `Drawing schools`. */
  what: string;
  /** The class of the empty place that is held until then, so that nothing moves when it comes. */
  room?: string;
  children: ReactNode;
}

/** Once a page has stood, code is here or on its way: whoever comes back finds the page as long as they left it. */
let stood = false;

/** What is not read first: drawn when the rest has been painted, and its code loaded no sooner than that. */
export function Late({ what, room, children }: LateProps) {
  const painted = usePainted() || stood;
  useEffect(() => {
    stood ||= painted;
  }, [painted]);
  const place = room === undefined ? null : <div className={room} />;
  if (!painted) return place;
  return (
    <Caught what={what}>
      <Suspense fallback={place}>{children}</Suspense>
    </Caught>
  );
}

/** Says in its place what did not come. Files of a page that was opened before an update are gone: it is loaded anew. */
class Caught extends Component<{ what: string; children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!(error instanceof NotLoaded)) throw error;
    return (
      <div role="alert" className="no-print">
        <p className="err">
          {this.props.what} could not be loaded. Either the server cannot be reached, or it was updated since
          this page was opened. The rest of the page stands.
        </p>
        <p>
          <button type="button" className="btn line small" onClick={() => location.reload()}>
            Load the page again
          </button>
        </p>
      </div>
    );
  }
}
