/** Stable; a program should look at it instead of the message. */
export type LinkErrorCode =
  /** A token, or a part of one, is not base64. */
  | 'malformed-base64'
  /** Bytes are not text in the expected character encoding, or text cannot be written in it. */
  | 'malformed-encoding'
  /** The text inside a token is not JSON, or a value cannot be written as JSON. */
  | 'malformed-json'
  /** The JSON inside a token is not a link. */
  | 'wrong-shape'
  /** Lists and objects nested deeper than we read or write. */
  | 'too-deep'
  /** A token that is no token: its alphabet, version of Fernet, length or padding. */
  | 'malformed-token'
  /** A token that none of the keys made, or that was changed. */
  | 'bad-signature'
  /** An authentic token that is older than it may be. */
  | 'expired'
  /** An authentic token from the future. */
  | 'not-yet-valid'
  /** A token names a key that is not among the keys. */
  | 'unknown-key'
  /** A key that is no key. */
  | 'bad-key'
  /** An argument or a setting that the caller has to change. */
  | 'bad-input'
  /** A sealed token of another kind of link. */
  | 'wrong-kind'
  /** A sealed token that is bound to another host. */
  | 'wrong-host'
  /** A sealed token that a later version of this library made. */
  | 'unknown-version'
  /** A sealed token that needs a dictionary, where there is none. */
  | 'unknown-dictionary'
  /** An authentic token that holds something else than we write. */
  | 'malformed-payload'
  /** A URL longer than links may be. */
  | 'too-long'
  /** A URL to redirect to that is relative, or no URL at all. */
  | 'malformed-url'
  /** One that is neither http nor https. */
  | 'forbidden-scheme'
  /** One with a control character, white space, a backslash or a lone surrogate. */
  | 'forbidden-character'
  /** One with a user name or password. */
  | 'forbidden-userinfo';

/** Thrown when a link cannot be read or made. The message never repeats a token, a key or metadata. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly code: LinkErrorCode;

  constructor(code: LinkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
