import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AddedApi, AddedOperation } from '../../src/index.ts';
import { askReport, errorOf, postQuery, withToken } from '../support/ask-report.ts';
import { shareReport } from '../support/scratch-report.ts';

const maxBodyBytes = 1_024;
const echo: AddedOperation = {
  path: '/api/echo',
  id: 'echo',
  summary: 'Answer what was sent',
  input: ['Said', v.strictObject({ said: v.string() })],
  output: ['Echo', { type: 'object' }],
  maxInputs: 10,
  maxBodyBytes,
  answer: async (body) => ({ status: 200, body: { echo: body } }),
};
const added: AddedApi = {
  token: 'a-token-of-the-echo',
  tokenName: 'echo.token',
  operations: [
    echo,
    { ...echo, path: '/api/fails', id: 'fail', answer: () => Promise.reject(new Error('secret')) },
  ],
};
const withEchoToken = { authorization: `Bearer ${added.token}` };
const json = { 'content-type': 'application/json' };

describe('an API that was added to the report', () => {
  const report = shareReport([], { added });
  const send = (
    body: string,
    headers: Readonly<Record<string, string>> = { ...withEchoToken, ...json },
    path = '/api/echo',
  ) => askReport(report.url + path, { method: 'POST', body }, headers);

  it('answers JSON with JSON to whoever has its token', async () => {
    const { status, text, headers } = await send('[1]');
    expect({ status, body: JSON.parse(text) as unknown }).toEqual({
      status: 200,
      body: { echo: [1] },
    });
    expect(headers.get('content-type')).toContain('application/json');
  });

  it.each([
    ["the report's", withToken, 'wrong-token'],
    ['an empty', { authorization: 'Bearer ' }, 'wrong-token'],
    ['a longer', { authorization: `Bearer ${added.token}x` }, 'wrong-token'],
    ['no', {}, 'not-logged-in'],
    ["another scheme's", { authorization: `Basic ${btoa(`x:${added.token}`)}` }, 'not-logged-in'],
  ] as const)('refuses %s token, and says which it wants', async (_name, headers, code) => {
    const answer = await send('{}', { ...headers, ...json });
    expect(errorOf(answer)).toMatchObject({ status: 401, code, problems: [] });
    expect(answer.text).toContain('echo.token');
    expect(answer.text).not.toContain(added.token);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('has a token that opens nothing else', async () => {
    const query = { date_range: '7d', metrics: ['visitors'] };
    expect(errorOf(await postQuery(report.url, query, withEchoToken))).toMatchObject({
      status: 401,
      code: 'wrong-token',
    });
    for (const path of ['/', '/api/sites', '/api/openapi.json']) {
      expect((await askReport(report.url + path, {}, withEchoToken)).status).toBe(401);
    }
    expect((await postQuery(report.url, query)).status).toBe(200);
  });

  it('takes a body up to its limit, and none that is longer, of another type, or no JSON', async () => {
    expect((await send(`"${'x'.repeat(maxBodyBytes - 2)}"`)).status).toBe(200);
    const tooLong = await send(`"${'x'.repeat(maxBodyBytes - 1)}"`);
    expect(errorOf(tooLong)).toMatchObject({ status: 413, code: 'body-too-large' });
    const form = { ...withEchoToken, 'content-type': 'text/plain' };
    expect(errorOf(await send('{}', form))).toMatchObject({ code: 'wrong-content-type' });
    expect(errorOf(await send('{'))).toMatchObject({ status: 400, code: 'invalid-json' });
  });

  it("answers POST only, and only under the report's own host names", async () => {
    const got = await askReport(`${report.url}/api/echo`, {}, withEchoToken);
    expect(errorOf(got)).toMatchObject({ status: 405, code: 'wrong-method' });
    expect(got.headers.get('allow')).toBe('POST');
    const asked = await send('{}', { ...withEchoToken, ...json, host: 'evil.example' });
    expect(errorOf(asked)).toMatchObject({ status: 421, code: 'wrong-host' });
  });

  it('tells nobody why it has failed', async () => {
    const answer = await send('{}', { ...withEchoToken, ...json }, '/api/fails');
    expect(errorOf(answer)).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.text).not.toContain('secret');
  });

  it('stands in the OpenAPI document', async () => {
    const { text } = await askReport(`${report.url}/api/openapi.json`);
    expect(JSON.parse(text)).toMatchObject({
      paths: { '/api/echo': { post: { security: [{ 'echo.token': [] }] } }, '/api/query': {} },
      components: {
        schemas: { Said: { properties: { said: { type: 'string' } }, required: ['said'] } },
        securitySchemes: { token: {}, 'echo.token': { type: 'http', scheme: 'bearer' } },
      },
    });
  });
});

describe('a report without an added API', () => {
  const report = shareReport([]);

  it('has no such route', async () => {
    const ask = { method: 'POST', body: '{}' };
    const answer = await askReport(`${report.url}/api/echo`, ask, { ...withToken, ...json });
    expect(errorOf(answer)).toMatchObject({ status: 404, code: 'not-found' });
  });
});
