import { EmailError } from '../email-error.ts';
import type { Binary } from './binary.ts';
import { isAttachment } from './bodies.ts';
import { readContent } from './content.ts';
import type { Part } from './part.ts';

/** Fields of signatures that cover the body, and what to call them. */
const signatures: ReadonlyMap<string, string> = new Map([
  ['arc-message-signature', 'ARC'],
  ['arc-seal', 'ARC'],
  ['dkim-signature', 'DKIM'],
  ['domainkey-signature', 'DomainKeys'],
]);

const inlinePgp = /^-----BEGIN PGP (SIGNED )?MESSAGE-----/m;

/**
 * Refuses a message that a change would break: one that is signed, or that only its recipient can read.
 *
 * @throws EmailError `signed` or `encrypted`
 */
export function refuseSigned(source: Binary, message: Part): void {
  const field = message.header.fields.find(({ name }) => signatures.has(name));
  if (field !== undefined) refuse('signed', signatures.get(field.name) ?? '');
  refusePart(source, message, message);
}

function refusePart(source: Binary, part: Part, message: Part): void {
  const { type, body } = part;
  const isSmime = /^application\/(?:x-)?pkcs7-mime$/.test(type.value);
  // The only part of an S/MIME message is always called an attachment.
  if (part !== message && isAttachment(part)) return;
  if (type.value === 'multipart/signed') {
    refuse('signed', type.parameters.get('protocol')?.includes('pgp') ? 'OpenPGP' : 'S/MIME');
  }
  if (type.value === 'multipart/encrypted') refuse('encrypted', 'OpenPGP');
  if (isSmime) {
    const isSigned = type.parameters.get('smime-type') === 'signed-data';
    refuse(isSigned ? 'signed' : 'encrypted', 'S/MIME');
  }
  if (type.value.startsWith('text/')) {
    const content = readContent(part.encoding, source.slice(body.start, body.end), '\n');
    const pgp = inlinePgp.exec(content?.bytes ?? '');
    if (pgp !== null) refuse(pgp[1] === undefined ? 'encrypted' : 'signed', 'OpenPGP');
  }
  for (const inner of part.parts) refusePart(source, inner, message);
}

function refuse(code: 'signed' | 'encrypted', by: string): never {
  const way =
    code === 'signed'
      ? `the message is signed (${by}), and rewriting would break the signature: rewrite it first, sign it afterwards`
      : `the message is encrypted (${by}), and its links cannot be read: rewrite it first, encrypt it afterwards`;
  throw new EmailError(code, way);
}
