import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';
import type { SentInput } from './read-sent.ts';

/** Counts of events in a collector's answer. */
export interface SentOutcome {
  readonly stored: number;
  readonly duplicate: number;
}

const timeoutMs = 15_000;

/**
 * Asks a collector to store it.
 *
 * @param collector address; undefined: that of the options, on this machine
 * @returns null where none runs on this machine
 * @throws CommandError where a collector does not store it
 */
export async function postSent(
  { json }: SentInput,
  key: string,
  options: Options,
  collector: string | undefined,
): Promise<SentOutcome | null> {
  const url = hitsUrl(options, collector);
  const response = await ask(url, key, json);
  if (response === null && collector === undefined) return null;
  if (response === null) throw failed(`no collector answers at ${url.origin}`);
  const text = await response.text();
  const answer = readAnswer(text);
  if (response.status === 200 && answer !== null) return answer;
  throw failed(`${url.origin} answered ${response.status}: ${text.slice(0, 300)}`);
}

/** Posts to a collector; null: no server listens at the address. */
async function ask(url: URL, key: string, body: string): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    if (isUnreachable(error)) return null;
    const reason = error instanceof Error ? error.message : String(error);
    throw failed(`${url.origin} could not be asked: ${reason}`);
  }
}

function isUnreachable(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { readonly code?: unknown }) : null;
  return ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'].includes(String(cause?.code));
}

function readAnswer(text: string): SentOutcome | null {
  try {
    const { stored, duplicate } = JSON.parse(text) as Partial<SentOutcome>;
    if (typeof stored !== 'number' || typeof duplicate !== 'number') return null;
    return stored + duplicate === 1 ? { stored, duplicate } : null;
  } catch {
    return null;
  }
}

function hitsUrl({ host, port, paths }: Options, collector: string | undefined): URL {
  const path = paths.hits[0] ?? '/hits';
  if (collector === undefined) return new URL(path, `http://${reachable(host)}:${port}`);
  if (URL.canParse(collector) && /^https?:/i.test(collector)) return new URL(path, collector);
  throw new CommandError('usage', '--collector: expected an address such as https://t.example.com');
}

/** An address that stands for all of a machine's is none to connect to. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function failed(message: string): CommandError {
  return new CommandError('failed', message);
}
