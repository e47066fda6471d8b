import { generateKey } from '@hitmark/codec';
import { CommandError } from '../command-error.ts';

/** `hitmark keygen [ID]`: a new key for sealed links. */
export async function keygen(args: readonly string[]): Promise<void> {
  const [id, ...rest] = args;
  if (rest.length > 0 || id?.startsWith('-')) {
    throw new CommandError('usage', 'expected at most the id of the key');
  }
  try {
    process.stdout.write(`${id === undefined ? generateKey() : generateKey(id)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('usage', reason, { cause: error });
  }
}
