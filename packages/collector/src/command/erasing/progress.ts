import { escapeControls } from '@hitmark/codec/text';

/** One line on the terminal that says how far a long command has come. */
export interface Progress {
  update(text: string): void;
  /** Clears the line. */
  end(): void;
}

const intervalMs = 200;
const clearLine = '\r\u001B[2K';

/**
 * Shows progress on stderr where that is a terminal, and not in the middle of what the command prints to
 * the same one.
 */
export function createProgress(printsEvents: boolean): Progress {
  if (!process.stderr.isTTY || (printsEvents && process.stdout.isTTY)) {
    return { update() {}, end() {} };
  }
  let shown = -Infinity;
  return {
    update(text) {
      if (performance.now() - shown < intervalMs) return;
      shown = performance.now();
      process.stderr.write(`${clearLine}${escapeControls(text)}`);
    },
    end() {
      if (shown !== -Infinity) process.stderr.write(clearLine);
    },
  };
}

/** `12,345`. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** `1 event`, `12,345 events`. */
export function countOf(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}
