import { escapeControls } from '@hitmark/codec/text';

/**
 * Says something on stderr. Names of files, arguments and texts of emails may be part of it: a terminal is
 * given nothing to obey.
 */
export function notice(...lines: readonly string[]): void {
  process.stderr.write(`hitmark: ${lines.map(escapeControls).join('\n')}\n`);
}
