import { eventTypes } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  optionPaths,
  resolveOptions,
  type OptionSources,
  type PartialOptions,
} from '../../src/configuration/index.ts';

describe('precedence', () => {
  const flags = { port: '1' };
  const environment = { PORT: '3', HITMARK_PORT: '2' };
  const file = { port: 4 };

  it.each<[string, OptionSources, number]>([
    ['a flag before everything', { flags, environment, file }, 1],
    ['HITMARK_PORT before PORT and the file', { environment, file }, 2],
    [
      'HITMARK_PORT before PORT, whatever their order',
      { environment: { HITMARK_PORT: '2', PORT: '3' } },
      2,
    ],
    ['PORT before the file', { environment: { PORT: '3' }, file }, 3],
    ['the file before the default', { file }, 4],
    ['the default where nobody says anything', {}, 8700],
  ])('takes %s', (_, sources, port) => {
    expect(resolveOptions(sources).port).toBe(port);
  });

  it('is decided for each option of a group by itself', () => {
    const { cookie } = resolveOptions({
      flags: { 'cookie.name': 'a' },
      environment: { HITMARK_COOKIE__NAME: 'b', HITMARK_COOKIE__DOMAIN: 'b.example.com' },
      file: { cookie: { name: 'c', domain: 'c.example.com', maxAgeDays: 3 } },
    });
    expect(cookie).toEqual({ name: 'a', domain: 'b.example.com', maxAgeDays: 3 });
  });

  it('leaves the file’s own object as it was', () => {
    const mine = Object.freeze({ cookie: Object.freeze({ name: 'mine' }) });
    resolveOptions({ file: mine, flags: { 'cookie.name': 'other' } });
    expect(mine).toEqual({ cookie: { name: 'mine' } });
  });
});

describe('the defaults', () => {
  it('are those that Options documents', () => {
    const { report, kafka, replicas, clickhouse, ...others } = resolveOptions({});
    expect(others).toEqual({
      // The report, Kafka and ClickHouse have tests of their own.
      acknowledge: 'disk',
      rateLimits: { addressPerMinute: null, sitePerMinute: null },
      timeouts: { headersMs: 20_000, requestMs: 60_000, keepAliveMs: 65_000 },
      files: { folder: null, maxBytes: 2 ** 26, keepDays: null, types: eventTypes },
      stdout: { enabled: false, types: eventTypes },
      siteKeys: {},
      fastPath: true,
      host: '127.0.0.1',
      port: 8700,
      data: './hitmark-data',
      publicUrl: null,
      logLevel: 'info',
      trustedProxyHops: 0,
      cookie: { name: 'id', maxAgeDays: 400, domain: null },
      privacy: {
        visitors: 'cookie',
        honourSignals: true,
        anonymousKeys: [],
        starredParameters: expect.arrayContaining(['*token', '*mail']),
      },
      geo: { file: null },
      sites: null,
      links: {
        keys: [],
        dictionaries: [],
        plainRedirectHosts: [],
        allowUserinfo: false,
        fallbackUrl: null,
        waitMs: 250,
        apiToken: null,
      },
      unsubscribePage: { sender: null, color: '#1a56b0', logo: null, texts: null },
      appLinks: { folder: null },
      limits: {
        maxUrlBytes: 8_192,
        maxBodyBytes: 65_536,
        maxHitsPerRequest: 100,
        maxHeaderBytes: 16_384,
        maxConnections: 16_384,
        maxQueuedBytes: 8_388_608,
        maxJournalBytes: null,
        minFreeBytes: 67_108_864,
      },
      metrics: { token: null, host: '127.0.0.1', port: null },
      retentionDays: null,
      storeTimeoutMs: 10_000,
      workers: 1,
      drainMs: 250,
      paths: {
        tag: ['/tag.js'],
        buster: ['/buster.js'],
        script: ['/track.js'],
        pixel: ['/pixel.gif'],
        hits: ['/hits'],
        open: ['/o'],
        click: ['/c'],
        unsubscribe: ['/u'],
        health: ['/healthz'],
        ready: ['/readyz'],
        metrics: ['/metrics'],
        robots: ['/robots.txt'],
      },
      webhooks: [],
      webhookKeys: {},
      webhookTargets: { allowPrivateAddresses: false, allowedPorts: [] },
    });
  });

  it('can be said again, as they are', () => {
    const defaults = resolveOptions({});
    expect(resolveOptions({ file: defaults })).toEqual(defaults);
  });

  it('stand where an option is undefined, in a program or in the environment', () => {
    const file = { port: undefined } as unknown as PartialOptions;
    expect(resolveOptions({ file, environment: { HITMARK_HOST: undefined } })).toMatchObject({
      port: 8700,
      host: '127.0.0.1',
    });
  });
});

describe('the environment', () => {
  it.each<[string, string, PartialOptions]>([
    ['HITMARK_PORT', '0', { port: 0 }],
    ['HITMARK_TRUSTED_PROXY_HOPS', '2', { trustedProxyHops: 2 }],
    ['HITMARK_RETENTION_DAYS', '90', { retentionDays: 90 }],
    ['HITMARK_PUBLIC_URL', 'https://t.example.com', { publicUrl: 'https://t.example.com' }],
    ['HITMARK_LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['HITMARK_PRIVACY__HONOUR_SIGNALS', 'false', { privacy: { honourSignals: false } }],
    [
      'HITMARK_PRIVACY__ANONYMOUS_KEYS',
      '["plan","size"]',
      { privacy: { anonymousKeys: ['plan', 'size'] } },
    ],
    ['HITMARK_FILES__FOLDER', './events', { files: { folder: './events' } }],
    ['HITMARK_PRIVACY__ANONYMOUS_KEYS', 'plan', { privacy: { anonymousKeys: ['plan'] } }],
    ['HITMARK_PRIVACY__ANONYMOUS_KEYS', '', { privacy: { anonymousKeys: [] } }],
    ['HITMARK_PRIVACY__ANONYMOUS_KEYS', ' ["a,b"] ', { privacy: { anonymousKeys: ['a,b'] } }],
    ['HITMARK_STDOUT__TYPES', '["open","click"]', { stdout: { types: ['open', 'click'] } }],
    ['HITMARK_PRIVACY__VISITORS', 'daily', { privacy: { visitors: 'daily' } }],
    [
      'HITMARK_SITES',
      '{"acme":{"origins":["https://acme.test","https://*.acme.test:8443"]},"b":{}}',
      {
        sites: {
          acme: { origins: ['https://acme.test', 'https://*.acme.test:8443'] },
          b: { origins: [] },
        },
      },
    ],
    ['HITMARK_LIMITS__MAX_URL_BYTES', '1024', { limits: { maxUrlBytes: 1024 } }],
    [
      'HITMARK_LINKS__DICTIONARIES',
      '["one, two","three"]',
      { links: { dictionaries: ['one, two', 'three'] } },
    ],
    [
      'HITMARK_UNSUBSCRIBE_PAGE__TEXTS',
      '{"de":{"askTitle":"Tschüss?"}}',
      { unsubscribePage: { texts: { de: { askTitle: 'Tschüss?' } } } },
    ],
    ['HITMARK_PATHS__PIXEL', '/p.gif/', { paths: { pixel: ['/p.gif'] } }],
    [
      'HITMARK_PATHS__PIXEL',
      '["/p.gif","/open/p.gif"]',
      { paths: { pixel: ['/p.gif', '/open/p.gif'] } },
    ],
  ])('reads %s=%s', (name, value, expected) => {
    expect(resolveOptions({ environment: { [name]: value } })).toMatchObject(expected);
  });

  it.each([
    [
      'HITMARK_PATHS__PIXEL',
      '/p.gif,/open/p.gif',
      /^paths\.pixel: .*several as JSON, such as \["a","b"\], got/,
    ],
    ['HITMARK_PRIVACY__ANONYMOUS_KEYS', 'plan,size', /^privacy\.anonymousKeys: .*several as JSON/],
    [
      'HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS',
      '80,81',
      /^webhookTargets\.allowedPorts: .*several as JSON/,
    ],
    ['HITMARK_STDOUT__TYPES', 'open,click', /^stdout\.types: .*several as JSON/],
    ['HITMARK_LINKS__KEYS', 'a,b', /^links\.keys: .*several as JSON, such as \["a","b"\]$/],
    ['HITMARK_PATHS__PIXEL', '["/p.gif"', /^paths\.pixel: .*as JSON/],
    ['HITMARK_PATHS__PIXEL', '[1]', /^paths\.pixel.*: expected one or more paths/],
  ])('says how a list is written: %s=%s', (name, value, expected) => {
    expect(problems({ environment: { [name]: value } })).toEqual([expect.stringMatching(expected)]);
  });

  it('says a group of options as JSON too, which its single options overrule', () => {
    const environment = {
      HITMARK_COOKIE__NAME: 'hm',
      HITMARK_COOKIE: '{"name":"other","maxAgeDays":30}',
    };
    const file = { cookie: { domain: 'example.com' } };
    expect(resolveOptions({ environment, file }).cookie).toEqual({
      name: 'hm',
      maxAgeDays: 30,
      domain: 'example.com',
    });
    expect(problems({ environment: { HITMARK_COOKIE: '{"colour":1}' } })).toEqual([
      'cookie.colour: no such option',
    ]);
    expect(problems({ environment: { HITMARK_COOKIE: '{' } })).toHaveLength(1);
    expect(problems({ environment: { HITMARK_COOKIE: '{"__proto__":1}' } })).toHaveLength(1);
  });

  it('is read where it begins with HITMARK_, and nowhere else', () => {
    const environment = { HITMARKPORT: '1', hitmark_port: '2', XHITMARK_PORT: '3', HOST: 'x' };
    expect(resolveOptions({ environment })).toEqual(resolveOptions({}));
  });
});

describe('a value', () => {
  it.each<[string, unknown]>([
    ['port', 65_536],
    ['port', -1],
    ['port', 1.5],
    ['port', '80.0'],
    ['port', ' 80'],
    ['port', '0x50'],
    ['port', ''],
    ['port', true],
    ['port', Number.NaN],
    ['host', ''],
    ['host', 1],
    ['data', ' '],
    ['publicUrl', 't.example.com'],
    ['publicUrl', 'ftp://t.example.com'],
    ['publicUrl', 'https://t.example.com/path'],
    ['publicUrl', 'https://t.example.com?query'],
    ['publicUrl', 'https://user@t.example.com'],
    ['publicUrl', 'https://'],
    ['logLevel', 'verbose'],
    ['retentionDays', 0],
    ['cookie', 'id'],
    ['cookie', null],
    ['cookie.name', ''],
    ['cookie.name', 'a b'],
    ['cookie.name', 'a;b'],
    ['cookie.name', 'x'.repeat(65)],
    ['cookie.maxAgeDays', 401],
    ['cookie.domain', 'localhost'],
    ['cookie.domain', '.example.com'],
    ['cookie.domain', '-a.example.com'],
    ['cookie.domain', 'example.com;'],
    ['cookie.domain', `${'x'.repeat(64)}.example.com`],
    ['privacy.honourSignals', 'yes'],
    ['privacy.anonymousKeys', [1]],
    ['privacy.visitors', 'weekly'],
    ['privacy.starredParameters', ['a*b']],
    ['privacy.starredParameters', ['*']],
    ['sites', {}],
    ['sites', 'acme'],
    ['limits.maxUrlBytes', 16_384],
    ['limits.maxBodyBytes', 0],
    ['rateLimits.addressPerMinute', 99],
    ['rateLimits.sitePerMinute', 0],
    ['timeouts.requestMs', 19_999],
    ['timeouts.headersMs', 99],
    ['files.folder', ''],
    ['files.maxBytes', 65_535],
    ['files.types', ['pageview', 'visit']],
    ['stdout.types', 'page'],
    ['stdout.enabled', 'yes'],
    ['paths.pixel', []],
    ['paths.pixel', ''],
    ['paths.pixel', 'pixel.gif'],
    ['paths.pixel', ['/pixel.gif?']],
    ['paths.pixel', ['/(.*)']],
    ['paths.pixel', ['/:name']],
    ['paths.hits', ['/in', '/pixel.gif']],
    ['paths.metrics', ['/healthz']],
    ['paths.metrics', ['/Healthz/']],
    ['unsubscribePage.color', 'red'],
    ['unsubscribePage.color', '#fff'],
    ['unsubscribePage.sender', ''],
    ['unsubscribePage.logo', 'http://acme.test/logo.png'],
    ['unsubscribePage.logo', 'https://acme.test/;script-src *'],
    ['unsubscribePage.logo', 'data:text/html;base64,AAAA'],
    ['unsubscribePage.texts', 'x'],
    ['paths.robots', ['/healthz']],
    ['paths.pixel', ['/']],
    ['paths.pixel', ['/p.gif//']],
    ['paths.click', ['/o']],
  ])('is refused: %s %o', (path, value) => {
    const [problem, ...others] = problems({ file: tree(path, value) });
    expect(problem).toMatch(new RegExp(`^${path}: expected .+, got .`));
    expect(others).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['port', 65_535],
    ['port', '080'],
    ['publicUrl', 'http://localhost:8700'],
    ['publicUrl', 'https://T.example.com/'],
    ['publicUrl', null],
    ['cookie.maxAgeDays', 400],
    ['cookie.domain', 'example.com'],
    ['cookie.domain', 'a-b.c1.example'],
    ['limits.maxJournalBytes', null],
    ['paths.pixel', ['/a/b_c~d.e-f']],
    ['paths.pixel', ['/p', '/p']],
    ['paths.open', ['/hits']],
    ['paths.open', ['/o/']],
  ])('is taken: %s %o', (path, value) => {
    expect(() => resolveOptions({ file: tree(path, value) })).not.toThrow();
  });

  it.each([1n, () => 1, Symbol('x'), new Map(), circular()])(
    'of a kind that no file holds is refused like any other',
    (value) => {
      const file = { host: value } as unknown as PartialOptions;
      expect(problems({ file })).toEqual([
        expect.stringMatching(/^host: expected an address or host name, got /),
      ]);
    },
  );
});

describe('an unknown option', () => {
  it('is named, each of them', () => {
    const file = { ports: 1, cookies: {}, cookie: { names: 1, path: 1 } } as PartialOptions;
    expect(problems({ file })).toEqual([
      'ports: no such option',
      'cookies: no such option',
      'cookie.names: no such option',
      'cookie.path: no such option',
    ]);
  });

  it('is named where it is a function, as a misspelt part of a program is', () => {
    const file = { onEvents: () => {} } as PartialOptions;
    expect(problems({ file })).toEqual(['onEvents: no such option']);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'may be called %s',
    (name) => {
      const file = JSON.parse(`{ "${name}": { "port": 1 }, "limits": { "${name}": 1 } }`) as object;
      expect(problems({ file })).toEqual([
        `${name}: no such option`,
        `limits.${name}: no such option`,
      ]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it('may come from the environment', () => {
    const environment = {
      HITMARK_PROT: '1',
      HITMARK_COOKIE__NAMES: 'x',
      HITMARK_: 'x',
      HITMARK___PROTO__: 'x',
      HITMARK_CONSTRUCTOR__PROTOTYPE__X: 'x',
    };
    expect(problems({ environment })).toEqual([
      'prot: no such option',
      'cookie.names: no such option',
      'HITMARK_: no such option',
      'HITMARK___PROTO__: no such option',
      'constructor: no such option',
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('the error', () => {
  it('lists every problem at once, with what is accepted and what was given', () => {
    const sources = {
      flags: { port: 'http' },
      environment: { HITMARK_LOG_LEVEL: 'loud', HITMARK_COLOUR: 'red' },
      file: { trustedProxyHops: -1.5, cookie: { maxAgeDays: 500 } },
    };
    const error = failure(sources);
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'configuration-invalid' });
    expect(error.problems).toEqual([
      'colour: no such option',
      'port: expected a whole number from 0 to 65535, got "http"',
      'logLevel: expected fatal, error, warn, info, debug, trace or silent, got "loud"',
      'trustedProxyHops: expected a whole number from 0 to 16, got -1.5',
      'cookie.maxAgeDays: expected a whole number from 1 to 400, got 500',
    ]);
    expect(error.message.split('\n')).toEqual([
      'the configuration is wrong:',
      ...error.problems.map((problem) => `  ${problem}`),
    ]);
  });
});

describe('the keys of sites', () => {
  const key = 'acme-key-0123456789abcdef0123456789';
  const siteKeys = { acme: [key] };

  it.each<[string, OptionSources]>([
    ['the environment, as JSON', { environment: { HITMARK_SITE_KEYS: JSON.stringify(siteKeys) } }],
    ['the file', { file: { siteKeys } }],
  ])('come from %s', (_name, sources) => {
    expect(resolveOptions(sources).siteKeys).toEqual(siteKeys);
  });

  it.each<[string, unknown]>([
    ['that are short', { acme: ['0123456789'] }],
    ['of characters that no header carries', { acme: [`${key} x`] }],
    ['of two sites at once', { acme: [key], shop: [key] }],
    ['of a site without a name', { '': [key] }],
    ['that are no text', { acme: 123_456_789 }],
  ])('are not those %s, and are not shown', (_name, given) => {
    const error = failure({ file: { siteKeys: given } as PartialOptions });
    expect(error.problems).toHaveLength(1);
    expect(error.message).toMatch(/siteKeys.*expected/);
    expect(error.message).not.toContain('0123456789');
  });
});

describe('several workers', () => {
  const metrics = { token: 'operator-token-of-the-tests' };

  it('need a port for metrics: a scrape of the other would reach one of them', () => {
    expect(problems({ file: { workers: 2, metrics } })).toEqual([
      'metrics.port: expected a port, since several workers share the other',
    ]);
  });

  it('are content with one, and a worker alone needs none', () => {
    expect(resolveOptions({ file: { workers: 2, metrics: { ...metrics, port: 0 } } }).workers).toBe(
      2,
    );
    expect(resolveOptions({ file: { workers: 1, metrics } }).workers).toBe(1);
  });
});

describe('a secret', () => {
  it.each<[string, OptionSources]>([
    ['the environment', { environment: { HITMARK_LINKS__KEYS: 'hm1.k1.secret' } }],
    ['the file', { file: { links: { keys: ['hm1.k1.secret'] } } }],
    ['a file that holds another kind', { file: { links: { keys: 'hm1.k1.secret' } } as object }],
  ])('of %s is never repeated, though it is wrong', (_, sources) => {
    expect(problems(sources)).toEqual([expect.stringMatching(/^links\.keys: expected /)]);
    expect(failure(sources).message).not.toContain('secret');
  });

  it.each<[string, OptionSources]>([
    ['a list where a table should be', { environment: { HITMARK_SITE_KEYS: '["secret"]' } }],
    ['a text where a key should be', { environment: { HITMARK_WEBHOOK_KEYS: '{"k":"secret"}' } }],
    ['a text where a receiver should be', { environment: { HITMARK_WEBHOOKS: '["secret"]' } }],
    ['a list in a list', { environment: { HITMARK_WEBHOOKS: '[{"url":["secret"]}]' } }],
    ['half of a JSON text', { environment: { HITMARK_WEBHOOKS: '[{"url":"secret' } }],
  ])('that stands in %s is not repeated either', (_, sources) => {
    expect(problems(sources)).toEqual([
      expect.stringMatching(/^(siteKeys|webhook\w+)\S*: expected /),
    ]);
    expect(failure(sources).message).not.toContain('secret');
  });

  it('that is too short is not repeated either', () => {
    const environment = { HITMARK_METRICS__TOKEN: 'secret' };
    expect(problems({ environment })).toEqual([
      expect.stringMatching(/^metrics\.token: expected 16 characters or more [^"]*$/),
    ]);
    expect(failure({ environment }).message).not.toContain('secret');
  });
});

describe('the result', () => {
  it('is frozen, to its depths', () => {
    const options = resolveOptions({ file: { paths: { pixel: ['/p.gif'] } } });
    const parts = [options, options.cookie, options.limits, options.paths, options.paths.pixel];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });

  it('freezes nothing that was given', () => {
    const pixel = ['/p.gif'];
    resolveOptions({ file: { paths: { pixel } } });
    pixel.push('/q.gif');
    expect(pixel).toEqual(['/p.gif', '/q.gif']);
  });
});

describe('optionPaths', () => {
  it('names every option but secrets, and no group', () => {
    const leaves = (value: object, prefix = ''): string[] =>
      Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? leaves(inner, `${prefix}${name}.`)
          : [prefix + name],
      );
    const secrets = [
      'clickhouse.password',
      'kafka.tls.key',
      'kafka.sasl.password',
      'links.keys',
      'links.apiToken',
      'metrics.token',
      'report.token',
      'report.accounts',
      'webhooks',
    ];
    const notSecret = leaves(resolveOptions({})).filter((path) => !secrets.includes(path));
    expect(optionPaths).toEqual(notSecret);
  });
});

function tree(path: string, value: unknown): PartialOptions {
  return path
    .split('.')
    .reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
}

function circular(): object {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  return loop;
}

function problems(sources: OptionSources): readonly string[] {
  return failure(sources).problems;
}

function failure(sources: OptionSources): ConfigurationError {
  try {
    resolveOptions(sources);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('expected a ConfigurationError, got none');
}
