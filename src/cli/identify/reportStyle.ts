/** The look of Reedbed's pages for a page that stands alone: the light tokens, screen and paper. */
export const reportStyle = `
:root { color-scheme: light; --ink: #17231F; --ink-2: #42504A; --ink-3: #5C6963; --rule: #D6DCD2; --wash: #EEF1EA;
  --reed: #175E54; --rust: #9A4514;
  --serif: "Source Serif 4 Variable", "Source Serif 4", "Source Serif Pro", Charter, "Iowan Old Style", Georgia, serif;
  --sans: "Source Sans 3 Variable", "Source Sans 3", "Source Sans Pro", "Segoe UI", "Noto Sans", Arial, sans-serif; }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 400 17px/1.5 var(--sans); }
main { max-width: 1112px; margin: 0 auto; padding: 48px 56px 96px; }
h1, h2, p, dl, dd, figure { margin: 0; }
h1 { font: 460 38px/1.12 var(--serif); letter-spacing: -.014em; }
h2 { font: 520 24px/1.25 var(--serif); margin-bottom: 12px; }
p { max-width: 66ch; } section p + p { margin-top: 12px; }
.lede { font: 400 20px/1.45 var(--serif); color: var(--ink-2); margin-top: 12px; } .lede b { font-weight: 600; color: var(--ink); }
dl { display: flex; flex-wrap: wrap; gap: 24px 64px; margin: 32px 0 48px; }
dl div { display: flex; gap: 16px; align-items: baseline; max-width: 420px; }
dt { font: 420 52px/1.05 var(--serif); font-variant-numeric: lining-nums; letter-spacing: -.02em; }
dd { font-size: 15px; line-height: 1.35; color: var(--ink-2); } dd b { display: block; color: var(--ink); font-size: 17px; }
.resilient { color: var(--reed); } .struggling { color: var(--rust); }
.sub { font-size: 15px; color: var(--ink-2); margin: -8px 0 12px; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
figcaption { font-size: 13.5px; line-height: 1.45; color: var(--ink-3); margin-top: 12px; max-width: 100ch; }
section { border-top: 1px solid var(--ink); padding-top: 16px; margin-top: 64px; }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.35; }
th { text-align: left; font-weight: 600; color: var(--ink-2); }
thead th { padding: 8px 16px 8px 0; border-bottom: 1.5px solid var(--ink); vertical-align: bottom; }
td, tbody th, tfoot th { padding: 7px 16px 7px 0; border-bottom: 1px solid var(--rule); }
tbody th { font-weight: 400; color: var(--ink); } tfoot td { font-weight: 600; }
.n { text-align: right; font-variant-numeric: tabular-nums lining-nums; }
tr:hover td, tr:hover th[scope="row"] { background: var(--wash); }
@media (max-width: 700px) { main { padding: 24px 20px 64px; } h1 { font-size: 30px; } section { overflow-x: auto; } }
@media print {
  @page { size: A4; margin: 18mm 16mm 20mm; }
  html { font-size: 13px; } body { font-size: 13px; } main { max-width: none; padding: 0; }
  figure, tr { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; } tfoot { display: table-row-group; }
}
`;
