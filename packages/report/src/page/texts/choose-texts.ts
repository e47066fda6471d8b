import { de } from './de.ts';
import { en, type Texts } from './en.ts';

/** Languages of the pages, by their codes. */
const languages = { en, de } as const;
export type Language = keyof typeof languages;

/**
 * Chooses the language: the one in the address, else the first of the browser's that there is.
 *
 * @param accepted the header `Accept-Language`
 */
export function chooseLanguage(chosen: string | null, accepted: string): Language {
  const wanted = [chosen ?? '', ...accepted.split(',')];
  for (const text of wanted) {
    const code = text.trim().slice(0, 2).toLowerCase();
    if (code === 'en' || code === 'de') return code;
  }
  return 'en';
}

export function textsOf(language: Language): Texts {
  return languages[language];
}
