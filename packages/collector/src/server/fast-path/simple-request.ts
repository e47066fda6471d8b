import { createHeaderNames } from './header-names.ts';

/** A request as nearly every browser and proxy sends it, read from the bytes of a connection. */
interface SimpleRequest {
  readonly method: 'GET' | 'POST';
  /** The request target: path and query, as sent. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Table of bytes: 1 for those that may stand in a header's value (RFC 9110 §5.5, without the tab and what
 * is not ASCII).
 */
const isText = new Uint8Array(256).fill(1, 0x20, 0x7f);
/** May stand in a header's name (§5.6.2). */
const isToken = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w!#$%&'*+.^`|~-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

const startLine = /^(GET|POST) (\/[!-"$-~]*) HTTP\/1\.1$/;

const cr = 0x0d;
const lf = 0x0a;
const colon = 0x3a;
const space = 0x20;
const letterP = 0x50;

const emptyLine = Buffer.from('\r\n\r\n');

/** Reads bytes that are one whole request and nothing else, in its usual form; null: any others. */
export type ReadSimpleRequest = (bytes: Buffer) => SimpleRequest | null;

/**
 * Creates a reader of simple requests. In any doubt it returns null, and Node's parser is asked: where a line ends
 * otherwise than by CR LF, where a header is folded, repeated, or holds a tab or a byte that is no printable ASCII,
 * and where the body is not as long as announced.
 */
export function createSimpleRequestReader(): ReadSimpleRequest {
  const nameAt = createHeaderNames();

  return (bytes) => {
    // Without a body: what is read of the head keeps all of this text in memory while it waits for the disk.
    const isPost = bytes[0] === letterP;
    const headLength = isPost ? bytes.indexOf(emptyLine) + emptyLine.length : undefined;
    const text = bytes.toString('latin1', 0, headLength);
    const end = text.indexOf('\r\n');
    const [, method, target] = startLine.exec(text.slice(0, Math.max(end, 0))) ?? [];
    if (method === undefined || target === undefined) return null;
    const headers: Record<string, string> = {};
    const bodyStart = readHeaders(bytes, text, end + 2, headers);
    if (bodyStart < 0 || headers['host'] === undefined) return null;
    if (!isKeepAlive(headers['connection']) || !isKeepAlive(headers['proxy-connection'])) {
      return null;
    }
    const announced = headers['content-length'];
    const length = bytes.length - bodyStart;
    if (announced === undefined ? length > 0 : announced !== String(length)) return null;
    if (method === 'GET' && length > 0) return null;
    return { method: method as 'GET' | 'POST', target, headers, body: bytes.subarray(bodyStart) };
  };

  /** Reads headers, and returns where the body begins; -1: these are no usual headers. */
  function readHeaders(
    bytes: Uint8Array,
    text: string,
    start: number,
    headers: Record<string, string>,
  ): number {
    let at = start;
    while (bytes[at] !== cr) {
      const nameStart = at;
      let hash = 0;
      for (let byte = bytes[at] ?? 0; isToken[byte] === 1; byte = bytes[at] ?? 0) {
        hash = (hash * 37 + byte) & 0xffffff;
        at += 1;
      }
      if (at === nameStart || bytes[at] !== colon) return -1;
      const name = nameAt(bytes, nameStart, at, hash);
      if (name === null) return -1;
      const valueStart = bytes[at + 1] === space ? at + 2 : at + 1;
      at += 1;
      while (isText[bytes[at] ?? 0] === 1) at += 1;
      if (bytes[at] !== cr || bytes[at + 1] !== lf || headers[name] !== undefined) return -1;
      // White space around a value is no part of it: but one space before it is all that is usual.
      if (at > valueStart && (bytes[valueStart] === space || bytes[at - 1] === space)) return -1;
      headers[name] = text.slice(valueStart, at);
      at += 2;
    }
    return bytes[at + 1] === lf ? at + 2 : -1;
  }
}

/** `Proxy-Connection` is no standard's, but means the same, and Node's parser obeys it. */
function isKeepAlive(connection: string | undefined): boolean {
  return connection === undefined || connection.toLowerCase() === 'keep-alive';
}
