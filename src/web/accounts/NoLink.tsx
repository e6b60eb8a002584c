/** For a page that serves a link, where the address holds none: it was opened before, or the page was loaded again. */
export function NoLink() {
  return (
    <div className="opening prose">
      <h1>This page needs its link</h1>
      <p className="lede">
        Open the link once more from the letter or message in which it came: it is taken out of the address as
        soon as it is read. Each works once; if you have used it, nothing is left to do.
      </p>
      <p>
        <a href="/">Go to the start</a>
      </p>
    </div>
  );
}
