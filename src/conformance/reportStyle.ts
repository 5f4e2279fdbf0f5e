/** How the page about results looks: light or dark as the reader has it, and without colour as clear as with it. */
export const reportStyle: string = `
:root { color-scheme: light dark; --line: #d5d9de; --soft: #f4f6f8; --text: #16202b; --dim: #566270; --page: #fff; --link: #0b57a4;
  --good: #116329; --bad: #b3261e; --other: #8a5a00; --goodSoft: #e3f4e8; --badSoft: #fde7e5; --otherSoft: #fdf0d5; }
@media (prefers-color-scheme: dark) { :root { --line: #39424e; --soft: #1b222b; --text: #e6eaef; --dim: #a3aebb; --page: #11161c;
  --link: #7fb8f5; --good: #7fd598; --bad: #ff9a92; --other: #f0c36a; --goodSoft: #16301f; --badSoft: #3d1b1a; --otherSoft: #382b12; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; }
p { margin: .25rem 0; }
.dim, .kit { color: var(--dim); }
code, pre { font: .85rem/1.45 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: normal; }
thead th { position: sticky; top: 0; background: var(--page); font-weight: 600; }
tr.section th, tr.section td { padding-top: 1.25rem; font-weight: 600; }
td.cell { padding: .15rem .25rem; width: 11rem; }
button { font: inherit; color: inherit; cursor: pointer; }
td.cell button { width: 100%; text-align: left; border: 1px solid var(--line); border-radius: .3rem; padding: .1rem .5rem; background: var(--soft); }
.met button { background: var(--goodSoft) !important; color: var(--good); }
.notMet button { background: var(--badSoft) !important; color: var(--bad); font-weight: 600; }
.other button { background: var(--otherSoft) !important; color: var(--other); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.tools { display: flex; gap: 1rem; flex-wrap: wrap; margin: 1rem 0; align-items: center; }
.legend { display: flex; gap: 1rem; flex-wrap: wrap; color: var(--dim); font-size: .9rem; }
dialog { width: min(62rem, 96vw); max-height: 92vh; border: 1px solid var(--line); border-radius: .5rem; padding: 0; color: var(--text); background: var(--page); }
dialog::backdrop { background: rgb(0 0 0 / .5); }
dialog header { position: sticky; top: 0; display: flex; gap: 1rem; justify-content: space-between; align-items: start; padding: 1rem; background: var(--page); border-bottom: 1px solid var(--line); }
dialog header h2 { margin: 0; }
dialog .vectors { padding: .5rem 1rem 1rem; }
details { border-bottom: 1px solid var(--line); padding: .35rem 0; }
summary { cursor: pointer; }
details details { border: 0; }
.verdict { display: inline-block; min-width: 7.5rem; }
.Fail, .Errored { color: var(--bad); font-weight: 600; }
.Pass { color: var(--good); }
.NonStrict, .Informational { color: var(--other); }
.Skipped { color: var(--dim); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
@media (max-width: 45rem) { .pair { grid-template-columns: 1fr; } body { padding: .75rem; } td.cell { width: 6rem; } }
pre { overflow: auto; max-height: 24rem; margin: .25rem 0; padding: .5rem; background: var(--soft); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; }
h3 { font-size: .9rem; margin: .5rem 0 0; }
[hidden] { display: none; }
@media print { .tools, td.cell button { border: 0; } thead th { position: static; } }
`
