/** What `hitmark --help` prints. */
export const help = `hitmark: a collector that answers a hit when the event is on disk

  hitmark serve      receive hits and keep them
  hitmark demo       the same, with a page to try it on
  hitmark snippet    print what to paste into a page              [--site my-site]
  hitmark stats      print visitors, pages, sources and emails
                     [--site acme] [--days 30] [--by page] [--message spring-sale]
                     [--json | --csv]      more: hitmark stats --help
  hitmark report     password | share | export | import | rebuild
                     more: hitmark report --help
  hitmark tail       print the latest events and each new one
                     [--lines 10] [FILTERS] [--format text | json | csv]
  hitmark export     print all events, or some   [FILTERS] [--format json | csv]
  hitmark replay     hand events on again, with the same ids
                     --forwarder webhook | file | stdout --from TIME [FILTERS]
  hitmark dead list  print the webhooks that were given up
  hitmark dead retry send them again                         [--id EVENT,EVENT]
  hitmark forget     erase somebody's events, their webhooks and lines in files
                     --visitor UUID | --user ID | --recipient ID | --data KEY=VALUE
  hitmark keygen     print a new key for links                   [ID]
  hitmark link       make a link: open | click URL | unsubscribe
                     [--metadata JSON] [--recipient …] [--message …] [--label …]
                     [--tracking full]
  hitmark read       print what a link says                      URL-OR-TOKEN
  hitmark rewrite    print an email with click links and a pixel: HTML, or a whole
                     message (.eml)                              FILE, or -
                     [--metadata JSON] [--recipient …] [--message …] [--tracking full]
                     [--unsubscribe-url URL] [--list-unsubscribe on | ADDRESS]
  hitmark sent       say that an email was sent; see hitmark sent --help
                     --message NAME --recipients 1200 [--site …] [--at TIME]

link, read and rewrite without arguments read one JSON object a line from stdin
and answer each with one: {"kind":"click","url":"…","metadata":{…}}, {"url":"…"},
{"html":"…","text":"…","metadata":{…},"values":{…}}. tail, export and dead print
one JSON object a line, whether or not a collector runs; tail on a terminal a
short line, in colour unless NO_COLOR is set.

FILTERS choose events, all that are given must hold: --from 2026-11-22 (UTC)
--to 2026-11-22T09:30Z --site acme --type open,click --name signup
--visitor UUID --user ID --recipient ID --data KEY=VALUE

Options, the same for every command; also as environment variables
(HITMARK_TRUSTED_PROXY_HOPS=1, HITMARK_COOKIE__NAME=id) and in
hitmark.config.ts, .mjs or .json (--config FILE):

  --host 127.0.0.1             address to listen on
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

Receivers of webhooks and their secrets are no flags: HITMARK_WEBHOOKS and
HITMARK_WEBHOOK_KEYS hold JSON. Any HITMARK_…_FILE names a file with the value.

Every option stands in the README of @hitmark/collector.
`;
