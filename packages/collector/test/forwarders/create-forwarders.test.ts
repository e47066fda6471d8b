import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createForwarders, ConfigurationError } from '../../src/index.ts';
import { entry, openJournal, otherConnection } from '../journal/sample-journal.ts';
import { startRawReceiver } from './raw-receiver.ts';
import { startReceiver } from './receiver.ts';
import { secret } from './sample-forwarder.ts';

const log = pino({ level: 'silent' });

describe('createForwarders', () => {
  it('delivers what is stored while it runs, from a thread of its own', async () => {
    const receiver = await startReceiver();
    const journal = await openJournal();
    const forwarders = await createForwarders({
      journal,
      log,
      webhooks: [{ url: receiver.url, secrets: [secret] }],
      webhookTargets: { allowPrivateAddresses: true, allowedPorts: [receiver.port] },
    });
    await journal.append([entry('first')]);
    await expect.poll(() => receiver.received.length).toBe(1);
    await forwarders.close();
    await journal.append([entry('second')]);
    expect(receiver.received.map(({ body }) => body)).toEqual([expect.stringContaining('first')]);
  });

  it('closes though a receiver switches protocols and says nothing more', async () => {
    let asked = 0;
    const receiver = await startRawReceiver((socket) => {
      socket.once('data', () => {
        asked += 1;
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: a\r\n\r\n',
        );
      });
    });
    const journal = await openJournal();
    const forwarders = await createForwarders({
      journal,
      log,
      webhooks: [{ url: `http://127.0.0.1:${receiver.port}/`, secrets: [secret] }],
      webhookTargets: { allowPrivateAddresses: true, allowedPorts: [receiver.port] },
    });
    await journal.append([entry('first')]);
    await expect.poll(() => asked).toBe(1);
    const failures = otherConnection(journal.path).prepare('SELECT reason FROM deliveries');
    await expect.poll(() => failures.all()).toEqual([{ reason: 'status-101' }]);
    await forwarders.close();
  });

  it('does nothing where nobody is named', async () => {
    const journal = await openJournal();
    const forwarders = await createForwarders({ journal, log });
    await journal.append([entry('first')]);
    await forwarders.close();
    const cursors = otherConnection(journal.path).prepare('SELECT * FROM cursors').all();
    expect(cursors).toEqual([]);
  });

  it('lists every problem of its options', async () => {
    const journal = await openJournal();
    const webhooks = [{ url: 'http://127.0.0.1/', secrets: [secret] }, { url: 'ftp://a.example/' }];
    await expect(createForwarders({ journal, log, webhooks })).rejects.toThrow(ConfigurationError);
  });
});
