export { adaptHtml, type AdaptConfig } from './adapt-html.ts';
