// `tag.js` loads this in its own place where the page asks for a log.
export { createTag } from './create-tag.ts';
