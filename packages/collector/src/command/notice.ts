import { escapeControls } from '@hitmark/codec/text';

/**
 * Writes lines to stderr. Names of files, arguments and texts of emails may be part of them: control characters are
 * escaped, so that a terminal acts on none.
 */
export function notice(...lines: readonly string[]): void {
  process.stderr.write(`hitmark: ${lines.map(escapeControls).join('\n')}\n`);
}
