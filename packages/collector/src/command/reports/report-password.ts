import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CommandError } from '../command-error.ts';
import { readArguments } from '../read-arguments.ts';
import { loadReport } from './load-report.ts';

/** `hitmark report password`: prints the hash of a password, for `report.accounts`. */
export async function hashNewPassword(args: readonly string[]): Promise<void> {
  const { flags } = await readArguments(args);
  const { hashPassword } = await loadReport(() => import('@hitmark/report/access'));
  const password = process.stdin.isTTY ? await prompt() : await readPiped();
  try {
    const hash = await hashPassword(password);
    process.stdout.write(`${flags['json'] === undefined ? hash : JSON.stringify({ hash })}\n`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandError('failed', error.message, { cause: error });
  }
}

async function readPiped(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}

/** Asks for the password twice, without showing it. */
async function prompt(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question);
    const answer = await lines.question('');
    process.stderr.write('\n');
    return answer;
  };
  try {
    const password = await ask('Password: ');
    if ((await ask('Once more: ')) === password) return password;
    throw new CommandError('failed', 'expected the same password twice');
  } finally {
    lines.close();
  }
}
