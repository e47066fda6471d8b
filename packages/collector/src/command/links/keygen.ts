import { randomBytes } from 'node:crypto';
import { generateKey } from '@hitmark/codec';
import { CommandError } from '../command-error.ts';
import { didYouMean } from '../did-you-mean.ts';

const flags = ['--token', '--json'];

/** Random bytes of a token: 43 characters, which nobody guesses. */
const tokenBytes = 32;

/** `hitmark keygen [ID]`: a new key for sealed links; `hitmark keygen --token`: a secret for the token options. */
export async function keygen(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg.startsWith('-') && !flags.includes(arg));
  if (unknown !== undefined) {
    throw new CommandError('usage', `Unknown option '${unknown}'${didYouMean(unknown, flags)}`);
  }
  const isJson = args.includes('--json');
  const [id, ...rest] = args.filter((arg) => arg !== '--json');
  const isToken = id === '--token';
  if (rest.length > 0) {
    throw new CommandError('usage', 'expected at most the id of the key, or --token');
  }
  const token = randomBytes(tokenBytes).toString('base64url');
  const made = isToken ? { token } : { key: makeKey(id) };
  process.stdout.write(`${isJson ? JSON.stringify(made) : Object.values(made)[0]}\n`);
}

function makeKey(id: string | undefined): string {
  try {
    return id === undefined ? generateKey() : generateKey(id);
  } catch (cause) {
    const expected = 'expected an id of 1 to 32 letters, digits, _ and -';
    throw new CommandError('usage', `${expected}, got ${JSON.stringify(id)}`, { cause });
  }
}
