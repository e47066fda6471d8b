import { readHeaders } from '../pipeline/request/read-headers.ts';
import { header, type RequestHead } from '../pipeline/request/raw-request.ts';
import type { Sequence } from '../journal/index.ts';
import type { HitsSubmission, Receipt, Submission } from './submission.ts';

/**
 * The form of a submission that is cloned from the event loop to the writer's thread. Hits are a flat list,
 * since to clone objects takes four times as long, for every hit: the values of `hitValues`, the headers of
 * `readHeaders` in their order, then the query strings.
 */
export type PackedSubmission = PackedHits | Exclude<Submission, HitsSubmission>;

type PackedHits = readonly (string | number | boolean | null)[];

/** The form of a receipt on its way back. One new event and nothing to say about it is a sequence alone. */
export type PackedReceipt = Receipt | Sequence;

export function packSubmission(submission: Submission): PackedSubmission {
  if (submission.kind === 'link') return { ...submission, head: readableHead(submission.head) };
  if (submission.kind !== 'hits') return submission;
  const { settings, head, origin, salt, site, queries } = submission;
  const { address, https, host, country } = origin;
  const packed = [settings, head.received, address, https, host, country, salt, site];
  for (const name of readHeaders) packed.push(header(head, name));
  for (const query of queries) packed.push(query);
  return packed;
}

export function unpackSubmission(packed: PackedSubmission): Submission {
  return isHits(packed) ? unpackHits(packed) : packed;
}

function unpackHits(packed: PackedHits): HitsSubmission {
  const [settings, received, address, https, host, country, salt, site] = packed as HitValues;
  const headers: Record<string, string> = {};
  let at = hitValues;
  for (const name of readHeaders) {
    const value = packed[at++];
    if (typeof value === 'string') headers[name] = value;
  }
  return {
    kind: 'hits',
    settings,
    head: { received, headers },
    origin: { address, https, host, country },
    salt,
    site,
    queries: packed.slice(at) as string[],
  };
}

type HitValues = [
  settings: number,
  received: number,
  address: string,
  https: boolean,
  host: string,
  country: string | null,
  salt: string | null,
  site: string | null,
];
const hitValues = 8;

function isHits(packed: PackedSubmission): packed is PackedHits {
  return Array.isArray(packed);
}

export function packReceipt(receipt: Receipt): PackedReceipt {
  const { sequences, rejections, cuts, setCookie, events } = receipt;
  const [sequence] = sequences;
  const isPlain = sequences.length === 1 && rejections.length + cuts.length === 0;
  return isPlain && sequence !== undefined && setCookie === null && events === null
    ? sequence
    : receipt;
}

export function unpackReceipt(packed: PackedReceipt): Receipt {
  if (typeof packed === 'object') return packed;
  return { sequences: [packed], rejections: none, cuts: none, setCookie: null, events: null };
}

const none: readonly never[] = [];

/** Characters of a submission, for the limit of the queue before the disk. */
export function sizeOf(packed: PackedSubmission): number {
  if (isHits(packed)) return textLength(packed);
  if (packed.kind === 'rows') return textLength(packed.rows.map(({ event }) => event));
  if (packed.kind === 'posted') return JSON.stringify(packed.events).length;
  return JSON.stringify(packed.link).length + textLength(Object.values(packed.head.headers));
}

function textLength(values: readonly unknown[]): number {
  let length = 0;
  for (const value of values) if (typeof value === 'string') length += value.length;
  return length;
}

/** The head of a request with the headers that are read in the writer's thread, and no others. */
function readableHead(request: RequestHead): RequestHead {
  const headers: Record<string, string> = {};
  for (const name of readHeaders) {
    const value = header(request, name);
    if (value !== null) headers[name] = value;
  }
  return { received: request.received, headers };
}
