/** Ground of every page of the collector: type, links, buttons and code, as the report has them. */
export const ground = `
* { box-sizing: border-box; margin: 0; padding: 0 }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body {
  background: var(--ground);
  color: var(--ink);
  font: var(--text-2) / 1.43 -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, system-ui, sans-serif;
  font-variant-numeric: tabular-nums lining-nums;
  overflow-wrap: anywhere;
}
ul, ol { list-style: none }
a { color: inherit; text-decoration-color: var(--edge); text-underline-offset: 0.2em }
a:hover { color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
h1 { font-size: var(--text-4); line-height: 1.2; letter-spacing: -0.015em }
h2 { font-size: var(--text-3); line-height: 1.4 }
h1, h2, h3, b, dt, [aria-current] { font-weight: 650 }
h3 { font-size: var(--text-2) }
code, pre { font: var(--text-1) / 1.5 ui-monospace, Menlo, Consolas, monospace }
.small { font-size: var(--text-1); color: var(--quiet) }
button, .button, input {
  display: inline-block;
  min-height: 2rem;
  padding: 5px var(--space-3);
  font: inherit;
  color: inherit;
  background: var(--ground);
  border: 1px solid var(--edge);
  border-radius: 3px;
}
button, .button { cursor: pointer; background: var(--soft); text-decoration: none }
button:hover, .button:hover { border-color: var(--accent) }
.button.first { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 650 }
[hidden] { display: none }
`;
