/** Sources of a Content-Security-Policy by directive; what is not named is forbidden. */
export type PolicySources = Readonly<Record<string, string>>;

/**
 * Headers of what people look at: pages, and all that shows events. Nothing is kept, framed, read by another
 * origin or taken for another type, and where a page leads learns nothing of its address, which may be a
 * token's.
 */
export function pageHeaders(sources: PolicySources = {}): Readonly<Record<string, string>> {
  const policy = {
    'default-src': "'none'",
    ...sources,
    'base-uri': "'none'",
    'form-action': sources['form-action'] ?? "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'cache-control': 'no-store',
    'content-security-policy': Object.entries(policy)
      .map(([directive, source]) => `${directive} ${source}`)
      .join('; '),
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
