import { fieldValue } from './header.ts';
import type { Part } from './part.ts';

/** Parts of text that a reader sees, in the order of the message: no attachments. */
export function findBodies(part: Part): readonly Part[] {
  if (isAttachment(part)) return [];
  if (part.type.value === 'multipart/related') return findRoot(part).flatMap(findBodies);
  if (part.type.value.startsWith('multipart/')) return part.parts.flatMap(findBodies);
  return part.type.value.startsWith('text/') ? [part] : [];
}

export function isAttachment({ disposition }: Part): boolean {
  return disposition.value === 'attachment' || disposition.parameters.has('filename');
}

/** The part that the others belong to: `start` names it, else it is the first (RFC 2387). */
function findRoot({ type, parts }: Part): readonly Part[] {
  const start = type.parameters.get('start');
  const named = parts.find(
    ({ header }) => start !== undefined && fieldValue(header, 'content-id') === start,
  );
  return named === undefined ? parts.slice(0, 1) : [named];
}
