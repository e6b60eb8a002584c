import { keyOf } from '#contract/coding';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import type { CodeOn } from '#contract/codingChanges';
import { playOrPause } from '../ui/hearing.ts';
import { useStable } from '../ui/hooks.ts';
import { Bar } from './Bar.tsx';
import { blockAt, blocksOf, wordsAt } from '#contract/laidText';
import type { OpenedProps } from './CodingPage.tsx';
import { Codebook } from './Codebook.tsx';
import { chaptersOf, wholesOf, type Sayable } from './codebook.ts';
import { ownId, type Desk } from './desk.ts';
import { keyPressed } from './keys.ts';
import type { Run } from './marks.ts';
import { NewCodeDialog } from './NewCodeDialog.tsx';
import { Picker } from './Picker.tsx';
import { rangeOf } from './places.ts';
import { Recording, secondsAt } from './Recording.tsx';
import { showBlock } from './Section.tsx';
import { Side } from './Side.tsx';
import { Text } from './Text.tsx';
import { useNames } from './useNames.ts';

interface DeskViewProps extends OpenedProps {
  desk: Desk;
}

type At = { left: number; top: number; bottom: number };

export function DeskView(props: DeskViewProps) {
  const { desk, coding, frameworks, frameworksLink } = props;
  useSyncExternalStore(desk.subscribe, desk.version);
  useWarning(desk);
  const region = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const player = useRef<HTMLAudioElement>(null);
  const book = useBook(props);
  const [picking, setPicking] = useState<At | null>(null);
  const [naming, setNaming] = useState<string | null>(null);
  const { mayCode } = coding;
  const say = useCallback(
    ({ target }: Pick<Sayable, 'target'>) => {
      setPicking(null);
      setNaming(null);
      if (mayCode) desk.say(target);
      region.current?.focus({ preventScroll: true });
    },
    [desk, mayCode],
  );
  useOpening(desk, region, props.opensAt);
  const said = useSaid(desk);
  const pick = () => {
    if (desk.chosen === null || !mayCode) find.current?.focus();
    else setPicking(placeOf(desk, region.current));
  };
  const hear = () => {
    if (player.current !== null) playOrPause(player.current, secondsAt(desk, props.text));
    return player.current !== null;
  };
  const inVivo = (name: string) => {
    setPicking(null);
    if (book.open !== undefined) setNaming(name === '' ? chosenWords(desk) : name);
  };
  const { nameOf } = book;
  const nameOfRun = useCallback((run: Run) => (run.code === null ? '' : nameOf(run.code)), [nameOf]);
  return (
    <div className="desk">
      <Bar {...props} />
      <div className="columns">
        {frameworks.length === 0 ? (
          <div className="book">
            <p className="quiet">There is no framework to code with yet.</p>
            <p className="note">{frameworksLink('Take one, or begin your own')}</p>
          </div>
        ) : (
          <Codebook
            {...book}
            counts={desk.hanging.counts}
            said={said}
            find={find}
            frameworks={frameworks}
            onSay={say}
            codeMemo={props.codeMemo}
          />
        )}
        <Text
          desk={desk}
          region={region}
          nameOf={nameOfRun}
          onKey={(event) =>
            keyPressed(event, {
              desk,
              mayCode,
              keyed: book.keyed,
              say,
              pick,
              hear,
              inVivo: () => inVivo(''),
            })
          }
        />
        <Side
          desk={desk}
          mayCode={mayCode}
          nameOf={nameOf}
          memoOn={book.memoOn}
          conclude={props.conclude}
          recording={<Recording desk={desk} text={props.text} player={player} />}
        />
      </div>
      {mayCode && desk.chosen !== null && picking === null && (
        <button type="button" className="btn small say-here" onClick={pick}>
          Code these words
        </button>
      )}
      {picking !== null && (
        <Picker
          among={book.all}
          counts={desk.hanging.counts}
          at={picking}
          onSay={say}
          onNew={inVivo}
          onClose={() => {
            setPicking(null);
            region.current?.focus({ preventScroll: true });
          }}
        />
      )}
      {naming !== null && book.open !== undefined && (
        <NewCodeDialog
          workspace={props.workspace}
          framework={book.open}
          name={naming}
          near={desk.last}
          onAdded={(target) => say({ target })}
          onClose={() => setNaming(null)}
        />
      )}
    </div>
  );
}

const chosenWords = ({ chosen, laid }: Desk) =>
  chosen === null ? '' : wordsAt(laid, chosen.start, chosen.end).replaceAll(/\s+/g, ' ').slice(0, 120).trim();

/** Begins at the words that somebody came for. */
function useOpening(desk: Desk, region: RefObject<HTMLElement | null>, at: OpenedProps['opensAt']): void {
  const [start, end] = [at?.start, at?.end];
  useEffect(() => {
    if (start === undefined || end === undefined || region.current === null) return;
    const words = { start, end: Math.min(end, desk.laid.points.length) };
    desk.choose({ ...words, quotation: ownId(desk, words) });
    showBlock(region.current, blockAt(desk.laid.blocks, start));
  }, [desk, region, start, end]);
}

/** What one said of the chosen words oneself; the same set until that changes. */
function useSaid({ chosen, hanging, place }: Desk): ReadonlySet<string> {
  const own = chosen === null ? [] : hanging.exactly(chosen).filter(({ by }) => by === place.person);
  const keys = useStable(own.flatMap(({ id }) => hanging.codesOn(id).map(keyOf)));
  return useMemo(() => new Set(keys), [keys]);
}

/** Where the chosen words stand on the screen; in the middle where they are out of sight. */
function placeOf({ chosen, laid }: Desk, root: HTMLElement | null): At {
  const middle = { left: innerWidth / 2 - 170, top: innerHeight / 3, bottom: innerHeight / 3 };
  if (chosen === null || root === null) return middle;
  const [first, last] = blocksOf(laid.blocks, chosen);
  const box = rangeOf(laid, root, { ...chosen, first, last })?.getBoundingClientRect();
  if (box === undefined || box.bottom < 0 || box.top > innerHeight) return middle;
  const { left, top, bottom } = box;
  return { left, top, bottom: Math.min(bottom, innerHeight - 60) };
}

const rememberedFramework = (workspace: string) => `coding-framework-${workspace}`;

/** The codebook that is open, its keys, and what things said in any framework are called. */
function useBook({ workspace, frameworks, coding, codeMemo }: OpenedProps) {
  const [wanted, setWanted] = useState(() => localStorage.getItem(rememberedFramework(workspace)));
  const framework = frameworks.find(({ id }) => id === wanted)?.id ?? frameworks[0]?.id ?? '';
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  // Those that were said in, those that were opened meanwhile, and the one that is open.
  const [opened, setOpened] = useState<readonly string[]>([]);
  const used = coding.codings.targets.map((target) => target.framework);
  const { read, names } = useNames(workspace, [...used, ...opened, ...(framework === '' ? [] : [framework])]);
  const open = read.find(({ id }) => id === framework);
  const chapters = useMemo(() => (open === undefined ? [] : chaptersOf(open)), [open]);
  return {
    framework,
    open,
    chapters,
    closed,
    all: useMemo(
      () => [...chapters.flatMap(({ sayable }) => sayable), ...(open === undefined ? [] : wholesOf(open))],
      [chapters, open],
    ),
    keyed: useMemo(
      () =>
        chapters
          .filter(({ key }) => !closed.has(key))
          .flatMap(({ sayable }) => sayable)
          .filter(({ setAside }) => !setAside)
          .slice(0, 9),
      [chapters, closed],
    ),
    nameOf: useCallback((code: CodeOn) => names.get(keyOf(code))?.name ?? '…', [names]),
    memoOn: useCallback(
      (said: CodeOn) => {
        const { framework: of, element, code } = said;
        const { name = '…', element: whole = '…' } = names.get(keyOf(said)) ?? {};
        return code === null
          ? codeMemo({ framework: of, on: 'element', term: element, name: whole })
          : codeMemo({ framework: of, on: 'code', term: code, name });
      },
      [names, codeMemo],
    ),
    onFramework: useCallback(
      (id: string) => {
        localStorage.setItem(rememberedFramework(workspace), id);
        setOpened((before) => [...before, framework, id]);
        setWanted(id);
      },
      [workspace, framework],
    ),
    onFold: useCallback((chapter: string) => setClosed((before) => without(before, chapter)), []),
  };
}

function without(before: ReadonlySet<string>, chapter: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(chapter)) after.add(chapter);
  return after;
}

/** Whoever leaves while something is on its way is asked first. */
function useWarning(desk: Desk): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (desk.saving !== 'saved') event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [desk]);
}
