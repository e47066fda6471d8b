export { startFiles } from './start-files.ts';
