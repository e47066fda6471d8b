import type { Context } from 'koa';
import { chooseLanguage, textsOf, type Language } from '../page/texts/choose-texts.ts';
import type { Texts } from '../page/texts/en.ts';

/** Language of a small page (`small-page.ts`), and its texts. */
export interface SmallTexts {
  readonly language: Language;
  readonly texts: Texts;
  /** Address of the same page in the other language. */
  readonly otherHref: string;
}

/** Members of a request that decide the language of its answer. */
type LanguageRequest = Pick<Context, 'path' | 'querystring' | 'headers'>;

/** Finds the texts of a small page, in the language that the address (`?language=de`) or the browser asks for. */
export function smallTexts({ path, querystring, headers }: LanguageRequest): SmallTexts {
  const parameters = new URLSearchParams(querystring);
  const accepted = headers['accept-language'] ?? '';
  const language = chooseLanguage(parameters.get('language'), accepted);
  parameters.set('language', language === 'en' ? 'de' : 'en');
  return {
    language,
    texts: textsOf(language),
    // A path that begins with two slashes would be read as an address of another host.
    otherHref: `${path.replace(/^\/+/, '/')}?${parameters.toString()}`,
  };
}
