import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { pseudonymLabels, replaceNames, type Proposal } from '#contract/pseudonyms';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { WordsField } from '../ui/Fields.tsx';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { useActOn } from '../ui/useActOn.ts';
import { ProposalRow, type Chosen } from './ProposalRow.tsx';
import { proposalsQuery } from './queries.ts';
import './names.css';

interface NamesPageProps {
  workspace: string;
  source: string;
  sourceLink: (words: ReactNode) => ReactNode;
  onReplaced: () => void;
}

/** Names, places and numbers of a source, to be looked through and taken out. */
export function NamesPage(props: NamesPageProps) {
  const { workspace, source, sourceLink } = props;
  const { data, isError, error, refetch } = useQuery(proposalsQuery(workspace, source));
  useTitle('Take names out');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{sourceLink('The source')} · Take names out</p>
        <h1>Take names out</h1>
        <p className="lede">
          Each word is replaced everywhere in the source, its title and its record, and by the same word in
          every source. <b>Which stood for which, only the owner of the workspace reads.</b>
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : data.coded ? (
        <div className="empty">
          <p className="lede">Words of this source were marked already.</p>
          <p className="quiet">
            Places in it would move, so names are taken out before a source is coded. Bring the transcript
            anew, take its names out, and code that.
          </p>
        </div>
      ) : (
        <Choosing {...props} proposals={data.proposals} next={data.next} />
      )}
    </>
  );
}

const chosenFrom = ({ word, kind, replacement, likely }: Proposal): Chosen => ({
  word,
  kind,
  replacement,
  ticked: likely,
});

function Choosing({
  workspace,
  source,
  onReplaced,
  proposals,
  next,
}: NamesPageProps & { proposals: readonly Proposal[]; next: number }) {
  const [list, setList] = useState<readonly Chosen[]>(() => proposals.map(chosenFrom));
  const [keeps, setKeeps] = useState(false);
  const [added, setAdded] = useState('');
  const ticked = list.filter((one) => one.ticked && one.word.trim() !== '');
  const act = useActOn(
    ['sources', workspace],
    () =>
      call(connection, replaceNames, {
        workspace,
        source,
        replacements: ticked.map(({ word, kind, replacement }) => ({ word, kind, replacement })),
        keepOriginal: keeps,
      }),
    onReplaced,
  );
  const change = (index: number, part: Partial<Chosen>) =>
    setList(list.map((one, i) => (i === index ? { ...one, ...part } : one)));
  const add = () => {
    const word = added.trim();
    if (word === '' || list.some((one) => one.word === word)) return;
    const number = next + list.length - proposals.length;
    const replacement = `${pseudonymLabels.other} ${String(number)}`;
    setList([...list, { word, kind: 'other', replacement, ticked: true }]);
    setAdded('');
  };
  return (
    <form
      className="section first names"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(undefined);
      }}
    >
      {list.length === 0 ? (
        <p className="lede">
          No names were found. Look through the text all the same: nothing finds them all.
        </p>
      ) : (
        <p className="note">
          {counted(list.length, 'word')} to look through. What is most probably a name is ticked; read the
          text as well, because nothing finds them all.
        </p>
      )}
      <ul>
        {list.map((one, i) => (
          <ProposalRow
            key={one.word}
            chosen={one}
            proposal={proposals.find(({ word }) => word === one.word)}
            onChange={(part) => change(i, part)}
          />
        ))}
      </ul>
      <div className="add">
        <WordsField label="Another word" value={added} most={120} onChange={setAdded} />
        <button type="button" className="btn line" disabled={added.trim() === ''} onClick={add}>
          Add it
        </button>
      </div>
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          checked={keeps}
          onChange={(event) => setKeeps(event.currentTarget.checked)}
        />
        <span>
          Keep the original words for the owner of the workspace, who can destroy them. Otherwise they are
          destroyed now.
        </span>
      </label>
      {act.error !== null && (
        <p className="err" role="alert">
          {wordsOf(act.error).detail}
        </p>
      )}
      <p>
        <button type="submit" className="btn" disabled={ticked.length === 0 || act.isPending}>
          {ticked.length === 0 ? 'Take them out' : `Take ${counted(ticked.length, 'word')} out`}
        </button>
      </p>
    </form>
  );
}
