import {
  listen,
  type Handlers,
  type ListenDeps,
  type Listening,
  type ServeOptions,
} from '../../server/listen.ts';
import { CommandError } from '../command-error.ts';

/**
 * Listens as `listen` does.
 *
 * @throws CommandError, whose message says what to do where that is impossible
 */
export async function listenOrFail(
  handlers: Handlers,
  options: ServeOptions,
  deps: ListenDeps,
): Promise<Listening> {
  try {
    return await listen(handlers, options, deps);
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
