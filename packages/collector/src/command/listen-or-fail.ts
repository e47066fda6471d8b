import type { Turn } from '../drain.ts';
import type { Log } from '../log.ts';
import type { ConnectionTally } from '../metrics/tally.ts';
import { listen, type Handlers, type Listening, type ServeOptions } from '../serve.ts';
import { CommandError } from './command-error.ts';

/**
 * Listens, or says what to do where that is impossible.
 *
 * @throws CommandError
 */
export async function listenOrFail(
  handlers: Handlers,
  options: ServeOptions,
  log: Log,
  tally: ConnectionTally,
  turn?: Turn,
): Promise<Listening> {
  try {
    return await listen(handlers, options, log, tally, turn);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const where = `port ${options.port} on ${options.host}`;
    const reason =
      code === 'EADDRINUSE'
        ? `${where} is in use; choose another with --port or PORT`
        : `can not listen on ${where}: ${message}`;
    throw new CommandError('failed', reason, { cause: error });
  }
}
