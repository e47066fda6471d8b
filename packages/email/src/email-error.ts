/** - `several-recipients`: a message to several people cannot tell who of them opened it */
export type EmailErrorCode = 'several-recipients';

/** Thrown for an email that cannot be tracked as it is. Never for what a mail reader sent. */
export class EmailError extends Error {
  override readonly name = 'EmailError';
  readonly code: EmailErrorCode;

  constructor(code: EmailErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
