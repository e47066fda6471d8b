/**
 * All headers that the pipeline may read. What hands a request over to another thread takes these along,
 * and no others; `header` can't be asked for any other.
 */
export const readHeaders = [
  'accept-language',
  'content-encoding',
  'content-type',
  'cookie',
  'dnt',
  'host',
  'origin',
  'purpose',
  'referer',
  'sec-gpc',
  'sec-purpose',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-moz',
  'x-purpose',
] as const;

export type ReadHeader = (typeof readHeaders)[number];
