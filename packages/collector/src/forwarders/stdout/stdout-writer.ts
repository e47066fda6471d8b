import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';

const stdout = 1;

/**
 * Makes what writes to the process's stdout from a thread. Not `process.stdout`: in a thread that is
 * passed on by the event loop of the main one, which must not wait for a slow reader.
 *
 * @returns resolves when the system has taken the text, rejects where nobody reads any more
 */
export function openStdout(): (text: string) => Promise<void> {
  const kind = fstatSync(stdout);
  // Files and terminals take what they are given; a pipe's reader may take its time.
  return kind.isFIFO() || kind.isSocket() ? pipeWriter() : async (text) => writeWhole(text);
}

function pipeWriter(): (text: string) => Promise<void> {
  const pipe = new Socket({ fd: stdout, readable: false, writable: true });
  // The write that fails says so itself.
  pipe.on('error', () => {});
  return (text) =>
    new Promise((resolve, reject) => {
      pipe.write(text, (error) => (error == null ? resolve() : reject(error)));
    });
}

function writeWhole(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(stdout, bytes, at);
}
