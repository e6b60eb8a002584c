export const colourSchemes = ['light', 'dark', 'system'] as const;
export type ColourScheme = (typeof colourSchemes)[number];

// The same key as in public/colour-scheme.js, which runs before the first paint.
const key = 'reedbed.colour-scheme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

export function keptScheme(): ColourScheme {
  const kept = storage()?.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function keepScheme(scheme: ColourScheme): void {
  storage()?.setItem(key, scheme);
  apply(scheme);
}

/** Follows the system while nothing else was chosen. */
export function followSystem(): void {
  prefersDark.addEventListener('change', () => apply(keptScheme()));
}

function apply(scheme: ColourScheme): void {
  const dark = scheme === 'dark' || (scheme === 'system' && prefersDark.matches);
  document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';
}

/** Storage may be switched off; the page then follows the system. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
