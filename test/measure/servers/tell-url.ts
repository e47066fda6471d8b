import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port and says where, in the one line that the benchmark waits for. */
export async function tellUrl(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  console.log(`"url":"http://127.0.0.1:${(server.address() as AddressInfo).port}"`);
}
