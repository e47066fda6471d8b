export { csvLine } from './csv-line.ts';
export { escapeControls } from './escape-controls.ts';
