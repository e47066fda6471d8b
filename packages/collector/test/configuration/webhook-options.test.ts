import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  optionPaths,
  resolveOptions,
  type PartialOptions,
} from '../../src/configuration/index.ts';
import { otherSecret, secret } from '../forwarders/sample-forwarder.ts';

const url = 'https://hooks.example.com/in';

/** The problems of options that a configuration file may hold, whatever their type. */
function problemsOf(file: unknown): readonly string[] {
  try {
    resolveOptions({ file: file as PartialOptions });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe('webhooks', () => {
  it('have defaults by their format', () => {
    const { webhooks } = resolveOptions({
      file: {
        webhooks: [
          { url, secrets: [secret] },
          { url: `${url}/2`, format: 'pytracking' },
        ],
      },
    });
    expect(webhooks).toEqual([
      {
        url,
        secrets: [secret],
        format: 'standard',
        types: ['pageview', 'engagement', 'event', 'sent', 'open', 'click', 'unsubscribe'],
        timeoutMs: 15_000,
      },
      {
        url: `${url}/2`,
        secrets: [],
        format: 'pytracking',
        types: ['open', 'click'],
        timeoutMs: 5_000,
      },
    ]);
  });

  it('are read again as they were resolved', () => {
    const file = { webhooks: [{ url, secrets: [secret, otherSecret], types: ['open' as const] }] };
    const resolved = resolveOptions({ file });
    expect(resolveOptions({ file: resolved })).toEqual(resolved);
  });

  it('are JSON in the environment, as are the keys', () => {
    const environment = {
      HITMARK_WEBHOOKS: JSON.stringify([{ url, secrets: [secret] }]),
      HITMARK_WEBHOOK_KEYS: JSON.stringify({ k1: { secrets: [secret] } }),
      HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: '[8080,"8443"]',
      HITMARK_WEBHOOK_TARGETS__ALLOW_PRIVATE_ADDRESSES: 'true',
    };
    const options = resolveOptions({ environment });
    expect(options.webhooks).toMatchObject([{ url, secrets: [secret] }]);
    expect(options.webhookKeys).toEqual({ k1: { secrets: [secret], format: 'standard' } });
    expect(options.webhookTargets).toEqual({
      allowPrivateAddresses: true,
      allowedPorts: [8_080, 8_443],
    });
  });

  it.each([
    ['no list', { webhooks: {} }, ['webhooks: expected a list of receivers']],
    ['no JSON', { webhooks: '[' }, ['webhooks: expected JSON']],
    [
      'no URL',
      { webhooks: [{ url: 'hooks', secrets: [secret] }] },
      ['webhooks.0.url: expected a URL'],
    ],
    [
      'no secret',
      { webhooks: [{ url }] },
      ['webhooks.0: expected secrets, which only format pytracking can do without'],
    ],
    [
      'a secret that is none',
      { webhooks: [{ url, secrets: ['hunter2'] }] },
      ['webhooks.0.secrets.0: expected whsec_ and base64 of 24 to 64 bytes'],
    ],
    [
      'another format',
      { webhooks: [{ url, secrets: [secret], format: 'xml' }] },
      ['webhooks.0.format: expected standard or pytracking'],
    ],
    [
      'another type',
      { webhooks: [{ url, secrets: [secret], types: ['view'] }] },
      ['webhooks.0.types.0: expected pageview, engagement, event, sent, open, click, unsubscribe'],
    ],
    [
      'a type that its format does not know',
      { webhooks: [{ url, format: 'pytracking', types: ['pageview'] }] },
      ['webhooks.0: expected types open and click only, since format pytracking knows no others'],
    ],
    [
      'the same url twice',
      { webhooks: [1, 2].map(() => ({ url, secrets: [secret] })) },
      ['webhooks: expected each url once'],
    ],
    [
      'an unknown member',
      { webhooks: [{ url, secrets: [secret], a: 1 }] },
      ['webhooks.0.a: no such option'],
    ],
    [
      'a private address and a port',
      {
        webhooks: [
          { url: 'http://2130706433/', secrets: [secret] },
          { url: 'https://hooks.example.com:8443/', secrets: [secret] },
        ],
      },
      [
        'webhooks.0.url: expected a public address, unless webhookTargets.allowPrivateAddresses is true',
        'webhooks.1.url: expected port 80 or 443, or one of webhookTargets.allowedPorts',
      ],
    ],
    [
      'a key without secret',
      { webhookKeys: { k1: {} } },
      ['webhookKeys.k1: expected secrets, which only format pytracking can do without'],
    ],
  ])('with %s are a problem', (_name, file, problems) => {
    expect(problemsOf(file)).toEqual(problems);
  });

  it('show no secret in a problem, and have no flag', () => {
    const almost = 'whsec_secret';
    const problems = problemsOf({
      webhooks: [{ url, secrets: [almost], timeoutMs: 'soon' }, { secrets: almost }],
      webhookKeys: { k1: { secrets: [almost] } },
    });
    expect(problems.length).toBeGreaterThan(3);
    expect(problems.join('\n')).not.toContain(almost);
    expect(optionPaths.filter((path) => /^webhook(s|Keys)/.test(path))).toEqual([]);
  });
});
