import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/** Resolves when the server has been given what had come: after a turn of the event loop, at least. */
export type Turn = () => Promise<unknown>;

/** The connections of a server, as the code that reads them knows them. */
export interface Connections {
  /** Time at which the last was accepted, by `performance.now()`. */
  lastAccepted(): number;
  /** Tells whether a request is being answered, or an answer has not left. */
  isBusy(): boolean;
  /** Tells the client of each answer to come that its connection ends with it. */
  announceEnd(): void;
  /** Closes those that have been answered, and ask nothing. */
  closeIdle(): void;
  closeAll(): void;
}

/**
 * Time for the requests under way, in ms: longer than a commit takes. What is not answered then is cut,
 * since it may never be.
 */
const lastRequestsMs = 15_000;
/** Time for the connection that was accepted last to send its request, in ms. */
const lastCallMs = 1_000;
/** Interval between two looks at the connections, in ms. */
const checkIntervalMs = 50;

/**
 * Stops a server without cutting a request: takes requests for `drainMs` more, then no new connections,
 * and resolves when the last is answered.
 */
export async function drainServer(
  server: Server,
  connections: Connections,
  drainMs: number,
  turn: Turn = nextTurn,
): Promise<void> {
  connections.announceEnd();
  await wait(drainMs);
  await emptyBacklog(server, turn);
  const closed = once(server, 'close').then(() => true);
  // Unlike http.Server's own close this leaves open connections alone: one that was accepted just now
  // has yet to send its request.
  NetServer.prototype.close.call(server);
  connections.closeIdle();

  const last = performance.now() + lastRequestsMs;
  while (!(await Promise.race([closed, wait(checkIntervalMs, false)]))) {
    // Bytes that have come are read first: a connection that is closed with unread bytes is reset.
    await nextTurn();
    const now = performance.now();
    // Browsers open connections ahead of need, and most will never ask.
    const isOver = !connections.isBusy() && now > connections.lastAccepted() + lastCallMs;
    if (isOver || now > last) connections.closeAll();
  }
}

/**
 * Waits until no connection is left that the system has accepted and the server has not: closing the
 * server would reset these.
 */
async function emptyBacklog(server: Server, turn: Turn): Promise<void> {
  const deadline = performance.now() + lastCallMs;
  let count = 0;
  const note = (): void => void (count += 1);
  server.on('connection', note);
  // Each turn of the event loop accepts one.
  for (let before = -1; before < count && performance.now() < deadline; await turn()) {
    before = count;
  }
  server.off('connection', note);
}
