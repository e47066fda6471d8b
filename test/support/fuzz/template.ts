/** A request in which each `CANARY` stands for a word that no other request has. */
export interface Template {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** One byte a character. */
  readonly body: string | null;
  /** Hits that the body may hold. */
  readonly hits: number;
  /** Something is surely wrong with it: it must not become an event. */
  readonly isGarbage: boolean;
  /** The canary of its event: of a link the link's own. Null: anybody can make such an event. */
  readonly eventCanary: string | null;
}

export const canaryPrefix = 'cnry';

/** Writes a request as bytes, its canary in place. */
export function render(template: Template, canary: string): Buffer {
  const fill = (text: string): string => text.replaceAll('CANARY', canary);
  const { method, target, headers } = template;
  const body = template.body === null ? null : fill(template.body);
  const lines = [
    `${method} ${fill(target)} HTTP/1.1`,
    'Host: collector.test',
    ...headers.map(([name, value]) => `${name}: ${fill(value)}`),
    ...(body === null ? [] : [`Content-Length: ${body.length}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`, 'latin1');
}
