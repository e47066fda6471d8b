import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkOtherEnd, createOpenSocket } from '../../src/forwarders/webhook/open-socket.ts';
import { startRawReceiver } from './raw-receiver.ts';

const signal = new AbortController().signal;

const v4 = (address: string): LookupAddress => ({ address, family: 4 });

describe('opening a connection to a host name', () => {
  it.each([
    ['is private', [v4('127.0.0.1')]],
    ['of several is private', [v4('8.8.8.8'), v4('127.0.0.1')]],
    ['is the metadata service of a cloud', [v4('168.63.129.16')]],
    ['is private in IPv6', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['is a link-local one with a zone', [{ address: 'fe80::1%lo', family: 6 }]],
    ['is none', [v4('localhost')]],
  ])('refuses where an address %s, before it connects', async (_what, addresses) => {
    const { port, accepted } = await startRawReceiver();
    const rules = { allowPrivateAddresses: false, allowedPorts: [port] };
    const openSocket = createOpenSocket(rules, async () => addresses);
    const opened = openSocket(`http://receiver.example:${port}/`, signal);
    await expect(opened).rejects.toMatchObject({ code: 'private-address' });
    expect(accepted()).toBe(0);
  });

  it('looks a name up once, and connects to what it was told then', async () => {
    const { port, accepted } = await startRawReceiver();
    let lookups = 0;
    const openSocket = createOpenSocket(
      { allowPrivateAddresses: true, allowedPorts: [port] },
      async () => {
        lookups += 1;
        return [v4('127.0.0.1')];
      },
    );
    const socket = await openSocket(`http://receiver.example:${port}/`, signal);
    socket.destroy();
    expect(lookups).toBe(1);
    await expect.poll(accepted).toBe(1);
  });

  it('fails where the name has no address', async () => {
    const rules = { allowPrivateAddresses: false, allowedPorts: [] };
    const openSocket = createOpenSocket(rules, async () => []);
    const opened = openSocket('http://receiver.example/', signal);
    await expect(opened).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('asks at once only once for a name that many want', async () => {
    const found = Promise.withResolvers<LookupAddress[]>();
    let lookups = 0;
    const rules = { allowPrivateAddresses: false, allowedPorts: [] };
    const openSocket = createOpenSocket(rules, () => {
      lookups += 1;
      return found.promise;
    });
    const opened = ['http://receiver.example/a', 'https://receiver.example/b'].map((url) =>
      openSocket(url, signal),
    );
    found.resolve([v4('127.0.0.1')]);
    const ended = await Promise.allSettled(opened);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(lookups).toBe(1);
  });
});

describe('the other end of a connection', () => {
  const rules = { allowPrivateAddresses: false, allowedPorts: [] };

  async function connectTo(port: number) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  it('is refused where its address is', async () => {
    const { port } = await startRawReceiver();
    const socket = await connectTo(port);
    expect(() => checkOtherEnd(socket, rules)).toThrow(
      expect.objectContaining({ code: 'private-address' }),
    );
    socket.destroy();
  });

  it('that has gone is a failure, which may be tried again, and no refusal', async () => {
    const { port } = await startRawReceiver();
    const socket = await connectTo(port);
    socket.destroy();
    await once(socket, 'close');
    expect(() => checkOtherEnd(socket, rules)).toThrow(
      expect.objectContaining({ code: 'ECONNRESET' }),
    );
  });
});
