/** The look of the report: the reader's own scheme, and nothing from elsewhere. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fafafa, #121416);
  --card: light-dark(#ffffff, #1b1e21);
  --text: light-dark(#1c1f22, #e8eaec);
  --quiet: light-dark(#5a6068, #a2a9b1);
  --line: light-dark(#dcdfe3, #33383d);
  --series: light-dark(#1f5fbf, #7fb0ff);
  --good: light-dark(#17663a, #6fd39a);
  --bad: light-dark(#b3261e, #ff9a90);
  --held: light-dark(#7a5600, #e8c063);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1rem 4rem; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
p { margin: .25rem 0; }
.quiet, small, figcaption { color: var(--quiet); }
.verdict { font-size: 1.125rem; font-weight: 600; }
.passed { color: var(--good); } .failed { color: var(--bad); } .skipped { color: var(--held); }
.notice { border: 1px solid var(--held); border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 1rem; }
figure { margin: 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
figcaption { display: flex; justify-content: space-between; gap: .5rem; font-size: .875rem; }
figcaption strong { color: var(--text); white-space: nowrap; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; }
polyline { fill: none; stroke: var(--series); stroke-width: 2; stroke-linejoin: round; }
circle { fill: var(--series); stroke: var(--card); stroke-width: 2; }
.limit { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 4; }
.scrolls { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
td.number, th.number { text-align: right; white-space: nowrap; }
a { color: var(--series); }
details { margin: .5rem 0; }
summary { cursor: pointer; padding: .25rem 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; columns: 20rem; font-size: .875rem; }
`
