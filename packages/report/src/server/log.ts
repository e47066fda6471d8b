/** Structured log, such as one of pino: fields with a fixed name in `event`, and a message. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
