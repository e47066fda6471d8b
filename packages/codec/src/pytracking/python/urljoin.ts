import { LinkError } from '../../link-error.ts';

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly params: string;
  readonly query: string;
  readonly fragment: string;
}

// urllib.parse.uses_relative and uses_params. Every scheme that is relative also has a host.
const relative =
  /^(|ftp|https?|gopher|nntp|imap|wais|file|shttp|mms|prospero|rtsp[su]?|sftp|svn|svn\+ssh|wss?)$/;
const withParams = /^(|ftp|hdl|prospero|https?|imap|shttp|rtsp[su]?|sips?|mms|sftp|tel)$/;

/**
 * `urllib.parse.urljoin` of CPython 3.11: RFC 3986 §5.2, on text, without the normalisation of the
 * URL class: `HTTPS://A.B/é/` becomes `https://A.B/é/…`. A base without a final slash loses its last
 * part, and every base its query and fragment.
 *
 * @throws LinkError `bad-input` for a host that Python refuses
 */
export function urljoin(base: string, url: string): string {
  if (base === '') return url;
  if (url === '') return base;
  const from = split(base, '');
  const to = split(url, from.scheme);
  if (to.scheme !== from.scheme || !relative.test(to.scheme)) return url;
  if (to.host !== '') return unsplit(to);
  if (to.path === '' && to.params === '') {
    return unsplit({ ...from, query: to.query || from.query, fragment: to.fragment });
  }
  return unsplit({ ...to, host: from.host, path: resolve(from.path, to.path) });
}

function resolve(base: string, path: string): string {
  const folders = base.split('/');
  if (folders.at(-1) !== '') folders.pop();
  const segments = path.startsWith('/')
    ? path.split('/')
    : [...folders, ...path.split('/')].filter(
        (segment, index, all) => segment !== '' || index === 0 || index === all.length - 1,
      );
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '..') resolved.pop();
    else if (segment !== '.') resolved.push(segment);
  }
  if (/^\.\.?$/.test(segments.at(-1) ?? '')) resolved.push('');
  return resolved.join('/') || '/';
}

function split(url: string, defaultScheme: string): Parts {
  const clean = url.replace(/^[^!-\uffff]+/, '').replace(/[\t\r\n]/g, '');
  const [, scheme, afterScheme = clean] = /^([a-z][a-z\d+.-]*):([^]*)$/i.exec(clean) ?? [];
  const [, host = '', afterHost = afterScheme] = /^\/\/([^/?#]*)([^]*)$/.exec(afterScheme) ?? [];
  checkHost(host);
  const [beforeFragment, fragment] = cut(afterHost, afterHost.indexOf('#'));
  const [beforeQuery, query] = cut(beforeFragment, beforeFragment.indexOf('?'));
  const name = scheme?.toLowerCase() ?? defaultScheme;
  const paramsAt = withParams.test(name)
    ? beforeQuery.indexOf(';', Math.max(0, beforeQuery.lastIndexOf('/')))
    : -1;
  const [path, params] = cut(beforeQuery, paramsAt);
  return { scheme: name, host, path, params, query, fragment };
}

function cut(text: string, at: number): [before: string, after: string] {
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function unsplit({ scheme, host, path, params, query, fragment }: Parts): string {
  let url = params ? `${path};${params}` : path;
  if (host || (scheme && !url.startsWith('//'))) {
    url = `//${host}${url && !url.startsWith('/') ? '/' : ''}${url}`;
  }
  if (scheme) url = `${scheme}:${url}`;
  if (query) url = `${url}?${query}`;
  return fragment ? `${url}#${fragment}` : url;
}

function checkHost(host: string): void {
  const address = /\[([^\]]*)/.exec(host)?.[1];
  const isOdd = host.includes('[') !== host.includes(']');
  if (isOdd || (address !== undefined && !isAddress(address))) throw badHost();
  const bare = host.replace(/[@:#?]/g, '');
  const normal = bare.normalize('NFKC');
  if (normal !== bare && /[/?#@:]/.test(normal)) throw badHost();
}

/** An IPv6 address with an optional zone, or an address of a future version (RFC 3986 §3.2.2). */
function isAddress(address: string): boolean {
  if (address.startsWith('v')) return /^v[a-f\d]+\..+$/is.test(address);
  return URL.canParse(`http://[${address.replace(/%[^%]+$/, '')}]`);
}

function badHost(): LinkError {
  return new LinkError('bad-input', 'expected the base URL to have a valid host');
}
