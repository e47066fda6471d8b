/** Where the fault lies: which layer of a link could not be read, the key, or what the caller gave. */
export type LinkErrorCategory =
  | 'base64'
  | 'encoding'
  | 'json'
  | 'shape'
  | 'depth'
  | 'fernet'
  | 'sealed'
  | 'key'
  | 'input';

/** Every code and its category. */
const categories = {
  /** A token, or a part of one, is not base64. */
  'malformed-base64': 'base64',
  /** Bytes are not text in the expected character encoding, or text cannot be written in it. */
  'malformed-encoding': 'encoding',
  /** The text inside a token is not JSON, or a value cannot be written as JSON. */
  'malformed-json': 'json',
  /** The JSON inside a token is not a link. */
  'wrong-shape': 'shape',
  /** Lists and objects nested deeper than we read or write. */
  'too-deep': 'depth',
  /** A token that is no token: its version, length or padding. */
  'malformed-token': 'fernet',
  /** A token that none of the keys made, or that was changed. */
  'bad-signature': 'fernet',
  /** An authentic token that is older than it may be. */
  expired: 'fernet',
  /** An authentic token from the future. */
  'not-yet-valid': 'fernet',
  /** A token names a key that is not among the keys. */
  'unknown-key': 'key',
  /** A key that is no key. */
  'bad-key': 'key',
  /** An argument or a setting that the caller has to change. */
  'bad-input': 'input',
  /** A sealed token of another kind of link. */
  'wrong-kind': 'sealed',
  /** A sealed token that is bound to another host. */
  'wrong-host': 'sealed',
  /** A sealed token that a later version of this library made. */
  'unknown-version': 'sealed',
  /** A sealed token that needs a dictionary, where there is none. */
  'unknown-dictionary': 'sealed',
  /** An authentic token that holds something else than we write. */
  'malformed-payload': 'sealed',
  /** A URL longer than links may be. */
  'too-long': 'input',
  /** A URL to redirect to that is relative, or no URL at all. */
  'malformed-url': 'input',
  /** One that is neither http nor https. */
  'forbidden-scheme': 'input',
  /** One with a control character, white space, a backslash or a lone surrogate. */
  'forbidden-character': 'input',
  /** One with a user name or password. */
  'forbidden-userinfo': 'input',
} as const satisfies Record<string, LinkErrorCategory>;

/** Stable; what a program should look at instead of the message. */
export type LinkErrorCode = keyof typeof categories;

interface LinkErrorOptions extends ErrorOptions {
  readonly category?: LinkErrorCategory;
}

/** Thrown when a link cannot be read or made. The message never repeats a token, a key or metadata. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly code: LinkErrorCode;
  readonly category: LinkErrorCategory;

  /** @param options `category` where a code's own is not meant, as for a sealed token that expired */
  constructor(code: LinkErrorCode, message: string, options?: LinkErrorOptions) {
    super(message, options);
    this.code = code;
    this.category = options?.category ?? categories[code];
  }
}
