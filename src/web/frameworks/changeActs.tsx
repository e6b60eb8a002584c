import { useState, type ReactNode } from 'react';
import type { Code, Element, FrameworkContent, Side } from '#contract/frameworkFile';
import { ElementDialog } from './ElementDialog.tsx';
import type { Acts } from './Ledger.tsx';
import { MeaningDialog } from './MeaningDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { useEdits } from './queries.ts';
import { SetAsideDialog } from './SetAsideDialog.tsx';
import { poleWords } from './words.ts';

export interface Place {
  workspace: string;
  framework: string;
}

/** What is being asked of whoever changes the framework. */
type Asking =
  | { ask: 'pole'; element: Element; sign: Side }
  | { ask: 'new code'; element: Element; sign: Side }
  | { ask: 'code'; code: Code }
  | { ask: 'move'; code: Code; sign: Side }
  | { ask: 'element'; element: Element | null }
  | { ask: 'set aside'; what: 'code' | 'element'; term: string; name: string };

/** The acts beside each element, pole and code, and the dialog that one of them opened. */
export function useChangeActs(
  place: Place,
  content: FrameworkContent,
): { acts: Acts; more: ReactNode; dialog: ReactNode } {
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const edit = useEdits(place.workspace, place.framework, close);
  const bringBack = (what: 'code' | 'element', key: string) =>
    edit.mutate([{ edit: 'bring back', what, key }]);
  const asideAct = (what: 'code' | 'element', { key, name, setAside }: Element | Code) =>
    setAside === null ? (
      <Act words="Set aside" of={name} onDo={() => setAsking({ ask: 'set aside', what, term: key, name })} />
    ) : (
      <Act words="Bring back" of={name} onDo={() => bringBack(what, key)} />
    );
  const acts: Acts = {
    element: (element) => (
      <span className="term-acts no-print">
        <Act words="Change" of={element.name} onDo={() => setAsking({ ask: 'element', element })} />
        {asideAct('element', element)}
      </span>
    ),
    pole: (element, sign, pole) =>
      pole === null ? (
        <Act
          words={`Describe it as a ${poleWords[sign].one}`}
          of={element.name}
          onDo={() => setAsking({ ask: 'pole', element, sign })}
        />
      ) : (
        <span className="term-acts no-print">
          <Act words="Change" of={pole.name} onDo={() => setAsking({ ask: 'pole', element, sign })} />
          <Act words="Add a code" of={pole.name} onDo={() => setAsking({ ask: 'new code', element, sign })} />
        </span>
      ),
    code: (code, sign) => (
      <span className="term-acts no-print">
        <Act words="Change" of={code.name} onDo={() => setAsking({ ask: 'code', code })} />
        <Act words="Move" of={code.name} onDo={() => setAsking({ ask: 'move', code, sign })} />
        {asideAct('code', code)}
      </span>
    ),
  };
  const more = (
    <p className="no-print">
      <button type="button" className="btn line" onClick={() => setAsking({ ask: 'element', element: null })}>
        Add an element
      </button>
    </p>
  );
  const dialog = asking && <Asked {...place} asking={asking} content={content} onClose={close} />;
  return { acts, more, dialog };
}

function Act({ words, of, onDo }: { words: string; of: string; onDo: () => void }) {
  return (
    <button type="button" className="linkish" aria-label={`${words}: ${of}`} onClick={onDo}>
      {words}
    </button>
  );
}

type AskedProps = Place & { asking: Asking; content: FrameworkContent; onClose: () => void };

function Asked({ asking, content, onClose, ...place }: AskedProps) {
  const common = { ...place, onClose };
  switch (asking.ask) {
    case 'pole': {
      const { element, sign } = asking;
      const now = element.poles[sign] ?? null;
      const title = `${element.name}, as a ${poleWords[sign].one}`;
      return (
        <MeaningDialog
          {...common}
          title={title}
          action="Keep these words"
          now={now}
          edit={(meaning) => ({ edit: 'pole', element: element.key, sign, meaning })}
        />
      );
    }
    case 'new code': {
      const { element, sign } = asking;
      return (
        <MeaningDialog
          {...common}
          title={`A code of ‘${element.poles[sign]?.name ?? element.name}’`}
          action="Add it"
          now={null}
          inductive
          edit={(meaning, inductive) => ({
            edit: 'add code',
            element: element.key,
            sign,
            meaning,
            inductive,
          })}
        />
      );
    }
    case 'code': {
      const { code } = asking;
      return (
        <MeaningDialog
          {...common}
          title={code.name}
          action="Keep these words"
          now={code}
          edit={(meaning) => ({ edit: 'code', code: code.key, meaning })}
        />
      );
    }
    case 'move':
      return <MoveDialog {...common} code={asking.code} content={content} />;
    case 'element':
      return <ElementDialog {...common} element={asking.element} content={content} />;
    case 'set aside':
      return <SetAsideDialog {...common} what={asking.what} term={asking.term} name={asking.name} />;
  }
}
