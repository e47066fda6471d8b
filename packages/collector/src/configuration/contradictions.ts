import type { Options } from './options.ts';
import { expected } from './values.ts';

/** Finds options that are valid each, but contradict each other. */
export function findContradictions({
  limits,
  rateLimits,
  timeouts,
  metrics,
  workers,
  port,
  report,
  links,
}: Pick<
  Options,
  'limits' | 'rateLimits' | 'timeouts' | 'metrics' | 'workers' | 'port' | 'report' | 'links'
>): string[] {
  const problems: string[] = [];
  const { maxHitsPerRequest } = limits;
  for (const [name, perMinute] of Object.entries(rateLimits)) {
    // A single request over the limit would be refused each time it is sent again.
    if (perMinute !== null && perMinute < maxHitsPerRequest) {
      const least = `limits.maxHitsPerRequest (${maxHitsPerRequest}) or more`;
      problems.push(`rateLimits.${name}: ${expected(least)}, got ${perMinute}`);
    }
  }
  if (timeouts.requestMs < timeouts.headersMs) {
    const least = `timeouts.headersMs (${timeouts.headersMs}) or more`;
    problems.push(`timeouts.requestMs: ${expected(least)}, got ${timeouts.requestMs}`);
  }
  if (workers > 1 && metrics.token !== null && metrics.port === null) {
    // A scrape of `port` would reach one of the workers, and get the numbers of that one alone.
    problems.push(`metrics.port: ${expected('a port, since several workers share the other')}`);
  }
  if (report.enabled === true && report.port !== 0 && report.port === port) {
    // The report would share an origin with the tag's routes.
    problems.push(`report.port: ${expected(`another port than port (${port})`)}`);
  }
  if (links.apiToken !== null && links.apiToken === report.token) {
    // Senders of email, who have the links' token, could read reports.
    problems.push(`links.apiToken: ${expected('another token than report.token')}`);
  }
  return problems;
}
