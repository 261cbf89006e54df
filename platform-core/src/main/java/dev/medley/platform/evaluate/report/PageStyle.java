package dev.medley.platform.evaluate.report;

/** How pages of reports look, by day, by night and on paper. */
final class PageStyle {
    private PageStyle() {}

    static final String CSS = """
            :root { color-scheme: light dark; --ink: #1b2423; --soft: #566462; --paper: #fbfcfb; --card: #ffffff;
              --line: #dbe2e0; --better: #0b6e63; --worse: #a3261b;
              --c0: #1f6fd1; --c1: #cf4a12; --c2: #14835f; --c3: #a8348f; --c4: #8a6a00; --c5: #5a54c8; --c6: #0d8399;
              --c7: #7a4a2b; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6ecea; --soft: #9fb0ad; --paper: #121918; --card: #1a2322; --line: #2d3a38;
                --better: #5fd0c0; --worse: #ff9d92;
                --c0: #6db0ff; --c1: #ff9260; --c2: #4fd3a5; --c3: #f08fdc; --c4: #e0bd4a; --c5: #aaa6ff; --c6: #5fd3ea;
                --c7: #d3a583; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            header, main { max-width: 82rem; margin: 0 auto; padding: 1rem; }
            header { padding-bottom: 0; }
            h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.02em; overflow-wrap: anywhere; }
            h2 { margin: 2.5rem 0 .25rem; font-size: 1.375rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
            h3 { margin: 1.75rem 0 .375rem; font-size: 1rem; overflow-wrap: anywhere; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; margin: 0; font-size: .875rem; }
            dt { color: var(--soft); }
            dd { margin: 0; }
            dl + .note { margin-top: .75rem; }
            code { font: .8125rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
            .note { margin: 0 0 .5rem; max-width: 45rem; color: var(--soft); font-size: .875rem; }
            .scroll { overflow-x: auto; }
            .overviews { display: flex; flex-wrap: wrap; column-gap: 3rem; }
            .overviews > div { max-width: 100%; }
            table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .3125rem 1.25rem .3125rem 0; border-bottom: 1px solid var(--line); text-align: right;
              white-space: nowrap; }
            th:first-child { position: sticky; left: 0; padding-right: .75rem; background: var(--paper); text-align: left; }
            th { font-weight: 500; }
            thead th { color: var(--soft); vertical-align: bottom; }
            td:last-child, th:last-child { padding-right: 0; }
            th[colspan] { text-align: left; border-bottom: 0; }
            th.words, td.words { min-width: 13rem; text-align: left; white-space: normal; }
            .name { display: inline-flex; align-items: center; gap: .375rem; color: var(--ink); }
            .baseline { color: var(--soft); font-style: italic; }
            .key { flex: none; width: 20px; height: 10px; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem;
              margin-top: 1rem; }
            figure { margin: 0; padding: .75rem; max-width: 31rem; background: var(--card); border: 1px solid var(--line);
              border-radius: .5rem; }
            figcaption { margin-bottom: .375rem; font-size: .875rem; font-weight: 600; }
            figure > svg { display: block; width: 100%; height: auto; }
            .mark, .axis { fill: var(--soft); font: 11px system-ui, sans-serif; }
            .axis { font-size: 12px; }
            .grid { stroke: var(--line); stroke-width: 1; }
            .diagonal { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
            .line { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; }
            .thin { stroke-width: 1.25; }
            .dashed { stroke-dasharray: 5 3; }
            .whisker { stroke: var(--c); stroke-width: 1; stroke-dasharray: none; opacity: .45; }
            .dot { fill: var(--c); }
            .c0 { --c: var(--c0); } .c1 { --c: var(--c1); } .c2 { --c: var(--c2); } .c3 { --c: var(--c3); }
            .c4 { --c: var(--c4); } .c5 { --c: var(--c5); } .c6 { --c: var(--c6); } .c7 { --c: var(--c7); }
            .legend { display: flex; flex-wrap: wrap; gap: .125rem 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none;
              font-size: .8125rem; }
            .legend .name { overflow-wrap: anywhere; }
            .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
            .forest { margin: 0; padding: 0; list-style: none; font-size: .875rem; }
            .forest li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.3fr) 15rem; gap: 0 1rem;
              align-items: center; padding: .375rem 0; border-bottom: 1px solid var(--line); }
            .forest li.scale { border: 0; padding-top: .125rem; }
            .forest svg { display: block; width: 100%; height: auto; }
            .forest small { display: block; color: var(--soft); font-size: .8125rem; }
            .forest b { font-weight: 600; }
            .pair { overflow-wrap: anywhere; }
            .zero { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 2; }
            .interval { stroke-width: 2.5; stroke-linecap: round; }
            .better { --c: var(--better); } .worse { --c: var(--worse); } .level { --c: var(--soft); }
            .interval { stroke: var(--c); }
            .mean { fill: var(--c); }
            @media (max-width: 40rem) {
              .forest li { grid-template-columns: minmax(0, 1fr); gap: .125rem; }
              dl { grid-template-columns: minmax(0, 1fr); }
              dd + dt { margin-top: .25rem; }
            }
            @media print { section { break-inside: avoid; } }
            """;
}
