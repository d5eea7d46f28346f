// The style sheet of a document in HTML, for screen and paper. Internal to book/.
//
// Text has a contrast of at least 6 to 1 on its ground; nothing is told by colour alone. Tables head every printed page
// again, and no row, sum or block is cut by a page's end.
#pragma once

#include <string_view>

namespace proviso {

inline constexpr std::string_view invoice_style = R"css(
:root { color-scheme: light; --ink: #1b2430; --soft: #52606d; --line: #d5dbe1; --mark: #1f4b73; --ground: #f5f7f9; }
* { box-sizing: border-box; }
html { font-size: 15px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #e9edf0; color: var(--ink); line-height: 1.45;
  font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans", sans-serif; }
main { position: relative; max-width: 54rem; margin: 2rem auto; padding: 3.2rem 3.4rem 2.4rem; background: #fff;
  border-top: 5px solid var(--mark); box-shadow: 0 1px 4px rgba(27, 36, 48, .18); overflow-wrap: anywhere; }
p, h1, h2, dl, dd { margin: 0; }
.top { display: flex; justify-content: space-between; gap: 2rem; align-items: flex-start; margin-bottom: 2.4rem; }
.top > * { min-width: 0; }
.name { font-weight: 600; }
.seller { max-width: 55%; }
.seller .name { font-size: 1.15rem; }
.detail { color: var(--soft); font-size: .93rem; }
.title { text-align: right; }
h1 { font-size: 1.85rem; line-height: 1.15; font-weight: 600; color: var(--mark); letter-spacing: -.01em; }
.number { font-size: 1.05rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.draft { margin-bottom: 2rem; padding: .6rem .9rem; border: 2px solid #8a3b00; color: #8a3b00; font-weight: 600; }
.parties { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 2rem; margin-bottom: 2.4rem; }
h2 { font-size: .78rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft);
  margin-bottom: .35rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .12rem 1rem; font-size: .93rem; }
dt { color: var(--soft); }
dd { font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th { font-weight: inherit; text-align: left; }
.lines thead th { padding: 0 1rem .45rem 0; font-size: .78rem; font-weight: 600; color: var(--soft);
  border-bottom: 2px solid var(--mark); vertical-align: bottom; }
.lines tbody th, .lines td { padding: .65rem 1rem .6rem 0; border-bottom: 1px solid var(--line);
  vertical-align: baseline; }
.lines tr > :last-child { padding-right: 0; }
.lines .what { min-width: 11rem; width: 38%; }
.lines .n { text-align: right; white-space: nowrap; }
.lines .period, .day { white-space: nowrap; }
.lines .period { font-size: .93em; }
.basis { display: block; font-size: .74rem; color: var(--soft); line-height: 1.35; margin-top: .15rem; }
.sums { width: auto; min-width: 52%; margin: 1.1rem 0 0 auto; break-inside: avoid; }
.sums th, .sums td { padding: .2rem 0; vertical-align: baseline; }
.sums th { padding-right: 2rem; }
.sums td { text-align: right; white-space: nowrap; }
.sums .remark { font-size: .85rem; color: var(--soft); }
.sums .total { font-weight: 600; }
.sums .total > * { padding: .45rem 0; border-top: 1px solid var(--ink); }
.sums tr:first-child > * { border-top: 0; }
.sums .total:last-child { font-size: 1.18rem; color: var(--mark); }
.sums .total:last-child > * { border-bottom: 3px double var(--ink); }
.pay { margin-top: 2.2rem; padding: .9rem 1.1rem; background: var(--ground); border-left: 3px solid var(--mark);
  break-inside: avoid; }
footer { margin-top: 2.2rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .78rem;
  color: var(--soft); break-inside: avoid; }
code { font-family: "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace; font-size: .95em; }
@media (max-width: 44rem) {
  main { margin: 0; padding: 1.6rem 1.1rem; }
  .parties { grid-template-columns: minmax(0, 1fr); gap: 1.4rem; }
  .wide { overflow-x: auto; }
  .lines { font-size: .87rem; }
  .lines thead th, .lines tbody th, .lines td { padding-right: .55rem; }
  .lines .what { min-width: 7rem; }
  .lines .period { white-space: normal; }
  .lines thead .n { overflow-wrap: normal; }
}
@page { margin: 16mm 15mm 18mm; @bottom-right { content: "Page " counter(page) " of " counter(pages);
  font: 8pt Helvetica, Arial, sans-serif; color: #52606d; } }
@media print {
  html { font-size: 9.6pt; }
  body { background: none; }
  main { max-width: none; margin: 0; padding: 0; border: 0; box-shadow: none; }
  .wide { overflow: visible; }
  .lines tbody th, .lines td { padding-top: .45rem; padding-bottom: .4rem; }
  thead { display: table-header-group; }
  tr, .top, .parties { break-inside: avoid; }
  .pay { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

} // namespace proviso
