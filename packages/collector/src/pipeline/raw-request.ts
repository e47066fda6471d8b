/** A request as it came, read once: all that the pipeline knows of HTTP. */
export interface RawRequest {
  readonly method: string;
  /** The request target's path, as sent. */
  readonly path: string;
  /** The request target's query without `?`, as sent. */
  readonly query: string;
  /** Bytes of the request target. */
  readonly urlBytes: number;
  /** Names in lower case; as Node's `IncomingMessage.headers`. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The other end of the socket. */
  readonly remoteAddress: string;
  /** The socket itself is TLS. */
  readonly encrypted: boolean;
  /** The collector's clock, Unix ms. */
  readonly received: number;
}

/** A header's value; the first where it was sent repeatedly and Node does not join it. */
export function header(request: RawRequest, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
