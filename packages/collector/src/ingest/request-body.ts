/**
 * Reads the body of a request, up to a limit.
 *
 * @param maxBytes most bytes of the body; left out: `limits.maxBodyBytes`
 * @throws BodyError
 */
export type ReadBody = (maxBytes?: number) => Promise<Uint8Array>;

/** Reason why a body could not be read. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly code: 'body-too-large' | 'request-aborted';

  constructor(code: BodyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function bodyTooLarge(maxBytes: number): BodyError {
  return new BodyError('body-too-large', `expected a body of at most ${maxBytes} bytes`);
}
