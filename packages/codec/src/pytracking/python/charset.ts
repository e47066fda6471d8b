import { LinkError } from '../../link-error.ts';

/** One of Python's text encodings. Both ways throw LinkError `malformed-encoding`. */
export interface Charset {
  /** True where ASCII is written as ASCII. */
  readonly isAsciiSuperset: boolean;
  readonly encode: (text: string) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => string;
}

export function unreadable(cause?: unknown): LinkError {
  return new LinkError('malformed-encoding', 'expected bytes of the configured encoding', {
    cause,
  });
}

export function unwritable(): LinkError {
  return new LinkError('malformed-encoding', 'expected characters of the configured encoding');
}
