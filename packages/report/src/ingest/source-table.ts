/** Kinds of sites that Google's rules for channels tell apart. */
export type SourceCategory = 'search' | 'social' | 'shopping' | 'video';

/** A search engine or network that visitors come from. */
export interface KnownSource {
  readonly name: string;
  /** Null: known by name, but of none of the kinds. */
  readonly category: SourceCategory | null;
  /** Its hosts, each with all below it; `google.*` stands for every country's. */
  readonly hosts: readonly string[];
  /** Values of `utm_source` that mean it, in lower case, besides its name and hosts. */
  readonly aliases?: readonly string[];
}

const search = (name: string, hosts: readonly string[], aliases: readonly string[] = []) =>
  ({ name, category: 'search', hosts, aliases }) as const;
const social = (name: string, hosts: readonly string[], aliases: readonly string[] = []) =>
  ({ name, category: 'social', hosts, aliases }) as const;
const shopping = (name: string, hosts: readonly string[], aliases: readonly string[] = []) =>
  ({ name, category: 'shopping', hosts, aliases }) as const;
const video = (name: string, hosts: readonly string[], aliases: readonly string[] = []) =>
  ({ name, category: 'video', hosts, aliases }) as const;
const other = (name: string, hosts: readonly string[]) =>
  ({ name, category: null, hosts }) as const;

/**
 * Search engines and networks by their names. The categories are those of Google's list of sources for its
 * default channel groups (support.google.com/analytics/answer/9756891); assistants are none of them there.
 */
export const knownSources: readonly KnownSource[] = [
  search(
    'Google',
    ['google.*', 'com.google.android.googlequicksearchbox'],
    ['adwords', 'googleads'],
  ),
  search('Bing', ['bing.com'], ['bingads', 'msn']),
  search('DuckDuckGo', ['duckduckgo.com'], ['ddg']),
  search('Yahoo!', ['yahoo.com', 'yahoo.co.jp'], ['yahoo']),
  search('Baidu', ['baidu.com']),
  search('Yandex', ['yandex.*', 'ya.ru'], ['yandex-direct']),
  search('Ecosia', ['ecosia.org']),
  search('Qwant', ['qwant.com']),
  search('Brave', ['search.brave.com']),
  search('Startpage', ['startpage.com']),
  search('Kagi', ['kagi.com']),
  search('Mojeek', ['mojeek.com']),
  search('Naver', ['naver.com']),
  search('Daum', ['daum.net']),
  search('Seznam', ['seznam.cz']),
  search('Sogou', ['sogou.com']),
  search('360', ['so.com']),
  search('AOL', ['aol.com']),
  search('Ask', ['ask.com']),
  search('Swisscows', ['swisscows.com']),
  search('Coc Coc', ['coccoc.com']),

  social('Facebook', ['facebook.com', 'fb.com', 'fb.me', 'com.facebook.katana'], ['fb']),
  social('Instagram', ['instagram.com', 'com.instagram.android'], ['ig']),
  social('Threads', ['threads.net', 'threads.com']),
  social('X', ['x.com', 'twitter.com', 't.co', 'com.twitter.android'], ['twitter']),
  social('LinkedIn', ['linkedin.com', 'lnkd.in', 'com.linkedin.android'], ['li']),
  social('Reddit', ['reddit.com', 'redd.it', 'com.reddit.frontpage']),
  social('Pinterest', ['pinterest.*', 'pin.it']),
  social('Snapchat', ['snapchat.com']),
  social('TikTok', ['tiktok.com']),
  social('Bluesky', ['bsky.app']),
  social('Mastodon', ['mastodon.social', 'mastodon.online', 'org.joinmastodon.android']),
  social('Hacker News', ['news.ycombinator.com'], ['hackernews', 'hn']),
  social('Lobsters', ['lobste.rs']),
  social('Tumblr', ['tumblr.com']),
  social('Quora', ['quora.com']),
  social('Stack Overflow', ['stackoverflow.com'], ['stackoverflow']),
  social('Medium', ['medium.com']),
  social('Substack', ['substack.com']),
  social('VK', ['vk.com', 'vk.ru'], ['vkontakte']),
  social('Weibo', ['weibo.com', 't.cn']),
  social('WeChat', ['weixin.qq.com', 'wechat.com']),
  social('WhatsApp', ['whatsapp.com', 'wa.me', 'com.whatsapp']),
  social('Telegram', ['telegram.org', 't.me', 'org.telegram.messenger']),
  social('Messenger', ['messenger.com', 'com.facebook.orca']),
  social('Discord', ['discord.com', 'discordapp.com']),
  social('LINE', ['line.me']),
  social('XING', ['xing.com']),
  social('Product Hunt', ['producthunt.com'], ['producthunt']),
  social('Flipboard', ['flipboard.com']),
  social('Nextdoor', ['nextdoor.com']),

  shopping('Amazon', ['amazon.*']),
  shopping('eBay', ['ebay.*']),
  shopping('Etsy', ['etsy.com']),
  shopping('AliExpress', ['aliexpress.*']),
  shopping('Alibaba', ['alibaba.com']),
  shopping('Walmart', ['walmart.com']),
  shopping('Mercado Libre', ['mercadolibre.*', 'mercadolivre.*'], ['mercadolibre']),
  shopping('Google Shopping', ['shopping.google.com'], ['igshopping']),
  shopping('Shopify', ['shopify.com']),
  shopping('Target', ['target.com']),
  shopping('Zalando', ['zalando.*']),
  shopping('idealo', ['idealo.*']),

  video('YouTube', ['youtube.com', 'youtu.be', 'com.google.android.youtube']),
  video('Vimeo', ['vimeo.com']),
  video('Twitch', ['twitch.tv']),
  video('Dailymotion', ['dailymotion.com']),
  video('Netflix', ['netflix.com']),
  video('Bilibili', ['bilibili.com']),
  video('iQIYI', ['iqiyi.com']),
  video('Youku', ['youku.com']),

  other('ChatGPT', ['chatgpt.com', 'chat.openai.com']),
  other('Claude', ['claude.ai']),
  other('Gemini', ['gemini.google.com']),
  other('Copilot', ['copilot.microsoft.com']),
  other('Perplexity', ['perplexity.ai']),
  other('Gmail', ['mail.google.com', 'com.google.android.gm']),
  other('Outlook', ['outlook.live.com', 'outlook.office.com']),
  other('GitHub', ['github.com']),
  other('Wikipedia', ['wikipedia.org']),
];

/** Ad networks by the parameter that marks their clicks, which is `campaign.network` of an event. */
export const networks: Readonly<
  Record<
    string,
    {
      readonly name: string;
      /** Ads only: other links are not marked so. */ readonly isPaid: boolean;
    }
  >
> = {
  gclid: { name: 'Google', isPaid: true },
  gbraid: { name: 'Google', isPaid: true },
  wbraid: { name: 'Google', isPaid: true },
  dclid: { name: 'Google', isPaid: true },
  gclsrc: { name: 'Google', isPaid: true },
  msclkid: { name: 'Bing', isPaid: true },
  yclid: { name: 'Yandex', isPaid: true },
  ttclid: { name: 'TikTok', isPaid: true },
  twclid: { name: 'X', isPaid: true },
  li_fat_id: { name: 'LinkedIn', isPaid: true },
  rdt_cid: { name: 'Reddit', isPaid: true },
  sccid: { name: 'Snapchat', isPaid: true },
  epik: { name: 'Pinterest', isPaid: true },
  fbclid: { name: 'Facebook', isPaid: false },
  igshid: { name: 'Instagram', isPaid: false },
};
