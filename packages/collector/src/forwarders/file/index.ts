export { eraseLines } from './erase-lines.ts';
export { listOtherEntries, openEventFiles } from './event-files.ts';
export { readFolders } from './file-folders.ts';
export { openFileLock } from './file-lock.ts';
export { startFiles } from './start-files.ts';
