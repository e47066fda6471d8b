/** Table of the options that are used most: part of `hitmark help options` and `hitmark serve --help`. */
export const optionsTable = `  --host 127.0.0.1             address to listen on
  --port 8700                  port to listen on; also PORT
  --data ./hitmark-data        folder of the journal
  --public-url https://…       address that browsers use; https decides the cookie
  --trusted-proxy-hops 0       proxies whose X-Forwarded-… headers are believed
  --cookie.name id             --cookie.max-age-days 400   --cookie.domain …
  --retention-days 90          delete events older than this
  --rate-limits.address-per-minute 600   --rate-limits.site-per-minute 100000
  --metrics.port 9187          Prometheus metrics; or HITMARK_METRICS__TOKEN
  --report.enabled true        the report, a page and an API on a port of its own
  --report.port 8701           --report.public-url https://…
  --files.folder ./events      write events into files, one JSON object a line
  --files.max-bytes 67108864   --files.keep-days 30
  --stdout.enabled true        print events to stdout, one JSON object a line
  --webhook-targets.allowed-ports 8443   ports of webhooks beside 80 and 443
  --webhook-targets.allow-private-addresses true
  --log-level info             fatal error warn info debug trace silent
`;

/** Page of `hitmark help options`. */
export const optionsHelp = `hitmark options: the same for every command

${optionsTable}  --json                       print JSON, in each command that prints something

Each is also an environment variable (HITMARK_TRUSTED_PROXY_HOPS=1,
HITMARK_COOKIE__NAME=id) and stands in hitmark.config.ts, .mjs or .json
(--config FILE). A flag beats a variable, a variable beats the file.

Secrets are no flags: HITMARK_LINKS__KEYS, HITMARK_SITE_KEYS, HITMARK_WEBHOOKS and
HITMARK_WEBHOOK_KEYS. Any HITMARK_…_FILE names a file with the value.

Every option stands in docs/options.md of the repository.
`;
