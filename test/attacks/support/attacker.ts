import { connect } from 'node:net';
import { attackList } from './attack-list.ts';
import type { Flood } from './flood.ts';

// A process of its own, so that what sends the flood does not slow down the clients that are measured.
// It is told one line of JSON: which attack, which of its floods, the collector's port, for how long.

/** One round of a flood. */
export interface Order {
  readonly linkKey: string;
  readonly name: string;
  readonly side: 'attack' | 'harmless';
  readonly port: number;
  readonly ms: number;
}

process.stdin.setEncoding('utf8').once('data', (line: string) => {
  const order = JSON.parse(line) as Order;
  const attack = attackList(order.linkKey).find(({ name }) => name === order.name);
  if (attack === undefined) throw new Error(`there is no attack "${order.name}"`);
  send(attack[order.side], order);
});

/** Sends until the time is over, and connects again where the collector closes a connection. */
function send(flood: Flood, { port, ms }: Order): void {
  const end = performance.now() + ms;
  let payloads = 0;
  setTimeout(() => {
    process.stdout.write(`${JSON.stringify({ payloads })}\n`, () => process.exit());
  }, ms);
  for (let number = 0; number < flood.connections; number += 1) open();

  function open(): void {
    const socket = connect(port, '127.0.0.1');
    if (flood.reads) socket.resume();
    else socket.pause();
    const timer = setInterval(() => {
      // A client that can't write waits, so that the flood is bounded by what the collector takes.
      if (socket.writableNeedDrain || socket.connecting) return;
      socket.write(flood.payload);
      payloads += 1;
    }, flood.everyMs);
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      if (performance.now() < end) setTimeout(open, flood.everyMs);
    });
  }
}
