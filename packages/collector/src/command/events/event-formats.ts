import { CommandError } from '../command-error.ts';
import { csv } from './csv-format.ts';
import { escapeControls } from '@hitmark/codec/text';
import type { EventFormat } from './event-format.ts';
import { text } from './text-format.ts';

/** Events as they are stored. */
const json: EventFormat = { head: '', line: (event) => `${escapeControls(event)}\n` };

const formats = new Map(Object.entries({ json, text, csv }));

/**
 * The format that `--format` or `--json` asks for.
 *
 * @throws CommandError `usage`
 */
export function readFormat(
  { format: flag, json: isJson }: Readonly<Record<string, string>>,
  fallback: 'json' | 'text',
): EventFormat {
  if (isJson !== undefined && flag !== undefined && flag !== 'json') {
    throw new CommandError('usage', `expected one of --json and --format ${flag}`);
  }
  const name = isJson === undefined ? (flag ?? fallback) : 'json';
  const format = formats.get(name);
  if (format !== undefined) return format;
  const expected = [...formats.keys()].join(', ');
  throw new CommandError('usage', `--format: expected ${expected}, got ${JSON.stringify(name)}`);
}
