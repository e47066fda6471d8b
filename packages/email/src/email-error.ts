/**
 * Reason why an email can't be tracked.
 *
 * - `several-recipients`: a message to several people cannot tell who of them opened it
 * - `whole-message`: a function that takes HTML was given a whole message, as in an `.eml` file
 * - `not-a-message`: a function that takes a whole message was given something else
 * - `signed`: the message has a signature, which a change would break
 * - `encrypted`: only the recipient can read the message
 * - `not-posted`: the collector was not told that emails were sent
 */
export type EmailErrorCode =
  | 'several-recipients'
  | 'whole-message'
  | 'not-a-message'
  | 'signed'
  | 'encrypted'
  | 'not-posted';

/** Error of an email that can't be tracked as it is. Requests for links throw LinkError instead. */
export class EmailError extends Error {
  override readonly name = 'EmailError';
  readonly code: EmailErrorCode;

  constructor(code: EmailErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
