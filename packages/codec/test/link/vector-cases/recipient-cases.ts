import type { LinkOptions } from '@hitmark/codec';
import { ofEachKind, target, uuid, type LinkCase } from './link-case.ts';

/** Links that say to whom the email was sent: version 2 of the format. */
export function recipientCases(): readonly LinkCase[] {
  const recipients: readonly (readonly [string, string])[] = [
    ['a number', '17'],
    ['an id', 'cus_9s6XKzkNRiz8i3'],
    ['a UUID', uuid],
    ['an email address', 'jane.doe@example.com'],
    ['characters beyond ASCII', 'Zoë 東京 🚀'],
    ['128 characters', 'xyz-'.repeat(32)],
    ['one space', ' '],
  ];
  const key = { recipientKey: 'customer_id' };
  const byKey = (what: string, metadata: LinkCase['arguments'][0]): LinkCase => ({
    name: `recipient by its key: ${what}`,
    options: key,
    kind: 'open',
    arguments: [metadata],
  });
  const everything: LinkOptions = {
    recipient: 'customer-17',
    message: 'm-17',
    position: 3,
    label: 'Zum Angebot',
    tags: ['angebot'],
    tracking: 'anonymous',
    clickId: true,
  };
  return [
    ...recipients.flatMap(([what, recipient]) => ofEachKind(`a recipient: ${what}`, { recipient })),
    ...ofEachKind('a recipient in base32', { recipient: '17' }, { alphabet: 'base32' }),
    ...ofEachKind('a recipient and a host', { recipient: '17' }, { bindHost: true }),
    ...ofEachKind('a recipient like its metadata', { recipient: uuid }, {}, { id: uuid }),
    ...ofEachKind('a recipient by its key', {}, { recipientKey: 'id' }),
    ...ofEachKind('another recipient than by its key', { recipient: 'x' }, { recipientKey: 'id' }),
    byKey('a text', { customer_id: 'c-17' }),
    byKey('a fraction', { customer_id: 1.5 }),
    byKey('an empty text', { customer_id: '' }),
    byKey('true', { customer_id: true }),
    byKey('a list', { customer_id: [17] }),
    byKey('not there', { id: 17 }),
    byKey('no object', [17]),
    {
      name: 'recipient by its key, of every link',
      options: { ...key, defaultMetadata: { customer_id: 9 } },
      kind: 'open',
      arguments: [{ id: 1 }],
    },
    {
      name: 'recipient with every option there is',
      options: {
        site: 'acme.example',
        webhookUrl: 'https://crm.acme.example/hooks/click',
        webhookTimeoutMs: 10_000,
        expiresInSeconds: 31_536_000,
        bindHost: true,
        alphabet: 'base32',
        dictionaries: ['https://www.acme.example/ customer-'],
      },
      kind: 'click',
      arguments: [target, { id: 42 }, everything],
    },
  ];
}
