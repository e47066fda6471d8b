/** Why a body could not be read; thrown by the `readBody` of a request. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly code: 'body-too-large' | 'request-aborted';

  constructor(code: BodyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
