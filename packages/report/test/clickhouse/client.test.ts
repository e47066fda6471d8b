import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClickhouse, type Clickhouse } from '../../src/clickhouse/client.ts';

/** A client of a server that gives one answer, and what it was asked. */
async function answeredBy(
  answer: (response: ServerResponse) => void,
): Promise<{ readonly client: Clickhouse; readonly asked: URL[] }> {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://localhost'));
    request.resume();
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { client: createClickhouse({ url, user: null, password: null }), asked };
}

const whole = '{"meta":[],"data":[[1,"a"],[2,"b"]],"rows":2}';

describe('rows of ClickHouse', () => {
  it('are all that it has sent', async () => {
    const { client, asked } = await answeredBy((response) => response.end(whole));
    expect(await client.rows('SELECT 1')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      wait_end_of_query: '1',
      timeout_overflow_mode: 'throw',
      read_overflow_mode_leaf: 'throw',
      timeout_overflow_mode_leaf: 'throw',
      limit: '0',
      offset: '0',
      log_queries: '0',
    });
  });

  it.each([
    ['breaks off', (response: ServerResponse) => response.end(whole.slice(0, 30))],
    [
      'has fewer rows than it says',
      (response: ServerResponse) => response.end('{"meta":[],"data":[[1]],"rows":2}'),
    ],
    [
      'ends with an error',
      (response: ServerResponse) =>
        response.end(`${whole.slice(0, -1)},"exception":"Code: 241. Memory limit"}`),
    ],
    [
      'is followed by an error',
      (response: ServerResponse) =>
        response.end(`${whole}\nCode: 241. DB::Exception: Memory limit`),
    ],
    [
      'loses its connection',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(whole, () => response.destroy());
      },
    ],
  ])('are none where the answer %s', async (_what, answer) => {
    const { client } = await answeredBy(answer);
    await expect(client.rows('SELECT 1')).rejects.toMatchObject({ code: 'clickhouse-unreachable' });
  });

  it.each([200, 500])('are none where it tells an error with status %d', async (status) => {
    const { client } = await answeredBy((response) => {
      response.writeHead(status, { 'X-ClickHouse-Exception-Code': '159' });
      response.end(whole);
    });
    await expect(client.rows('SELECT 1')).rejects.toMatchObject({
      code: 'clickhouse-refused',
      exceptionCode: 159,
    });
  });
});

describe('an insert into ClickHouse', () => {
  const insert = async (answer: string): Promise<void> => {
    const { client } = await answeredBy((response) => response.end(answer));
    await client.insert('INSERT INTO t FORMAT X', '[1]\n', {}, AbortSignal.timeout(60_000));
  };

  it('is done where nothing is answered', async () => {
    await expect(insert('')).resolves.toBeUndefined();
  });

  it('is not done where some proxy answers success with a page of its own', async () => {
    await expect(insert('<h1>Back soon</h1>')).rejects.toMatchObject({
      code: 'clickhouse-unreachable',
    });
  });

  it('is late where nobody answers in time, and ended where it is no longer wanted', async () => {
    const { client } = await answeredBy(() => {});
    const insertUntil = (signal: AbortSignal) => client.insert('INSERT', '', {}, signal);
    await expect(insertUntil(AbortSignal.timeout(50))).rejects.toMatchObject({
      code: 'clickhouse-unreachable',
      message: 'ClickHouse does not answer: timeout',
    });
    await expect(insertUntil(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
