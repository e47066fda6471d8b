import type { ReadBody } from '../ingest/request-body.ts';
import type { Answer } from '../pipeline/request/answer.ts';
import { linkToken } from '../pipeline/link/link-token.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';

/** One row of the route table, whichever server has read the request. */
export interface Route {
  /** Paths of the route. A request may add a final slash, and write letters in any case. */
  readonly paths: readonly string[];
  /**
   * True where the path is followed by the token of a link.
   * @defaultValue false
   */
  readonly takesToken?: boolean;
  /**
   * Methods that the route answers; a request with another is somebody else's.
   * @defaultValue all: of hits and links, whose answer to a wrong method is still a picture
   */
  readonly methods?: readonly string[];
  readonly answer: (request: RawRequest, readBody: ReadBody, token: string) => Promise<Answer>;
}

/** Methods of a route that only shows something. */
export const readMethods: readonly string[] = ['GET', 'HEAD'];

/** Answers a request by the route table; null: it has no route for it. */
export type Dispatch = (request: RawRequest, readBody: ReadBody) => Promise<Answer> | null;

/** Makes the look-up of a route table. Of two routes for one path the first answers. */
export function createDispatch(routes: readonly Route[]): Dispatch {
  const byPath = new Map<string, Route>();
  const byPrefix = new Map<string, Route>();
  for (const route of routes.toReversed()) {
    for (const path of route.paths) {
      if (route.takesToken === true) byPrefix.set(`${normalize(path)}/`, route);
      else byPath.set(normalize(path), route);
    }
  }

  return (request, readBody) => {
    // Nearly every path is spelled as configured.
    const route = byPath.get(request.path) ?? byPath.get(normalize(request.path));
    if (route !== undefined) return answerBy(route, request, readBody, '');
    const path = normalize(request.path);
    for (const [prefix, linkRoute] of byPrefix) {
      const token = path.startsWith(prefix) ? linkToken(request.path.slice(prefix.length)) : null;
      if (token !== null) return answerBy(linkRoute, request, readBody, token);
    }
    return null;
  };
}

function answerBy(
  { methods, answer }: Route,
  request: RawRequest,
  readBody: ReadBody,
  token: string,
): Promise<Answer> | null {
  if (methods !== undefined && !methods.includes(request.method)) return null;
  return answer(request, readBody, token);
}

/** The path in lower case, without a final slash. */
function normalize(path: string): string {
  return (path.endsWith('/') ? path.slice(0, -1) : path).toLowerCase();
}
