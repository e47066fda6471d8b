import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createWebhooks, ConfigurationError } from '../../src/index.ts';
import { entry, openJournal } from '../journal/sample-journal.ts';
import { startReceiver } from './receiver.ts';
import { secret } from './sample-forwarder.ts';

const log = pino({ level: 'silent' });

describe('createWebhooks', () => {
  it('delivers what is stored while it runs, from a thread of its own', async () => {
    const receiver = await startReceiver();
    const journal = await openJournal();
    const webhooks = await createWebhooks({
      journal,
      log,
      webhooks: [{ url: receiver.url, secrets: [secret] }],
      webhookTargets: { allowPrivateAddresses: true, allowedPorts: [receiver.port] },
    });
    await journal.append([entry('first')]);
    await expect.poll(() => receiver.received.length).toBe(1);
    await webhooks?.close();
    await journal.append([entry('second')]);
    expect(receiver.received.map(({ body }) => body)).toEqual([expect.stringContaining('first')]);
  });

  it('has nothing to do where there is neither a receiver nor a key', async () => {
    const journal = await openJournal();
    expect(await createWebhooks({ journal, log })).toBe(null);
  });

  it('lists every problem of its options', async () => {
    const journal = await openJournal();
    const webhooks = [{ url: 'http://127.0.0.1/', secrets: [secret] }, { url: 'ftp://a.example/' }];
    await expect(createWebhooks({ journal, log, webhooks })).rejects.toThrow(ConfigurationError);
  });
});
