/** Style of lists whose rows open, of records and of the notes on their members. */
export const listStyle = `
.list { border-top: 1px solid var(--hair); margin-top: var(--space-3) }
.list > li { border-bottom: 1px solid var(--hair) }
.list .empty { padding: var(--space-3) 0; color: var(--quiet) }
.list summary, .columns {
  display: grid;
  grid-template: 'kind what mark time' / 7.25rem minmax(0, 1fr) 4.75rem 5.5rem;
  gap: 0 var(--space-3);
  align-items: baseline;
  padding: 5px 0;
}
.list summary { list-style: none; cursor: pointer }
.list summary::-webkit-details-marker { display: none }
.list summary:hover, .list [open] > summary { background: var(--soft) }
.list summary:focus-visible { outline-offset: -2px }
.kind { grid-area: kind; font-weight: 650; white-space: nowrap }
.kind::before {
  content: '';
  display: inline-block;
  margin: 0 0.55em 1px 0.3em;
  border: solid transparent;
  border-width: 3.5px 0 3.5px 5px;
  border-inline-start-color: var(--quiet);
}
[open] > summary .kind::before { transform: rotate(90deg) }
.what { grid-area: what; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.what .place { color: var(--quiet) }
.mark { grid-area: mark; white-space: nowrap }
.mark::before { content: ''; display: inline-block; width: 8px; height: 8px; margin-inline-end: 0.5em; background: var(--accent) }
.mark.unknown::before { height: 5px; margin-bottom: 1.5px; background: var(--unsure) }
.mark.machine::before { height: 2px; margin-bottom: 3px; background: var(--edge) }
.mark.rejected { font-weight: 650 }
.mark.rejected::before { height: 2px; margin-bottom: 3px; background: var(--ink) }
.list time { grid-area: time; color: var(--quiet); text-align: end; white-space: nowrap; padding-inline-end: var(--space-2) }

.record { position: relative; max-height: 19rem; overflow: auto; padding: var(--space-2) 0; background: var(--soft); white-space: pre-wrap }
.record span { position: relative; display: block; padding-inline-start: calc(2.25rem + 6ch); text-indent: -6ch }
.ask, .record .ask {
  width: 1rem;
  height: 1rem;
  min-height: 0;
  padding: 0;
  border: 1px solid var(--hair);
  border-radius: 50%;
  background: var(--ground);
  color: var(--quiet);
  font: 600 0.625rem / 0.875rem system-ui, sans-serif;
  text-align: center;
  text-indent: 0;
}
span.ask { display: inline-block }
.ask::before { content: '?' }
.record .ask { position: absolute; inset-inline-start: 0.5rem; top: 1px }
.record .ask::after { content: ''; position: absolute; inset: -5px }
.record .ask:hover { color: var(--accent); border-color: var(--accent) }

.about {
  position: fixed;
  inset: auto 0 0;
  width: min(24rem, 100vw);
  max-height: 60vh;
  margin: 0 auto;
  padding: var(--space-3) var(--space-4) var(--space-4);
  overflow: auto;
  background: var(--ground);
  color: var(--ink);
  border: 1px solid var(--edge);
  border-radius: 3px;
}
.about p > span { color: var(--quiet) }
.about > * + * { margin-top: var(--space-2) }
.about dd { color: var(--quiet); padding-bottom: var(--space-1) }
@supports (position-area: bottom) {
  @media (min-width: 30rem) {
    .about { inset: auto; margin: 4px 0 0; position-area: bottom span-right; position-try-fallbacks: flip-block, flip-inline }
  }
}

.why { padding: var(--space-3) var(--space-4); background: var(--soft) }
.why p + p { margin-top: var(--space-1) }
.hits .list { margin-top: 0 }
.hits .list summary, .hits .columns { grid-template-columns: 9.5rem minmax(0, 1fr) 8.5rem 5.5rem }
.hits .kind { font-weight: 400; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.hits .name { font-weight: 650 }
.columns > :first-child { padding-inline-start: 1rem }
.columns > :last-child { text-align: end; padding-inline-end: var(--space-2) }

@media (prefers-reduced-motion: no-preference) {
  .new > details > summary { animation: arrive 2s }
  @keyframes arrive { from { background: var(--tint) } }
}
@media (pointer: coarse) {
  .record { line-height: 1.625rem }
  .record .ask { top: 5px }
}
@media (max-width: 40rem) {
  .list summary, .hits .list summary {
    grid-template: 'kind mark time' 'what what what' / minmax(0, 1fr) auto auto;
    padding: var(--space-2) 0;
  }
  .what { padding-inline-start: 1rem }
  .columns { display: none }
}
`;
