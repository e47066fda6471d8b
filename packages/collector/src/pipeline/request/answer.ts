/** Answer to a request, before any server writes it. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

/** RFC 9110 §8.6: none with 204; with 304 it would be that of the body which is not sent. */
export function hasContentLength(status: number): boolean {
  return status !== 204 && status !== 304;
}
