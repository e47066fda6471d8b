import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { readStatement, type Statement } from './statement.ts';

// ClickHouse's HTTP interface in front of its engine as a library (chdb): `node server.ts <data folder> <port>`. As
// much of it as hitmark uses: statements in the address or the body, parameters, settings, typed errors.

/** The engine's part that is used here. */
interface Engine {
  readonly queryBindAsync: (
    statement: string,
    parameters: Readonly<Record<string, string>>,
    options: { readonly format: string },
  ) => Promise<{ bytes(): Uint8Array }>;
  readonly insert: (options: object) => Promise<unknown>;
  readonly connection: unknown;
  readonly close: () => void;
}

const require = createRequire(import.meta.url);
const { Session } = require('chdb') as {
  Session: new (folder: string, options?: object) => Engine;
};
const native = require(
  require.resolve('@chdb/lib-linux-x64-gnu', { paths: [require.resolve('chdb')] }),
) as {
  InsertRawAsyncConnection(
    connection: unknown,
    statement: string,
    rows: Uint8Array,
    counts: boolean,
  ): Promise<unknown>;
};

const [folder = '', port = '0'] = process.argv.slice(2);
const engine = new Session(folder);
// A connection has one statement at a time: inserts have their own, so that others run beside them.
const inserting = new Session(folder);

async function run({ text, parameters, rows, format }: Statement): Promise<Uint8Array> {
  if (rows !== null) {
    await native.InsertRawAsyncConnection(inserting.connection, `${text}\n`, rows, false);
    return new Uint8Array();
  }
  const result = await engine.queryBindAsync(text, parameters, { format });
  return result.bytes();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  try {
    const body = await buffer(request);
    const statement = await readStatement(url.searchParams, body, request.headers['content-type']);
    response.end(await run(statement));
  } catch (error) {
    const text = (error as Error).message.replace(/^Query failed: /, '');
    const code = /Code: (\d+)/.exec(text)?.[1] ?? '1';
    response.writeHead(500, { 'X-ClickHouse-Exception-Code': code });
    response.end(text);
  }
}

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  // eslint-disable-next-line no-console -- whoever has started it waits for the line
  console.log(`ready ${typeof address === 'object' ? address?.port : ''}`);
});
process.once('SIGTERM', () => {
  server.close();
  inserting.close();
  engine.close();
  process.exit();
});
