/** One line of the log: level, fields, message. */
export type ForwarderLog = (
  level: 'info' | 'warn' | 'error',
  fields: { readonly event: string; readonly [name: string]: unknown },
  message: string,
) => void;
