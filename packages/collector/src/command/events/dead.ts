import { openDeadLetters } from '../../forwarders/index.ts';
import { openJournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { didYouMean } from '../did-you-mean.ts';
import { escapeControls } from '@hitmark/codec/text';
import { print } from './print-events.ts';
import { readArguments } from '../read-arguments.ts';
import { createInterruptSignal } from '../serving/signals.ts';

const pageSize = 1_000;

/** `hitmark dead list | retry`: webhooks that were given up, whether or not a collector runs. */
export async function dead([verb = '', ...args]: readonly string[]): Promise<void> {
  if (verb === 'list') return list(args);
  if (verb === 'retry') return retry(args);
  const offer = didYouMean(verb, ['list', 'retry']);
  throw new CommandError('usage', `expected dead list or dead retry${offer}`);
}

async function list(args: readonly string[]): Promise<void> {
  const { options } = await readArguments(args);
  const deadLetters = openDeadLetters(pathOfJournal(options.data));
  const signal = createInterruptSignal('the list is not complete');
  for (let place = 0; ;) {
    const { letters, last } = deadLetters.page(place, pageSize);
    if (letters.length === 0) break;
    const lines = letters.map((letter) => `${escapeControls(JSON.stringify(letter))}\n`).join('');
    await print(lines, signal);
    place = last;
  }
  deadLetters.close();
}

/** Tries all dead letters again, or those of the events named: `--id <event id>[,<event id>…]`. */
async function retry(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, ['id']);
  const ids = flags['id']?.split(',') ?? null;
  const deadLetters = openDeadLetters(pathOfJournal(options.data));
  const retried = deadLetters.retry(ids, Date.now());
  deadLetters.close();
  if (ids !== null && retried === 0) {
    throw new CommandError('failed', `no dead letter of ${ids.join(', ')}; see hitmark dead list`);
  }
  process.stdout.write(`${JSON.stringify({ retried })}\n`);
}

/** @throws JournalError where there is none, or one that can't be read */
function pathOfJournal(data: string): string {
  const reader = openJournalReader(data);
  reader.close();
  return reader.path;
}
