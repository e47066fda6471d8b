export { maxHtmlBytes, readOutline } from './read-outline.ts';
