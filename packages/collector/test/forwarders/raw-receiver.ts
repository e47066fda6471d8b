import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

/** A receiver that knows no HTTP, and does with each connection what a test says. */
export interface RawReceiver {
  readonly port: number;
  /** Counts all connections so far. */
  readonly accepted: () => number;
  /** Counts the connections that are open now; reads what has come over them, to find out. */
  readonly open: () => number;
}

/** Starts a receiver; gone, with its connections, when the test has finished. */
export async function startRawReceiver(
  onConnection: (socket: Socket) => void = () => {},
): Promise<RawReceiver> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  // It decides itself when it has said all: the other end's last word does not close it.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    socket.on('end', () => socket.end());
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, accepted: () => accepted, open };

  function open(): number {
    for (const socket of sockets) socket.resume();
    return sockets.size;
  }
}

/** Starts a server whose process has stopped to accept: the system takes no more connections for it. */
export async function startDeafServer(): Promise<number> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  onTestFinished(async () => void (await worker.terminate()));
  const [port] = (await once(worker, 'message')) as [number];
  return port;
}
