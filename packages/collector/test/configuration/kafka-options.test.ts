import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  resolveOptions,
  type ConfigurationError,
  type PartialOptions,
} from '../../src/configuration/index.ts';

const brokers = ['kafka-1.example.com:9092', '10.0.0.7:9092', '[::1]:9092'];

function problemsOf(file: PartialOptions): readonly string[] {
  try {
    resolveOptions({ file });
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

describe('options about Kafka', () => {
  it('are off, and answers wait for the disk alone', () => {
    const { kafka, acknowledge, replicas } = resolveOptions({});
    expect(kafka).toMatchObject({ brokers: [], topic: 'events', key: 'visitor' });
    expect(kafka.tls.enabled).toBe(false);
    expect(kafka.sasl.mechanism).toBeNull();
    expect(acknowledge).toBe('disk');
    expect(replicas).toEqual({ waitMs: 2_000, whenLate: 'refuse' });
  });

  it('are read from the environment, secrets from files', () => {
    const password = join(mkdtempSync(join(tmpdir(), 'hitmark-secret-')), 'password');
    writeFileSync(password, 'open sesame\n');
    const { kafka } = resolveOptions({
      environment: {
        HITMARK_KAFKA__BROKERS: JSON.stringify(brokers),
        HITMARK_KAFKA__KEY: 'user',
        HITMARK_KAFKA__TLS__ENABLED: 'true',
        HITMARK_KAFKA__SASL__MECHANISM: 'SCRAM-SHA-512',
        HITMARK_KAFKA__SASL__USERNAME: 'hitmark',
        HITMARK_KAFKA__SASL__PASSWORD_FILE: password,
      },
    });
    expect(kafka).toMatchObject({
      brokers,
      key: 'user',
      tls: { enabled: true },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'hitmark', password: 'open sesame' },
    });
  });

  it('leave the options of a program as they are', () => {
    const file = { kafka: { brokers, tls: Object.freeze({ enabled: false }) } };
    const environment = { HITMARK_KAFKA__TLS__ENABLED: 'true' };
    expect(resolveOptions({ file, environment }).kafka.tls.enabled).toBe(true);
    expect(file.kafka.tls).toEqual({ enabled: false });
  });

  it.each(['kafka.example.com', 'kafka:0', 'kafka:70000', 'kafka://a:9092', 'a b:1', ''])(
    'take no broker such as %j',
    (broker) => {
      expect(problemsOf({ kafka: { brokers: [broker] } })).toHaveLength(1);
    },
  );

  it.each(['', '.', '..', 'a b', 'a/b', 'x'.repeat(250)])('take no topic such as %j', (topic) => {
    expect(problemsOf({ kafka: { brokers, topic } })).toHaveLength(1);
  });

  it('never show a password', () => {
    const sasl = { mechanism: 'PLAIN', username: 'hitmark', password: 'open sesame' } as const;
    const problems = problemsOf({ kafka: { brokers, sasl } });
    expect(problems).toEqual([expect.stringContaining('kafka.tls.enabled')]);
    expect(problems.join()).not.toContain('sesame');
    const flags = { 'kafka.sasl.password': '' };
    expect(() => resolveOptions({ flags })).toThrow('kafka.sasl.password: expected a password');
  });

  it.each<[string, PartialOptions]>([
    ['kafka.sasl', { kafka: { brokers, sasl: { username: 'hitmark' } } }],
    ['kafka.tls', { kafka: { brokers, tls: { enabled: true, cert: '-----BEGIN CERTIFICATE' } } }],
    ['kafka.tls.ca', { kafka: { brokers, tls: { ca: '/etc/ssl/ca.pem' } } }],
  ])('name a login or a certificate that is not whole: %s', (path, file) => {
    expect(problemsOf(file)).toEqual([expect.stringContaining(`${path}: `)]);
  });
});

describe('acknowledge: replicas', () => {
  it.each<[string, PartialOptions]>([
    ['kafka.brokers', {}],
    ['kafka.types', { kafka: { brokers, types: ['click'] } }],
    ['replicas.waitMs', { kafka: { brokers }, replicas: { waitMs: 10_000 } }],
    ['replicas.waitMs', { kafka: { brokers }, storeTimeoutMs: 2_000 }],
  ])('needs %s that keep its promise', (path, file) => {
    expect(problemsOf({ ...file, acknowledge: 'replicas' })).toEqual([
      expect.stringContaining(`${path}: expected`),
    ]);
    expect(problemsOf(file)).toEqual([]);
  });

  it('is taken with brokers, and a wait that ends before that for the disk', () => {
    const file = { kafka: { brokers }, acknowledge: 'replicas' } as const;
    expect(problemsOf(file)).toEqual([]);
    expect(problemsOf({ ...file, replicas: { waitMs: 9_999 } })).toEqual([]);
  });
});
