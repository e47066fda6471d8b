import { access } from './de/access.ts';
import { deliveries } from './de/deliveries.ts';
import { events } from './de/events.ts';
import { frame } from './de/frame.ts';
import { messages } from './de/messages.ts';
import { pages } from './de/pages.ts';
import { person } from './de/person.ts';
import { quality } from './de/quality.ts';
import { settings } from './de/settings.ts';
import { site } from './de/site.ts';
import { words } from './de/words.ts';
import type { Texts } from './en.ts';

/** All texts of the pages, in German. */
export const de: Texts = {
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
