import { access } from './en/access.ts';
import { deliveries } from './en/deliveries.ts';
import { events } from './en/events.ts';
import { frame } from './en/frame.ts';
import { messages } from './en/messages.ts';
import { pages } from './en/pages.ts';
import { person } from './en/person.ts';
import { quality } from './en/quality.ts';
import { settings } from './en/settings.ts';
import { site } from './en/site.ts';
import { words } from './en/words.ts';

/** All texts of the pages, in English. */
export const en = {
  ...frame,
  ...site,
  ...words,
  ...pages,
  ...events,
  ...messages,
  ...quality,
  ...person,
  ...access,
  ...deliveries,
  ...settings,
};

/** Texts of a language. */
export type Texts = typeof en;
