import { serialize } from '@hitmark/codec/hit';

/** A page view as the tag sends it, but for what makes each one new. */
export interface PageView {
  /** Query string without `r` and `t`. */
  readonly query: string;
  /** Headers that Chrome sends with a pixel of another site. */
  readonly headers: Readonly<Record<string, string>>;
}

const pages = [
  ['/', 'Northwind Outdoor: boots, tents and maps'],
  ['/womens/hiking-boots-gtx/?utm_source=newsletter&utm_campaign=autumn', 'Hiking boots GTX'],
  ['/search?search=red+shoes&page=2', 'red shoes – 48 results'],
  ['/produkte/bergkäse-alt-400g?ref=m4', 'Bergkäse, alt, 400 g'],
] as const;

/** Half of them come from a browser that has a visitor's cookie. */
export const pageViews: readonly PageView[] = pages.flatMap(([path, title], page) =>
  [false, true].map((returning) => {
    const url = `https://www.northwind-outdoor.com${path}`;
    const visitor = `8c2f1f6e-0d5b-4c3a-9f27-5b1e6a7d8c9${page}`;
    return {
      query: serialize({
        site: 'northwind',
        view: '2c5s6hvybvwg3',
        url: new URL(url).href,
        title,
        referrer: 'https://www.example.org/',
        language: 'de-CH',
        screen: '1920x1080',
        viewport: '1280x720',
        timezone: 'Europe/Zurich',
      }),
      headers: {
        Host: 't.northwind-outdoor.com',
        Connection: 'keep-alive',
        'sec-ch-ua-platform': '"Windows"',
        'User-Agent':
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
        'sec-ch-ua': '"Chromium";v="142", "Google Chrome";v="142", "Not_A Brand";v="99"',
        'sec-ch-ua-mobile': '?0',
        Accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'no-cors',
        'Sec-Fetch-Dest': 'image',
        Referer: 'https://www.northwind-outdoor.com/',
        'Accept-Encoding': 'gzip, deflate, br, zstd',
        'Accept-Language': 'de-CH,de;q=0.9,en;q=0.8',
        ...(returning ? { Cookie: `_ga=GA1.2.1029384756.1763802600; id=${visitor}` } : {}),
      },
    };
  }),
);

/** Their headers as they stand on the wire, up to the empty line. */
export const requestHeads: readonly string[] = pageViews.map(
  ({ headers }) =>
    `${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
);
