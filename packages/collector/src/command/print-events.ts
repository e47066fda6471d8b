import { once } from 'node:events';
import type { JournalReader } from '../journal/index.ts';

/** Rows a page: enough to be quick, few enough to hold no snapshot for long. */
const pageSize = 1_000;

/**
 * Prints the events after a sequence to stdout, one JSON object a line, as fast as they are taken.
 *
 * @returns the last sequence that was printed
 */
export async function printEvents(reader: JournalReader, after: number): Promise<number> {
  for (let last = after; ;) {
    const page = reader.page(last, pageSize);
    if (page.length === 0) return last;
    const lines = page.map(({ event }) => `${escapeControls(event)}\n`).join('');
    if (!process.stdout.write(lines)) await once(process.stdout, 'drain');
    last = page.at(-1)?.sequence ?? last;
  }
}

/**
 * Escapes what a terminal would obey or misread: JSON text holds no C0 controls, but may hold DEL, C1
 * controls and marks that change the direction of text. The JSON's meaning stays the same.
 */
export function escapeControls(json: string): string {
  return json.replace(
    // oxlint-disable-next-line no-control-regex -- they are what this is about
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
