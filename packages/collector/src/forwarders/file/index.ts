export { openEventFiles } from './event-files.ts';
export { openFileLock } from './file-lock.ts';
export { startFiles } from './start-files.ts';
