import { destination, pino, type Logger } from 'pino';
import type { Options } from './configuration/index.ts';

/** Structured logs: fixed event names in `event`, no query string, cookie, token or whole address. */
export type Log = Logger;

/** JSON lines on stderr: stdout is for the output of commands. */
export function createLog(level: Options['logLevel']): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination(2));
}
