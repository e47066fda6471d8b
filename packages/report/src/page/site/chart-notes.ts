import { Temporal } from 'temporal-polyfill';
import type { ChartNote } from '../chart/notes.ts';
import { shown } from '../format/shown.ts';
import { messageState } from '../messages/chosen-message.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

/** Least number of emails of a newsletter: smaller mailings are not noted in a chart. */
const fewestSent = 50;
/** Greatest number of messages that are noted. */
const maxMessages = 8;

/** Notes of the chart: those that somebody wrote, and messages that went to many. */
export async function chartNotes(view: SiteView): Promise<readonly ChartNote[]> {
  const { settings, site, timezone, state, reader } = view;
  const written = settings.annotations.list([site]).map(({ id, day, text }) => ({
    atMs: Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochMilliseconds,
    text: shown(text),
    href: reader.kind === 'shared' ? null : links.site(site, state, `settings/annotations/${id}`),
  }));
  return [...written, ...(await messagesSent(view))];
}

async function messagesSent(view: SiteView): Promise<readonly ChartNote[]> {
  const { site, state, texts, numbers, timezone } = view;
  const answer = await view.askPlain({
    metrics: ['sent'],
    dimensions: ['message', 'time:day'],
    order_by: [['sent', 'desc']],
    limit: maxMessages,
  });
  return answer.results.flatMap(({ dimensions: [message = '', day = ''], metrics: [sent] }) => {
    if ((sent ?? 0) < fewestSent) return [];
    return [
      {
        atMs: Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochMilliseconds,
        text: texts.chart.sent(shown(message), numbers.count(sent ?? 0)),
        href: links.message(site, messageState(state, [], message)),
      },
    ];
  });
}
