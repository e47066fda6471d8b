import type { MailData } from './mail-message.ts';

/** A content of a message, and where it stands. */
interface Content {
  readonly holder: object;
  readonly key: string;
  readonly type: string;
  readonly put: (content: string) => void;
}

/** Contents of a message, and what is to be changed of it when they were put. */
export interface Contents {
  /** HTML comes first: what is opted out there is so in the text. */
  readonly contents: readonly Content[];
  readonly changes: Partial<MailData>;
}

const members = [
  ['html', 'text/html'],
  ['amp', 'text/x-amp-html'],
  ['watchHtml', 'text/watch-html'],
  ['icalEvent', 'text/calendar'],
  ['text', 'text/plain'],
] as const;

/** An entry of `alternatives`, as far as it is read. */
interface Alternative {
  readonly contentType?: string;
}

/** Finds what a message consists of, but for its attachments. */
export function findContents(data: MailData): Contents {
  const changes: Partial<MailData> = {};
  const own = members.map(([key, type]): Content => {
    const put = (content: string) => {
      changes[key] = content;
    };
    return { holder: data, key, type, put };
  });
  const alternatives = Array.isArray(data.alternatives) ? (data.alternatives as Alternative[]) : [];
  // The caller may send the same objects to others: they are copied, never changed.
  const copies = alternatives.map((alternative) => ({ ...alternative }));
  const others = alternatives.map(({ contentType: type = '' }, index): Content => {
    const put = (content: string) => {
      copies[index] = withContent(alternatives[index] ?? {}, content);
      changes.alternatives = copies;
    };
    return { holder: copies, key: String(index), type, put };
  });
  const all = [...own, ...others];
  const isHtml = ({ type }: Content) => type.includes('html');
  return { contents: [...all.filter(isHtml), ...all.filter((of) => !isHtml(of))], changes };
}

function withContent(alternative: Alternative, content: string): object {
  const { contentType = '' } = alternative;
  return {
    ...alternative,
    contentType: contentType.replace(/charset="?[^";\s]*"?/i, 'charset=utf-8'),
    content,
    path: undefined,
    href: undefined,
    encoding: undefined,
  };
}
