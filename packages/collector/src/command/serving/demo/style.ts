import { ground } from '../../../pages/style/ground.ts';
import { tokens } from '../../../pages/style/tokens.ts';
import { listStyle } from './list-style.ts';

const page = `
body { max-width: 76rem; margin: 0 auto; padding: 0 max(1rem, min(2.5rem, 3vw)) var(--space-6) }
.skip { position: absolute; clip-path: inset(50%) }
.skip:focus { clip-path: none; padding: var(--space-3); background: var(--ground); z-index: 9 }
.top, .top nav, .choices, .field { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-2) var(--space-5) }
.top { padding: var(--space-3) 0; border-bottom: 1px solid var(--hair) }
.top a { text-decoration: none; padding: var(--space-1) 0 }
.top nav a { color: var(--quiet) }
.top nav [aria-current] { color: var(--ink) }
.top nav a:hover { color: var(--accent); text-decoration: underline }
.logo { font-weight: 700 }
.logo svg { margin-inline-end: var(--space-2); vertical-align: -1px; fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linecap: round }
.stale { padding: var(--space-2) var(--space-3); margin-top: var(--space-3); background: var(--soft); border-inline-start: 2px solid var(--accent) }

.intro { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--space-4) var(--space-6); padding: var(--space-5) 0 var(--space-5) }
.intro > :first-child { flex: 1 1 24rem; max-width: 44rem }
.lead { padding-top: var(--space-2); font-size: var(--text-3); line-height: 1.5; color: var(--quiet) }
.report { flex: 0 1 19rem; padding-top: 2px }
.report p { padding-top: var(--space-2) }
.dot { display: inline-block; width: 7px; height: 7px; margin: 0 0.4em 1px; border-radius: 50%; background: var(--accent) }
h1 .small, h2 .small { font-weight: 400; letter-spacing: 0 }

.halves { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 11fr); gap: var(--space-5) var(--space-6); align-items: start }
section { padding-top: var(--space-3); border-top: 1px solid var(--hair) }
section + section { margin-top: var(--space-5) }
section > * + * { margin-top: var(--space-2) }
.email { margin-top: var(--space-6) }
.email > p { max-width: 44rem }
.email .halves { margin-top: var(--space-4) }
.after { margin-top: var(--space-3) }

.code { padding: var(--space-3); background: var(--soft); border: 1px solid var(--hair); border-radius: 3px; white-space: pre-wrap }
.field { gap: var(--space-2) }
.field input { flex: 1 1 8rem; min-width: 0 }
.calls li { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-1) var(--space-3); padding-top: var(--space-1) }
.calls button { min-width: 8.5rem }
.calls code { flex: 1 1 12rem; color: var(--quiet) }

.letter { border: 1px solid var(--edge); border-radius: 3px; overflow: hidden }
.letter summary { display: flex; align-items: center; gap: var(--space-3); padding: var(--space-3); list-style: none; cursor: pointer }
.letter summary::-webkit-details-marker { display: none }
.letter summary:focus-visible { outline-offset: -2px }
.letter summary:hover .from b { color: var(--accent) }
.face { flex: none; width: 2.25rem; height: 2.25rem; border-radius: 50%; background: var(--tint); color: var(--accent); font-weight: 650; line-height: 2.25rem; text-align: center }
.from { flex: 1; min-width: 0 }
.from > * { display: block }
.letter[open] .opens { display: none }
.letter[open] summary { border-bottom: 1px solid var(--hair) }
.paper { padding: var(--space-4) var(--space-4) var(--space-4) 3.75rem; font-size: var(--text-3); line-height: 1.5 }
.paper > * + * { margin-top: var(--space-3) }
.paper > img { display: block; margin: 0 }

.choices { gap: 0 var(--space-4); padding-bottom: var(--space-2) }
.choices a { padding: var(--space-2) 0; border-bottom: 2px solid transparent; color: var(--quiet); text-decoration: none }
.choices [aria-current] { color: var(--ink); border-color: var(--accent) }
.choices span { font-weight: 400; color: var(--quiet) }

@media (prefers-reduced-motion: no-preference) {
  .dot { animation: breathe 2s infinite }
  @keyframes breathe { 50% { opacity: 0.35 } }
}
@media (max-width: 56rem) {
  .halves { grid-template-columns: minmax(0, 1fr) }
}
@media (max-width: 30rem) {
  .paper { padding-inline-start: var(--space-4) }
}
@media print {
  .top nav, button, .about { display: none }
}
`;

/** Style of the demo's pages. */
export const style = `${tokens}${ground}${page}${listStyle}`;
