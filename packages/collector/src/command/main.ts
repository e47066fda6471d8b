import { ConfigurationError } from '../configuration/configuration-error.ts';
import { JournalError } from '../journal/journal-error.ts';
import { CommandError } from './command-error.ts';
import { didYouMean } from './did-you-mean.ts';
import { helpPages } from './help/help-pages.ts';
import { overviewHelp } from './help/overview-help.ts';
import { notice } from './notice.ts';
import { Interrupted } from './serving/signals.ts';
import { readVersion } from './version.ts';

type Command = (args: readonly string[]) => Promise<void>;

/** Every command, loaded when it is run: to load `serve` would cost each of the others 0.2 s. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serving/serve.ts')).serve,
  demo: async () => (await import('./serving/demo.ts')).demo,
  snippet: async () => (await import('./links/snippet.ts')).snippet,
  tail: async () => (await import('./events/tail.ts')).tail,
  export: async () => (await import('./events/export.ts')).exportEvents,
  replay: async () => (await import('./events/replay.ts')).replay,
  dead: async () => (await import('./events/dead.ts')).dead,
  forget: async () => (await import('./erasing/forget.ts')).forget,
  keygen: async () => (await import('./links/keygen.ts')).keygen,
  link: async () => (await import('./links/link.ts')).link,
  read: async () => (await import('./links/read.ts')).read,
  rewrite: async () => (await import('./links/rewrite.ts')).rewrite,
  stats: async () => (await import('./reports/stats/stats.ts')).stats,
  report: async () => (await import('./reports/report.ts')).report,
  sent: async () => (await import('./sent/sent.ts')).sent,
};

const busy = 5; // SQLITE_BUSY

/**
 * The command `hitmark`.
 *
 * @param args without the program's name
 * @returns the exit status: 0, 1 (failed) or 2 (wrong usage)
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name = defaultCommand(process.env), ...rest] = args;
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
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined) throw unknownCommand(name, Object.keys(commands));
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(helpOf(name));
      return 0;
    }
    const command = await load();
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

/**
 * The command without a name: `npx @hitmark/collector` starts the demo, an installed `hitmark` shows its help, and so
 * does `npx pnpm@10 hitmark` in a clone, which passes on that npx was asked for pnpm.
 */
function defaultCommand(environment: NodeJS.ProcessEnv): string {
  const { npm_lifecycle_event: runBy, PNPM_PACKAGE_NAME: pnpmProject } = environment;
  return runBy === 'npx' && pnpmProject === undefined ? 'demo' : '--help';
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

/** Ends the process when stdout fails: the rest of the output would be missing without notice. */
function endOutput(error: NodeJS.ErrnoException): never {
  // `… | head` closes the pipe: that is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  notice(`can not write to stdout: ${error.message}`);
  process.exit(1);
}

/** Tells whether a user can correct an error; any other is a bug of ours and keeps its stack. */
function isExpected(error: unknown): error is Error {
  if ([CommandError, ConfigurationError, JournalError].some((kind) => error instanceof kind)) {
    return true;
  }
  // Errors of the system (a full disk, a missing right) and of SQLite (a lock) are no bugs either.
  return error instanceof Error && ('syscall' in error || 'errcode' in error);
}
