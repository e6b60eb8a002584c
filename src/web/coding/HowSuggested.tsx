/** How suggestions come about, in plain words, with what they are not. */
export function HowSuggested() {
  return (
    <section className="section prose" aria-labelledby="how-title">
      <h2 id="how-title">How they come about</h2>
      <p>
        For each code, Reedbed weighs the words and pairs of words of what bears it against those of what
        coders passed by without giving it (logistic regression with a ridge penalty on rare words counted
        more). The marked words speak most for the code. Nothing leaves this machine, and nothing is learned
        elsewhere.
      </p>
      <p>
        How often a suggestion is right is checked on a fifth of the material at a time, on whole sources
        where three or more bear the code, after learning from the other four fifths. Codes that were given
        because they were suggested do not count there, so that suggestions do not confirm themselves.
      </p>
      <p>
        It knows words, not meaning: irony, silence and what is said in other words escape it. What is coded
        blindly is not learned from before all have finished, and gets no suggestions: two coders who follow
        the same one would agree because of it. The method statement says how many codes were suggested first.
      </p>
    </section>
  );
}
