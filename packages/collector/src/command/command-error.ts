/** The command can't do what it was asked to. Printed as one line; exit status 1, or 2 for usage. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: 'failed' | 'usage';

  constructor(code: CommandError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
