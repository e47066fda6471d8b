import type { AddedApi } from '@hitmark/report';
import { makeLink } from '../../links/make-link.ts';
import { createLinkReader } from '../../links/read-link.ts';
import { linkSchema, readSchema, rewriteSchema } from '../../links/requests.ts';
import { createEmailRewriter } from '../../links/rewrite-email.ts';
import { linksBySite, type LinkSettings } from '../../links/sender-links.ts';
import { answerInputs } from './answer-inputs.ts';
import { linkOutput, readOutput, rewriteOutput } from './output-schemas.ts';

const maxInputs = 1_000;
const maxLinksBytes = 2 ** 21;
/** Base64 of the largest message that large providers take, 25 MB. */
const maxEmailBytes = 2 ** 25 + 2 ** 22;

/**
 * Creates the API by which senders in any language make links, rewrite emails and read links: the JSON
 * objects of `hitmark link`, `rewrite` and `read`, one or a list.
 *
 * @throws CommandError where the options lack a key or an address for links
 */
export function createSenderApi(options: LinkSettings, token: string): AddedApi {
  const linksOf = linksBySite(options);
  const readLink = createLinkReader(options);
  return {
    token,
    tokenName: 'links.apiToken',
    operations: [
      {
        path: '/api/links',
        id: 'makeLinks',
        summary: 'Make links of emails',
        input: ['NewLink', linkSchema],
        output: ['MadeLink', linkOutput],
        maxInputs,
        maxBodyBytes: maxLinksBytes,
        answer: (body) => answerInputs(body, maxInputs, (input) => makeLink(linksOf, input)),
      },
      {
        path: '/api/rewrite',
        id: 'rewriteEmails',
        summary: 'Track emails: HTML, text, or a whole message',
        input: ['Email', rewriteSchema],
        output: ['RewrittenEmail', rewriteOutput],
        maxInputs,
        maxBodyBytes: maxEmailBytes,
        // One for each request: an email is remembered no longer than its list takes.
        answer: (body) => answerInputs(body, maxInputs, createEmailRewriter(linksOf)),
      },
      {
        path: '/api/read',
        id: 'readLinks',
        summary: 'Read links',
        input: ['LinkToRead', readSchema],
        output: ['Link', readOutput],
        maxInputs,
        maxBodyBytes: maxLinksBytes,
        answer: (body) => answerInputs(body, maxInputs, readLink),
      },
    ],
  };
}
