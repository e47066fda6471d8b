import type { AddressInfo } from 'node:net';
import { createLinks, generateKey, type Links } from '@hitmark/codec';
import { trackEmails, type EmailError, type TrackEmails } from '@hitmark/email/nodemailer';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { freePort } from './support/free-port.ts';

// Emails by nodemailer to a real SMTP server, and the collector's events of them.

const siteKey = 'acme-key-0123456789abcdef0123456789';
const received: string[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) =>
    done(address.startsWith('gone') ? new Error('no such mailbox') : null),
  onData(stream, { envelope }, done) {
    stream.on('end', () => {
      received.push(...envelope.rcptTo.map(({ address }) => address));
      done();
    });
    stream.resume();
  },
});

let collector: TestCollector;
let links: Links;
let smtpPort: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', () => resolve());
  });
  smtpPort = (smtp.server.address() as AddressInfo).port;
  const key = generateKey('k1');
  collector = await startCollector({ siteKeys: { acme: [siteKey] }, links: { keys: [key] } });
  const base = collector.url('127.0.0.1');
  links = createLinks({
    openUrl: `${base}/o/`,
    clickUrl: `${base}/c/`,
    keys: key,
    site: 'acme',
    recipientKey: 'customer',
  });
});

afterAll(async () => {
  await new Promise<void>((resolve) => {
    smtp.close(() => resolve());
  });
  await collector.close();
});

beforeEach(() => {
  received.length = 0;
});

/** A transporter, and what went wrong with telling the collector. */
function start(sent: { collector?: string; siteKey?: string } = {}, pool = false) {
  const errors: EmailError[] = [];
  const plugin: TrackEmails = trackEmails({
    links,
    utm: { source: 'newsletter', campaign: 'spring' },
    sent: {
      collector: collector.url('127.0.0.1'),
      siteKey,
      onError: (error) => errors.push(error),
      ...sent,
    },
  });
  const transporter = createTransport({ host: '127.0.0.1', port: smtpPort, pool, secure: false });
  transporter.use('compile', plugin);
  const send = (to: string | string[], hitmark: object = {}) =>
    transporter.sendMail({
      from: 'us@a.example',
      to,
      subject: 'Offers',
      html: '<p>Hello</p>',
      hitmark: { message: 'm1', ...hitmark },
    } as object);
  return { send, errors, plugin, close: () => transporter.close() };
}

const sentEvents = () => collector.events().filter(({ type }) => type === 'sent');

describe('trackEmails with sent', () => {
  it.each([false, true])('tells of each message that was accepted (pool: %s)', async (pool) => {
    const before = sentEvents().length;
    const { send, plugin, errors, close } = start({}, pool);
    const sentAtMs = Date.UTC(2026, 10, 22);
    await Promise.all([
      send('ann@b.example', { metadata: { customer: 7, list: 'all' }, sentAtMs }),
      send('bob@b.example', { metadata: { customer: 8 }, recipient: 'r-8' }),
    ]);
    await plugin.flush();
    close();
    expect(received.sort()).toEqual(['ann@b.example', 'bob@b.example']);
    expect(errors).toEqual([]);
    const events = sentEvents().slice(before);
    expect(events).toHaveLength(2);
    expect(events.find(({ recipient }) => recipient === '7')).toMatchObject({
      site: 'acme',
      message: 'm1',
      sent_time: '2026-11-22T00:00:00.000Z',
      campaign: { source: 'newsletter', name: 'spring' },
      data: { customer: 7, list: 'all' },
    });
    expect(events.some(({ recipient }) => recipient === 'r-8')).toBe(true);
    expect(events.map(({ weight }) => weight)).toEqual([1, 1]);
  });

  it('tells nobody’s name of an anonymous email, and nothing of one that is not tracked', async () => {
    const before = sentEvents().length;
    const { send, plugin } = start();
    await send('ann@b.example', { metadata: { customer: 7 }, tracking: 'anonymous' });
    await send(['ann@b.example', 'bob@b.example'], { tracking: 'none' });
    await plugin.flush();
    const events = sentEvents().slice(before);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ message: 'm1' });
    expect(events[0]).not.toHaveProperty('recipient');
    expect(events[0]).not.toHaveProperty('data');
  });

  it('tells nothing of a message that the server refused', async () => {
    const before = sentEvents().length;
    const { send, plugin, errors } = start();
    await expect(send('gone@b.example', { recipient: 'r' })).rejects.toThrow(/no such mailbox/);
    await plugin.flush();
    expect(sentEvents()).toHaveLength(before);
    expect(errors).toEqual([]);
  });

  it('posts many emails in few requests', async () => {
    const [before, requests] = [sentEvents().length, collector.hits.length];
    const { send, plugin, close } = start({}, true);
    const all = Array.from({ length: 40 }, (_, at) =>
      send(`p${at}@b.example`, { recipient: `${at}` }),
    );
    await Promise.all(all);
    await plugin.flush();
    close();
    expect(sentEvents()).toHaveLength(before + 40);
    expect(collector.hits.length - requests).toBeLessThan(40);
  });

  it('sends the email whatever becomes of it, and says what was not told', async () => {
    const wrong = start({ siteKey: 'wrong-key-0123456789abcdef012345678' });
    await wrong.send('ann@b.example');
    await wrong.plugin.flush();
    expect(received).toEqual(['ann@b.example']);
    expect(wrong.errors).toMatchObject([
      { code: 'not-posted', message: expect.stringMatching(/answered 401/) },
    ]);

    const long = start();
    await long.send('ann@b.example', { message: 'm'.repeat(300) });
    await long.plugin.flush();
    expect(received).toHaveLength(2);
    expect(long.errors).toMatchObject([
      {
        code: 'not-posted',
        message: expect.stringMatching(/did not take 1 events.*"path":"message"/),
      },
    ]);
  });

  it('tells what was sent while the collector was down, when it is back', async () => {
    const before = sentEvents().length;
    let refused = 0;
    collector.interrupt((request, response) => {
      refused += 1;
      request.resume();
      response.writeHead(503, { 'retry-after': '0.01' }).end('{}');
      if (refused === 2) collector.interrupt(null);
    });
    const { send, plugin, errors } = start();
    await send('ann@b.example', { recipient: 'down' });
    await plugin.flush();
    expect(errors).toEqual([]);
    expect(refused).toBe(2);
    expect(sentEvents()).toHaveLength(before + 1);
  });

  it('gives up a collector that is not there, and the email is sent', async () => {
    const { send, plugin, errors } = start({
      collector: `http://127.0.0.1:${await freePort()}`,
    });
    await send('ann@b.example');
    expect(received).toEqual(['ann@b.example']);
    await plugin.flush();
    expect(errors).toMatchObject([{ code: 'not-posted' }]);
  });

  it.each([
    [{ collector: 'ftp://t.example.com', siteKey }, /sent\.collector/],
    [{ collector: 'https://t.example.com', siteKey: 'a b' }, /sent\.siteKey/],
  ])('refuses options that make no sense: %j', (sent, message) => {
    expect(() => trackEmails({ links, sent })).toThrow(message);
  });
});
