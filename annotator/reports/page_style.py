"""The look of a report's page: calm, light and dark, on a screen and on paper."""

from collections.abc import Iterable
from typing import Final

STYLE: Final = """\
:root {
  color-scheme: light dark;
  --paper: #f6f5f1; --panel: #ffffff;
  --ui: 'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', 'Geeza Pro', Tahoma, 'DejaVu Sans',
    system-ui, sans-serif;
  --reading: 'Noto Naskh Arabic', Amiri, 'Traditional Arabic', 'Geeza Pro', 'Times New Roman', serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 var(--ui); }
main { max-width: 62rem; margin: 0 auto; padding: 2.2rem 1.2rem 3rem; }
header { margin-bottom: 1.4rem; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.3; }
header p, .means, .notes, .headlines p, figcaption span { color: var(--muted); }
header p, .card p { margin: .2rem 0 0; }
.card { background: var(--panel); border: 1px solid var(--line);
  border-radius: 12px; padding: 1.1rem 1.4rem; }
section.card { margin-top: 1rem; }
h2 { margin: 0; font-size: 1.05rem; }
h3 { margin: 1rem 0 .3rem; font-size: .9rem; color: var(--muted); font-weight: 600; }
.headlines { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(12.5rem, 1fr)); }
.headlines h2 { font-size: .88rem; font-weight: 400; color: var(--muted); }
.headlines .figure { color: var(--ink); font-size: 1.75rem; font-weight: 700; line-height: 1.3; }
.headlines p { font-size: .84rem; }
.chart { margin: .9rem 0 .3rem; overflow-x: auto; }
.chart svg { display: block; max-width: 100%; min-width: 34rem; height: auto; font-family: var(--ui); }
.wide svg { max-width: none; }
details { margin-top: .8rem; }
summary { cursor: pointer; color: var(--accent); font-size: .9rem; width: fit-content; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.table { overflow-x: auto; margin-top: .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { padding: .38rem .6rem; text-align: start; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th { font-weight: 400; }
th, td:not(.n) { max-width: 18rem; overflow-wrap: break-word; }
thead th { color: var(--muted); }
td.n { font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
dl { margin: .5rem 0 0; font-size: .9rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; color: var(--muted); }
.notes { margin: 1.2rem 0 0; padding: 0; list-style: none; font-size: .88rem; }
.example { margin: .8rem 0 0; padding-top: .8rem; border-top: 1px solid var(--line); }
figcaption { font-size: .9rem; }
.lane { display: grid; grid-template-columns: 7rem 1fr; column-gap: 1rem;
  margin-top: .5rem; align-items: baseline; }
.lane .who { color: var(--muted); font-size: .88rem; overflow-wrap: anywhere; }
.lane .text { font: 1.15rem/2.3 var(--reading); margin: 0; }
.lane ul { grid-column: 2; margin: 0; padding: 0; list-style: none; font-size: .84rem; }
.lane li { display: inline-block; margin-inline-end: 1.2rem; }
.mark { border-bottom: 2px solid color-mix(in srgb, var(--mark) 45%, transparent);
  padding-bottom: calc(var(--deep) * 4px); }
.issue { background: color-mix(in srgb, var(--mark) 16%, transparent); border-color: var(--mark); }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181d; --panel: #1f2229; }
}
@media (max-width: 40rem) { .lane { grid-template-columns: 1fr; } .lane ul { grid-column: 1; } }
@media print {
  :root { --paper: #ffffff; --panel: #ffffff; }
  @page { size: A4; margin: 14mm; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  .card { padding: .7rem .9rem; }
  .headlines, .chart, .example, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  .chart, .table { overflow: visible; }
  .chart svg { min-width: 0; max-width: 100%; }
  summary { list-style: none; color: var(--muted); }
  summary::-webkit-details-marker { display: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}"""


def colour_rules(colours: Iterable[tuple[str, str, str]]) -> str:
    """Return the rules for colours: the name of each, what it is on light and on paper, what on dark."""
    listed = list(colours)
    light = " ".join(f"{name}: {colour};" for name, colour, _dark in listed)
    dark = " ".join(f"{name}: {colour};" for name, _light, colour in listed)
    return (
        f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"@media print {{ :root {{ {light} }} }}"
    )
