import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  optionPaths,
  resolveOptions,
  type OptionSources,
  type PartialOptions,
} from '../../src/configuration/index.ts';

const hash = `scrypt$${'x'.repeat(60)}`;

describe('the options of the report', () => {
  it('leave it to the command whether it runs, and listen on this machine only', () => {
    expect(resolveOptions({}).report).toEqual({
      enabled: null,
      host: '127.0.0.1',
      port: 8701,
      publicUrl: null,
      token: null,
      accounts: [],
      persons: false,
      timezone: null,
      store: 'duckdb',
      memoryLimit: '512MB',
      threads: 2,
      timeoutMs: 30_000,
      ownHosts: [],
      dataColumns: [],
    });
  });

  it('come from the environment, lists of objects as JSON', () => {
    const environment = {
      HITMARK_REPORT__ENABLED: 'true',
      HITMARK_REPORT__TOKEN: 'token-of-the-tests-0123',
      HITMARK_REPORT__ACCOUNTS: JSON.stringify([{ name: 'ada', hash, sites: ['acme'] }]),
      HITMARK_REPORT__OWN_HOSTS: '["example.com","example.org"]',
    };
    expect(resolveOptions({ environment }).report).toMatchObject({
      enabled: true,
      token: 'token-of-the-tests-0123',
      accounts: [{ name: 'ada', hash, sites: ['acme'], persons: true }],
      ownHosts: ['example.com', 'example.org'],
    });
  });

  it.each(['Europe/Zurich', 'UTC', 'Asia/Kolkata'])('take the time zone %s', (timezone) => {
    const flags = { 'report.timezone': timezone };
    expect(resolveOptions({ flags }).report.timezone).toBe(timezone);
  });

  it('have flags, but for secrets', () => {
    const paths = optionPaths.filter((path) => path.startsWith('report.'));
    expect(paths).toContain('report.enabled');
    expect(paths).not.toContain('report.token');
    expect(paths).not.toContain('report.accounts');
  });

  it('take a store of clickhouse where its address is known, and refuse it elsewhere', () => {
    const flags = { 'report.store': 'clickhouse' };
    expect(problems({ flags })).toEqual([expect.stringContaining('clickhouse.url: expected')]);
    const url = { 'clickhouse.url': 'http://localhost:8123' };
    expect(resolveOptions({ flags: { ...flags, ...url } }).report.store).toBe('clickhouse');
  });

  it.each<[string, unknown]>([
    ['a password in the place of its hash', [{ name: 'ada', hash: 'secret' }]],
    ['two accounts of one name', [1, 2].map(() => ({ name: 'ada', hash: `${hash}secret` }))],
    ['an account without hash', [{ name: 'secret' }]],
    ['a single account', { name: 'secret', hash }],
  ])('refuse %s, and do not show it', (_what, accounts) => {
    const file = { report: { accounts } } as PartialOptions;
    expect(problems({ file })).toEqual([expect.stringMatching(/^report\.accounts\S*: expected /)]);
    expect(problems({ file }).join()).not.toContain('secret');
  });

  it.each([
    ['report.memoryLimit', 'much'],
    ['report.publicUrl', 'report.example.com'],
    ['report.ownHosts', 'https://example.com'],
    ['report.threads', '0'],
    ['report.timezone', 'Zurich'],
  ])('say what %s accepts, and got %s', (path, value) => {
    expect(problems({ flags: { [path]: value } })).toEqual([
      expect.stringMatching(new RegExp(`^${path}\\S*: expected .*, got .*${value}`)),
    ]);
  });

  it('refuse one token for readers and senders', () => {
    const [token, other] = ['token-of-the-tests-0123', 'token-of-the-tests-4567'];
    const withTokens = (apiToken: string) => ({ links: { apiToken }, report: { token } });
    expect(problems({ file: withTokens(token) })).toEqual([
      'links.apiToken: expected another token than report.token',
    ]);
    expect(resolveOptions({ file: withTokens(other) }).links.apiToken).toBe(other);
  });

  it("refuse the tag's own port, whose pages could read the report", () => {
    const flags = { port: '8700', 'report.port': '8700' };
    expect(problems({ flags: { ...flags, 'report.enabled': 'true' } })).toEqual([
      'report.port: expected another port than port (8700)',
    ]);
    expect(resolveOptions({ flags }).report.port).toBe(8700);
  });
});

function problems(sources: OptionSources): readonly string[] {
  try {
    resolveOptions(sources);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error('expected a ConfigurationError, got none');
}
