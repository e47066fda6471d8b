import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server whose pages run no script. */
export interface ScriptlessServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves another server's pages with a policy that lets no script run: not every driver can turn scripts off. */
export async function withoutScript(url: string): Promise<ScriptlessServer> {
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(url + request.url, { redirect: 'manual' });
      const policy = answer.headers.get('content-security-policy') ?? '';
      const location = answer.headers.get('location');
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
        'content-security-policy': policy.replace(/script-src [^;]*/, "script-src 'none'"),
        ...(location === null ? {} : { location }),
      });
      response.end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
