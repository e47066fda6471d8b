import type { Router } from '@koa/router';
import { sitesFor } from '../access/narrow.ts';
import { parseSharedLink } from '../access/parse-shared-link.ts';
import { maySeeLink } from '../access/usable-links.ts';
import type { SharedLink, SharedLinks } from '../settings/shared-links.ts';
import type { Questions } from '../server/questions.ts';
import type { ReportState } from '../server/state.ts';
import { checkFilters } from './check-filters.ts';
import { readJsonBody } from './read-json.ts';

interface SharedLinkDeps {
  readonly sharedLinks: SharedLinks;
  readonly questions: Questions;
  readonly publicUrl: string | null;
  /** Unix ms. */
  readonly now: () => number;
}

/** Adds the routes `/api/shared-links`: to list, make and revoke the links that show a site to others. */
export function addSharedLinkRoutes(
  router: Router<ReportState>,
  { sharedLinks, questions, publicUrl, now }: SharedLinkDeps,
): void {
  router.get('/shared-links', (context) => {
    const { reader } = context.state;
    const listed = sharedLinks.list(reader.sites).filter((link) => maySeeLink(link, reader));
    context.body = { shared_links: listed.map(toJson) };
  });

  router.post('/shared-links', async (context) => {
    const { reader } = context.state;
    const nowMs = now();
    const wanted = parseSharedLink(await readJsonBody(context), nowMs);
    const { site, filter } = wanted;
    sitesFor(reader, [site]);
    const filters = filter === null ? [] : [{ path: 'filters', filter }];
    await checkFilters(questions, reader, site, filters);
    const { link, token } = sharedLinks.create(wanted, nowMs);
    context.status = 201;
    // The token is shown this once.
    const origin = publicUrl === null ? `http://${context.host}` : new URL(publicUrl).origin;
    context.body = { ...toJson(link), url: `${origin}/share/${token}` };
  });

  router.delete('/shared-links/:id', (context) => {
    const { reader } = context.state;
    const link = sharedLinks.get(Number(context.params['id']));
    sitesFor(reader, [link.site]);
    sharedLinks.revoke(link.id);
    context.status = 204;
  });
}

function toJson({ id, site, name, filter, createdMs, expiresMs }: SharedLink): object {
  return {
    id,
    site,
    name,
    filters: filter,
    created: new Date(createdMs).toISOString(),
    expires: new Date(expiresMs).toISOString(),
  };
}
