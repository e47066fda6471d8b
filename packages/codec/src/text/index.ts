export { csvLine } from './csv-line.ts';
export { escapeControls } from './escape-controls.ts';
export { escapeHtml } from './escape-html.ts';
