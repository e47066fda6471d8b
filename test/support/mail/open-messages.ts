import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { runScript } from './programs.ts';

/** A part as a parser gives it. */
export interface OpenedPart {
  readonly type: string;
  readonly file: string | null;
  /** Text of a body; null for an attachment. */
  readonly text: string | null;
  /** Bytes of an attachment, in base64. */
  readonly bytes: string | null;
  /** Transfer encoding, and the part as it was written in it, where the parser tells. */
  readonly encoding?: string;
  readonly written?: string;
}

/** A message as a parser gives it. */
export interface OpenedMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly parts: readonly OpenedPart[];
}

/** Opens messages with Python's email. */
export function openByPython(messages: readonly Uint8Array[]): OpenedMessage[] {
  const script = fileURLToPath(new URL('read.py', import.meta.url));
  const input = messages.map((message) => `${Buffer.from(message).toString('base64')}\n`).join('');
  const lines = runScript('python3', [script], input).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as OpenedMessage);
}

/** Opens messages with mailparser. */
export function openByMailparser(messages: readonly Uint8Array[]): Promise<OpenedMessage[]> {
  return Promise.all(messages.map(openOne));
}

async function openOne(message: Uint8Array): Promise<OpenedMessage> {
  const opened = await simpleParser(Buffer.from(message), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const bodies = [
    { type: 'text/html', text: opened.html || null },
    { type: 'text/plain', text: opened.text ?? null },
  ];
  return {
    headers: opened.headerLines.map(({ key, line }) => [key, line] as const),
    parts: [
      ...bodies.flatMap(({ type, text }) =>
        text === null ? [] : [{ type, file: null, text, bytes: null }],
      ),
      ...opened.attachments.map(({ contentType, filename, content }) => ({
        type: contentType,
        file: filename ?? null,
        text: contentType === 'text/x-amp-html' ? content.toString() : null,
        bytes: content.toString('base64'),
      })),
    ],
  };
}
