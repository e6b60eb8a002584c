/** The colours and faces a drawing needs, by what they mean. */
export interface Palette {
  paper: string;
  wash: string;
  ink: string;
  ink2: string;
  ink3: string;
  ruleStrong: string;
  reed: string;
  reedTint: string;
  rust: string;
  rustTint: string;
  onFill: string;
  sans: string;
  serif: string;
}

/** For a drawing inside the page: follows light, dark and print through the tokens. */
export const cssPalette: Palette = {
  paper: 'var(--paper)',
  wash: 'var(--wash)',
  ink: 'var(--ink)',
  ink2: 'var(--ink-2)',
  ink3: 'var(--ink-3)',
  ruleStrong: 'var(--rule-strong)',
  reed: 'var(--reed)',
  reedTint: 'var(--reed-tint)',
  rust: 'var(--rust)',
  rustTint: 'var(--rust-tint)',
  onFill: 'var(--on-fill)',
  sans: 'var(--sans)',
  serif: 'var(--serif)',
};

/** For a drawing that leaves the page as a file: the light values of tokens.css. */
export const lightPalette: Palette = {
  paper: '#FFFFFF',
  wash: '#EEF1EA',
  ink: '#17231F',
  ink2: '#42504A',
  ink3: '#5C6963',
  ruleStrong: '#76827B',
  reed: '#175E54',
  reedTint: '#DDEAE4',
  rust: '#9A4514',
  rustTint: '#F5E5D6',
  onFill: '#FFFFFF',
  sans: "'Source Sans 3 Variable', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Noto Sans', Arial, sans-serif",
  serif: "'Source Serif 4 Variable', 'Source Serif 4', 'Source Serif Pro', Charter, Georgia, serif",
};
