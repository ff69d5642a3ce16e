/// The page's style sheet: one column, the system's type, colours by name for light and for dark.
let pageStyle: Markup = """
  :root {
    color-scheme: light dark;
    --paper: #fbfaf8; --card: #ffffff; --ink: #1d1c1a; --soft: #6b6760; --rule: #e4e0d9;
    --accent: #c8341c; --band: #c8341c38; --good: #2c6e8f; --goodband: #2c6e8f38; --ok: #2d7a46;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #161514; --card: #1f1e1c; --ink: #ece9e4; --soft: #a39e95; --rule: #37342f;
      --accent: #ff7a5f; --band: #ff7a5f40; --good: #7cc0e0; --goodband: #7cc0e040; --ok: #7fce98;
    }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0 auto; padding: 2.5rem 1.5rem 5rem; max-width: 68rem; background: var(--paper);
    color: var(--ink); font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif;
  }
  h1 { font-size: 1.7rem; margin: 0; letter-spacing: -.01em; }
  h2 { font-size: 1.2rem; margin: 2.75rem 0 .75rem; }
  h3 { font-size: .95rem; margin: 0 0 .5rem; }
  p { margin: .25rem 0 .75rem; }
  .soft, figcaption { color: var(--soft); }
  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem;
    margin: 1.5rem 0; }
  .tile, .card { background: var(--card); border: 1px solid var(--rule); border-radius: .6rem;
    padding: .85rem 1rem; }
  .tile b { display: block; font-size: 1.65rem; font-weight: 600; line-height: 1.25;
    font-variant-numeric: tabular-nums; }
  .tile span { color: var(--soft); font-size: .85rem; display: block; }
  .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: .75rem; }
  .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--rule);
    border-radius: .6rem; margin: .75rem 0; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
  th, td { padding: .38rem .7rem; text-align: right; white-space: nowrap; }
  th { font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--rule); }
  th:first-child, td:first-child, .words { text-align: left; }
  table.even { table-layout: fixed; min-width: 62rem; }
  .even th { width: 11.5%; } .even th:nth-child(1) { width: 15%; } .even th:nth-child(2) { width: 7%; }
  .even th:nth-child(4), .even th:nth-child(8) { width: 13.5%; }
  .even td:first-child { overflow: hidden; text-overflow: ellipsis; }
  td.bar { padding-left: 0; text-align: left; }
  .card table td, .card table th { padding-left: 0; }
  ul.columns { columns: 2; font-size: .9rem; }
  summary { cursor: pointer; }
  tr + tr td { border-top: 1px solid var(--rule); }
  td small { color: var(--soft); }
  td svg { vertical-align: middle; }
  .worse { color: var(--accent); font-weight: 600; }
  .better { color: var(--ok); font-weight: 600; }
  .banner { border-left: 4px solid var(--ok); padding: .5rem .9rem; background: var(--card); }
  .banner.bad { border-color: var(--accent); }
  svg.chart { width: 100%; height: auto; display: block; }
  svg.plot { max-width: 27rem; margin: 0 auto; }
  svg text { font: 12px system-ui, "Noto Sans", sans-serif; fill: var(--soft); }
  svg .name { fill: var(--ink); font-size: 13px; }
  .grid, .track { stroke: var(--rule); stroke-width: 1; }
  .track { stroke-width: 2; stroke-linecap: round; }
  .line { fill: none; stroke: var(--good); stroke-width: 2.25; stroke-linejoin: round; }
  .ideal { stroke: var(--soft); stroke-width: 1.25; stroke-dasharray: 4 4; }
  .whisker { stroke: var(--good); stroke-width: 1.5; }
  .dot { fill: var(--good); } .span, .band { fill: var(--goodband); }
  .bad .dot { fill: var(--accent); } .bad .band { fill: var(--band); }
  .marked { fill: var(--accent); } .rest { fill: var(--goodband); }
  .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; }
  figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: .6rem;
    overflow: hidden; }
  figure img, figure .none { display: block; width: 100%; height: 13rem; object-fit: contain;
    background: var(--rule); }
  figure .none { display: grid; place-items: center; color: var(--soft); font-size: .85rem; }
  figcaption { padding: .6rem .8rem .75rem; font-size: .82rem; line-height: 1.45; overflow-wrap: anywhere; }
  figcaption b { color: var(--ink); display: block; }
  figcaption ul { margin: .3rem 0 0; padding-left: 1.1rem; }
  @media print { body { max-width: none; } figure, .card, .tile { break-inside: avoid; } }
  """
