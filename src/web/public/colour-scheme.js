// Runs before the first paint, so that a dark page does not flash light. The switch itself is in ui/colourScheme.ts.
(function () {
  let kept = null;
  try {
    kept = localStorage.getItem('reedbed.colour-scheme');
  } catch {
    // Storage may be switched off: then the system decides.
  }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
