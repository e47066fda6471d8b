import { isPlainObject, type JsonValue } from '../json.ts';
import type { Settings } from './links-options.ts';
import { contentOf, type LinkOptions } from './make-link.ts';

/** An event of type `sent`, as a collector takes it in JSON (docs/event.md). */
export interface SentEvent {
  readonly type: 'sent';
  readonly message: string | null;
  readonly recipient: string | null;
  /** ISO 8601. */
  readonly sent_time: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Makes the event of an email whose links are made with the same metadata and options. */
export function makeSentEvent(
  settings: Settings,
  metadata: JsonValue | undefined,
  options: LinkOptions,
): SentEvent | null {
  if (options.tracking === 'none') return null;
  const content = contentOf(settings, metadata, options);
  const { message, recipient, sentAtMs, tracking } = content;
  const isAnonymous = tracking === 'anonymous';
  return {
    type: 'sent',
    message: message || null,
    recipient: isAnonymous ? null : recipient,
    sent_time: sentAtMs === null ? null : new Date(sentAtMs).toISOString(),
    data: isAnonymous ? {} : toData(content.metadata),
  };
}

/** Metadata in the form that the collector gives it in opens and clicks. */
function toData(metadata: JsonValue): SentEvent['data'] {
  if (isPlainObject(metadata)) return metadata;
  return metadata === null ? {} : { metadata };
}
