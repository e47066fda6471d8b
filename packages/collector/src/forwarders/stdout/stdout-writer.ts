import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isatty } from 'node:tty';

const stdout = 1;

/** Time for which a terminal that takes nothing is left alone, in ms. */
const pauseMs = 20;

/**
 * Makes what writes to the process's stdout from a thread. Not `process.stdout`: in a thread that is
 * passed on by the event loop of the main one, which must not wait for a slow reader. Nor may the thread
 * hang in a write, since then not even the process could end.
 *
 * @returns resolves when the system has taken the text, rejects where nobody reads any more
 */
export function openStdout(): (text: string) => Promise<void> {
  const kind = fstatSync(stdout);
  if (kind.isFIFO() || kind.isSocket()) return pipeWriter();
  return descriptorWriter(isatty(stdout) ? openTerminal() : stdout);
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

/** Opens the terminal anew: whether its writes wait is then not what others that share it say. */
function openTerminal(): number {
  try {
    const { O_WRONLY, O_NOCTTY, O_NONBLOCK } = constants;
    return openSync(`/dev/fd/${stdout}`, O_WRONLY | O_NOCTTY | O_NONBLOCK);
  } catch {
    return stdout;
  }
}

function descriptorWriter(descriptor: number): (text: string) => Promise<void> {
  return async (text) => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) {
      const written = writeSome(descriptor, bytes, at);
      if (written === 0) await wait(pauseMs);
      at += written;
    }
  };
}

/** Writes what is taken at once; 0: nothing, as of a terminal that was halted by Ctrl-S. */
function writeSome(descriptor: number, bytes: Buffer, at: number): number {
  try {
    return writeSync(descriptor, bytes, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}
