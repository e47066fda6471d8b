import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A key and its certificate, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A server on this machine; browsers reach it under any `*.test` name. */
export interface TestServer {
  readonly port: number;
  /** Address of a host name on this server, without a final slash. */
  url(host: string): string;
  close(): Promise<void>;
}

/** A certificate for every host name of the tests. */
export async function makeCertificate(
  names: readonly string[] = ['site.test', 'track.test', 'other.test', 'localhost'],
): Promise<Certificate> {
  const altNames = names.map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'site.test' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key, cert };
}

/** Starts a server; https where a certificate is given. */
export async function startServer(
  listener: RequestListener,
  certificate?: Certificate,
): Promise<TestServer> {
  const server =
    certificate === undefined
      ? createHttpServer(listener)
      : createHttpsServer(certificate, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const scheme = certificate === undefined ? 'http' : 'https';
  return {
    port,
    url: (host) => `${scheme}://${host}:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Serves HTML pages by path; anything else is 404. */
export function startSite(
  pages: Readonly<Record<string, string>>,
  certificate?: Certificate,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  return startServer((request, response) => {
    const page = pages[(request.url ?? '').replace(/\?.*/, '')];
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...headers,
    });
    response.end(page);
  }, certificate);
}
