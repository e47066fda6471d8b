import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Servers that receive webhooks, and answer well or in ways that no client may wait for. */
export interface Receivers {
  /** Several for each way to misbehave: as many as could take all places of deliveries. */
  readonly urls: readonly string[];
  /** Lets them misbehave from now on, or behave again. */
  misbehave(bad: boolean): void;
  /** Number of requests that were answered badly. */
  badAnswers(): number;
  close(): void;
}

/** Receivers of each kind: at 8 deliveries at a time to each, they could hold 256. */
const receiversEach = 32;

const ok = 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';
const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n';

/** Every way in which a receiver could keep a sender waiting. */
const ways: Readonly<Record<string, (socket: Socket) => void>> = {
  'switches protocols': (socket) => socket.write(switching),
  'says nothing': () => {},
  'resets the connection': (socket) => socket.resetAndDestroy(),
  'closes its side only': (socket) => socket.end(),
  'continues for ever': (socket) => repeat(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
  'sends hints for ever': (socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  'sends headers for ever': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    repeat(socket, 'x: y\r\n');
  },
  'sends a body for ever': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    repeat(socket, '1\r\nx\r\n');
  },
  'speaks another protocol': (socket) => socket.write('220 mail.test ESMTP\r\n'),
};

function repeat(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 10);
  socket.once('close', () => clearInterval(timer));
}

export async function startReceivers(): Promise<Receivers> {
  let isBad = false;
  let badAnswers = 0;
  const sockets = new Set<Socket>();
  const servers = await Promise.all(
    Object.values(ways).map(async (answerBadly) => {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket)).on('error', () => {});
        socket.once('data', () => {
          if (isBad) answerBadly(socket);
          else socket.end(ok);
          badAnswers += isBad ? 1 : 0;
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return {
    urls: servers.flatMap((server) => {
      const { port } = server.address() as AddressInfo;
      return Array.from({ length: receiversEach }, (_, n) => `http://127.0.0.1:${port}/${n}`);
    }),
    misbehave(bad) {
      isBad = bad;
      // Those that were left open end with the round.
      for (const socket of sockets) socket.destroy();
    },
    badAnswers: () => badAnswers,
    close() {
      for (const server of servers) server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
