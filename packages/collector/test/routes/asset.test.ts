import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { rawRequest } from '../../src/pipeline/request/raw-request.ts';
import { assetRoute, createAsset, shortLived } from '../../src/routes/asset.ts';

const asset = createAsset(Buffer.from('tag();'.repeat(100)));
const { answer } = assetRoute(asset, ['/tag.js'], shortLived);
const noBody = () => Promise.resolve(new Uint8Array());

type Headers = Readonly<Record<string, string>>;

/** Coding and status of an answer. */
async function answered(headers: Headers) {
  const head = { method: 'GET', headers, remoteAddress: '', encrypted: false, received: 0 };
  const { status, headers: told, body } = await answer(rawRequest('/tag.js', head), noBody, '');
  const coding = /"\w{16}-(\w+)"/.exec(told['etag'] ?? '')?.[1];
  expect(body).toBe(status === 304 ? null : asset.codings[coding as 'br']);
  expect(told['content-encoding'] ?? 'identity').toBe(status === 304 ? 'identity' : coding);
  return { status, coding };
}

/** Negotiates by Koa's own functions, for comparison. */
function byKoa(headers: Headers) {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', headers });
  const context = new Koa().createContext(request, new ServerResponse(request));
  const coding = ['br', 'gzip'].find((name) => context.acceptsEncodings(name) === name);
  context.status = 200;
  context.set('etag', `"${asset.hash}-${coding ?? 'identity'}"`);
  return { status: context.fresh ? 304 : 200, coding: coding ?? 'identity' };
}

const etag = (coding: string): string => `"${asset.hash}-${coding}"`;
const encodings = [
  ['gzip, deflate, br', 'br'],
  ['br;q=0.1, gzip', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['', 'identity'],
] as const;

describe('an asset', () => {
  describe.each(encodings)('asked for in %o', (encoding, coding) => {
    it.each([
      ['nothing', null, 200],
      ['what is sent', etag(coding), 304],
      ['what is sent, made weak by a proxy', `W/${etag(coding)}`, 304],
      ['what is sent, among others', `"x", ${etag(coding)}`, 304],
      ['anything', '*', 304],
      ['another coding', etag('other'), 200],
    ] as const)('by a browser that has %s', async (_, noneMatch, status) => {
      const headers = {
        'accept-encoding': encoding,
        ...(noneMatch === null ? {} : { 'if-none-match': noneMatch }),
      };
      expect(await answered(headers)).toEqual({ status, coding });
    });
  });

  it('is sent whole to a browser that reloads without its cache', async () => {
    const headers = { 'if-none-match': '*', 'cache-control': 'no-cache' };
    expect(await answered(headers)).toEqual({ status: 200, coding: 'identity' });
  });

  it('is sent uncompressed where a request names too many codings: to weigh them takes time', async () => {
    const headers = { 'accept-encoding': `${'a, '.repeat(170)}br` };
    expect(await answered(headers)).toEqual({ status: 200, coding: 'br' });
    const more = { 'accept-encoding': `${'a, '.repeat(171)}br` };
    expect(await answered(more)).toEqual({ status: 200, coding: 'identity' });
  });

  it('is sent whole where a request names too many versions', async () => {
    const headers = { 'if-none-match': `${'"x", '.repeat(110)}${etag('identity')}` };
    expect(await answered(headers)).toEqual({ status: 200, coding: 'identity' });
  });

  const text = (pieces: readonly string[]) =>
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 6 })
      .map((parts) => parts.join(''));
  const headers = fc.record(
    {
      'accept-encoding': text(['br', 'gzip', 'identity', '*', ';q=0', ';q=0.5', ', ', ' ', 'BR']),
      'if-none-match': text(['*', etag('br'), etag('gzip'), etag('identity'), 'W/', ', ', ' ']),
      'cache-control': text(['no-cache', 'max-age=0', ', ']),
      'if-modified-since': text(['Sun, 22 Nov 2026 09:30:00 GMT']),
    },
    { requiredKeys: [] },
  );

  it('is negotiated and fresh as Koa finds, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(headers, async (asked) => {
        expect(await answered(asked)).toEqual(byKoa(asked));
      }),
      { numRuns: 2_000 },
    );
  });
});
