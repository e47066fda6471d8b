import { once } from 'node:events';
import { request as open, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An answer, read whole. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request over a connection of its own. Unlike `fetch` it sends any header, path and method. */
export async function request(
  address: string,
  headers: OutgoingHttpHeaders = {},
  method = 'GET',
  body?: string | Buffer,
): Promise<Answered> {
  const { hostname, port } = new URL(address);
  const path = address.slice(new URL(address).origin.length);
  const sent = open({ hostname, port, path, method, headers, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

/** Sends bytes as they are, and returns all that comes back until the other end closes. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return (await buffer(socket)).toString('latin1');
}
