import type { Context } from 'koa';
import { chooseLanguage, textsOf, type Language } from '../page/texts/choose-texts.ts';
import type { Texts } from '../page/texts/en.ts';

/** Language of a small page, and its texts. */
export interface SmallTexts {
  readonly language: Language;
  readonly texts: Texts;
  /** Address of the same page in the other language. */
  readonly otherHref: string;
}

/** Members of a request that say its language. */
type Asked = Pick<Context, 'path' | 'querystring' | 'headers'>;

/** Texts of a small page, in the language that the address or the browser asks for. */
export function smallTexts({ path, querystring, headers }: Asked): SmallTexts {
  const parameters = new URLSearchParams(querystring);
  const accepted = headers['accept-language'] ?? '';
  const language = chooseLanguage(parameters.get('language'), accepted);
  parameters.set('language', language === 'en' ? 'de' : 'en');
  return {
    language,
    texts: textsOf(language),
    // One slash only: two would begin a host.
    otherHref: `${path.replace(/^\/+/, '/')}?${parameters.toString()}`,
  };
}
