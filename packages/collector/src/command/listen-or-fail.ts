import type Koa from 'koa';
import type { Options } from '../configuration/index.ts';
import type { Log } from '../log.ts';
import { listen, type Listening, type UnreadableReason } from '../serve.ts';
import { CommandError } from './command-error.ts';

/**
 * Listens, or says what to do where that is impossible.
 *
 * @throws CommandError
 */
export async function listenOrFail(
  app: Koa,
  options: Pick<Options, 'host' | 'port' | 'drainMs'>,
  log: Log,
  onUnreadable?: (reason: UnreadableReason) => void,
): Promise<Listening> {
  try {
    return await listen(app, options, log, onUnreadable);
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
