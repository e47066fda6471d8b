import { fstatSync, ftruncateSync, readSync } from 'node:fs';

const chunkBytes = 65_536;
const newline = '\n'.charCodeAt(0);

/**
 * Cuts what follows the last newline of a file: a line that was being written when the process, the
 * machine or the disk gave out. Its event is after the forwarder's cursor, and is written again.
 *
 * @param file open for reading and writing
 */
export function cutTornLine(file: number): void {
  const { size } = fstatSync(file);
  const chunk = Buffer.alloc(chunkBytes);
  for (let end = size; end > 0;) {
    const from = Math.max(0, end - chunkBytes);
    const bytes = readSync(file, chunk, 0, end - from, from);
    const last = chunk.subarray(0, bytes).lastIndexOf(newline);
    const whole = last < 0 ? from : from + last + 1;
    if (last >= 0 || from === 0) {
      if (whole < size) ftruncateSync(file, whole);
      return;
    }
    end = from;
  }
}
