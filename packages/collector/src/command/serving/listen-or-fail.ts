import type { Turn } from '../../server/drain.ts';
import type { Log } from '../../log.ts';
import type { ConnectionCounters } from '../../metrics/counters.ts';
import { listen, type Handlers, type Listening, type ServeOptions } from '../../server/listen.ts';
import { CommandError } from '../command-error.ts';

/**
 * Listens, or says what to do where that is impossible.
 *
 * @throws CommandError
 */
export async function listenOrFail(
  handlers: Handlers,
  options: ServeOptions,
  log: Log,
  counters: ConnectionCounters,
  turn?: Turn,
): Promise<Listening> {
  try {
    return await listen(handlers, options, log, counters, turn);
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
