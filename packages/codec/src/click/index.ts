export { appendClick } from './append-click.ts';
export { createClickReferences, type ClickReferences } from './click-references.ts';
