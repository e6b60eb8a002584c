interface LedeProps {
  /** The finding with what matters in it in bold; null while it is being read. */
  words: { before: string; bold: string; after: string } | null;
  waiting: string;
}

/** What a page finds, in one or two sentences beneath its title. */
export function Lede({ words, waiting }: LedeProps) {
  return (
    <p className="lede">
      {words === null ? (
        <output>{waiting}</output>
      ) : (
        <>
          {words.before}
          <b>{words.bold}</b>
          {words.after}
        </>
      )}
    </p>
  );
}
