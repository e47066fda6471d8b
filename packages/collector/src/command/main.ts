import { ConfigurationError } from '../configuration/index.ts';
import { JournalError } from '../journal/index.ts';
import { CommandError } from './command-error.ts';
import { dead } from './events/dead.ts';
import { demo } from './serving/demo.ts';
import { exportEvents } from './events/export.ts';
import { forget } from './erasing/forget.ts';
import { didYouMean } from './did-you-mean.ts';
import { helpPages } from './help/help-pages.ts';
import { overviewHelp } from './help/overview-help.ts';
import { keygen } from './links/keygen.ts';
import { link } from './links/link.ts';
import { notice } from './notice.ts';
import { read } from './links/read.ts';
import { replay } from './events/replay.ts';
import { rewrite } from './links/rewrite.ts';
import { sent } from './sent/sent.ts';
import { serve } from './serving/serve.ts';
import { Interrupted } from './serving/signals.ts';
import { report } from './reports/report.ts';
import { stats } from './reports/stats/stats.ts';
import { snippet } from './links/snippet.ts';
import { tail } from './events/tail.ts';
import { readVersion } from './version.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  serve,
  demo,
  snippet,
  tail,
  export: exportEvents,
  replay,
  dead,
  forget,
  keygen,
  link,
  read,
  rewrite,
  stats,
  report,
  sent,
};

const busy = 5; // SQLITE_BUSY

/**
 * The command `hitmark`.
 *
 * @param args without the program's name
 * @returns the exit status: 0, 1 (failed) or 2 (wrong usage)
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = args;
  process.stdout.on('error', endOutput);
  try {
    if (['--version', '-v', 'version'].includes(name)) {
      process.stdout.write(`${readVersion()}\n`);
      return 0;
    }
    if (['--help', '-h', 'help'].includes(name)) {
      process.stdout.write(helpOf(rest.find((arg) => !arg.startsWith('-'))));
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw unknownCommand(name, Object.keys(commands));
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(helpOf(name));
      return 0;
    }
    await command(rest);
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      notice(error.message);
      return error.status;
    }
    if (!isExpected(error)) throw error;
    const isBusy = 'errcode' in error && error.errcode === busy;
    const message = isBusy ? 'another program holds the journal: try again' : error.message;
    const isUsage = 'code' in error && error.code === 'usage';
    const wayOut = isUsage
      ? `; try hitmark ${Object.hasOwn(commands, name) ? `${name} ` : ''}--help`
      : '';
    notice(...(error instanceof ConfigurationError ? message.split('\n') : [message + wayOut]));
    return isUsage ? 2 : 1;
  }
}

/** The page of a command, or the overview. */
function helpOf(name: string | undefined): string {
  if (name === undefined) return overviewHelp;
  const page = Object.hasOwn(helpPages, name) ? helpPages[name] : undefined;
  if (page === undefined) throw unknownCommand(name, Object.keys(helpPages));
  return page;
}

function unknownCommand(name: string, known: readonly string[]): CommandError {
  return new CommandError('usage', `no command "${name}"${didYouMean(name, known)}`);
}

/** Ends the process where nothing can be printed any more: the rest would be missing, and nobody told. */
function endOutput(error: NodeJS.ErrnoException): never {
  // `… | head` closes the pipe: that is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  notice(`can not write to stdout: ${error.message}`);
  process.exit(1);
}

/** What a user can mend; anything else is a bug of ours and keeps its stack. */
function isExpected(error: unknown): error is Error {
  if ([CommandError, ConfigurationError, JournalError].some((kind) => error instanceof kind)) {
    return true;
  }
  // What the system (a full disk, a missing right) or SQLite (a lock) refuses is no bug either.
  return error instanceof Error && ('syscall' in error || 'errcode' in error);
}
