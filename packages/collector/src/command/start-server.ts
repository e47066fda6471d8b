import type Koa from 'koa';
import { createCollector } from '../app.ts';
import type { Options } from '../configuration/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Log } from '../log.ts';
import { listen, type Listening } from '../serve.ts';
import { CommandError } from './command-error.ts';

/** Adds routes to an application before it listens. */
export type Extend = (app: Koa) => void;

/**
 * Takes hits for a journal, in this process.
 *
 * @throws CommandError where it can't listen
 */
export async function startServer(
  options: Options,
  journal: Journal,
  log: Log,
  extend: Extend,
): Promise<Listening> {
  let draining = false;
  const app = createCollector({ ...options, journal, log, isDraining: () => draining });
  extend(app);
  const server = await listenOr(app, options, log);
  return {
    ...server,
    drain() {
      draining = true;
      return server.drain();
    },
  };
}

async function listenOr(app: Koa, options: Options, log: Log): Promise<Listening> {
  try {
    return await listen(app, options, log);
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
