import { CommandError } from '../command-error.ts';
import { csv } from './csv-format.ts';
import { escapeControls } from '@hitmark/codec/text';
import type { EventFormat } from './event-format.ts';
import { text } from './text-format.ts';

/** Events as they are stored. */
const json: EventFormat = { head: '', line: (event) => `${escapeControls(event)}\n` };

const formats = new Map(Object.entries({ json, text, csv }));

/**
 * The format that `--format` asks for.
 *
 * @throws CommandError `usage`
 */
export function readFormat(flag: string | undefined, fallback: 'json' | 'text'): EventFormat {
  const name = flag ?? fallback;
  const format = formats.get(name);
  if (format !== undefined) return format;
  const expected = [...formats.keys()].join(', ');
  throw new CommandError('usage', `--format: expected ${expected}, got ${JSON.stringify(name)}`);
}
