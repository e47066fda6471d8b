import type { Router } from '@koa/router';
import { refuseOutlines, sitesFor } from '../access/narrow.ts';
import { maxHtmlBytes, readOutline } from '../email-outline/read-outline.ts';
import { maxValueLength } from '../query/schema-parts.ts';
import type { ReportContext, ReportState } from '../server/state.ts';
import type { Emails } from '../settings/emails.ts';
import { invalidSettings } from '../settings/settings-error.ts';
import { readBody } from './read-body.ts';

/**
 * Adds the routes `/api/messages/:message/html`: to give the HTML of an email, whose outline is shown with its
 * clicks, to read the outline, and to delete it. The HTML itself is not kept.
 */
export function addEmailRoutes(router: Router<ReportState>, emails: Emails): void {
  const path = '/messages/:message/html';

  router.put(path, async (context) => {
    const { site, message } = emailOf(context);
    const outline = readOutline(await readBody(context, 'text/html', maxHtmlBytes));
    emails.put(site, message, outline);
    context.body = outline;
  });

  router.get(path, (context) => {
    const { site, message } = emailOf(context);
    context.body = emails.get(site, message);
  });

  router.delete(path, (context) => {
    const { site, message } = emailOf(context);
    emails.delete(site, message);
    context.status = 204;
  });
}

/**
 * Reads which email a request is about.
 *
 * @throws SettingsError, AccessError
 */
function emailOf({ URL: url, params, state }: ReportContext & Params): {
  readonly site: string;
  readonly message: string;
} {
  const site = url.searchParams.get('site') ?? '';
  const message = params['message'] ?? '';
  const problems = [
    ...(site === '' ? [{ path: 'site', message: 'expected the site that the email is of' }] : []),
    ...(message.length > maxValueLength
      ? [{ path: 'message', message: `expected a name of at most ${maxValueLength} characters` }]
      : []),
  ];
  if (problems.length > 0) throw invalidSettings(problems);
  sitesFor(state.reader, [site]);
  refuseOutlines(state.reader);
  return { site, message };
}

/** Parameters of a route's path. */
interface Params {
  readonly params: Readonly<Record<string, string>>;
}
