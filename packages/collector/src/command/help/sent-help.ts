/** The text that `hitmark sent --help` prints. */
export const sentHelp = `hitmark sent: say that an email was sent, and to how many people

  hitmark sent --message spring-sale --recipients 1200
  hitmark sent --message spring-sale --recipient customer-7 --site acme
  hitmark sent --message spring-sale --recipients 1200 --at 2026-11-22T09:30Z

Reports need it for open and click rates, which are shares of the emails sent.
Prints {"stored":1,"duplicate":0}.

  --message NAME       name of the email, as its links have it
  --recipients N       number of people it was sent to; 1 if --recipient is given
  --recipient KEY      your own key of the one person it was sent to
  --site NAME          site of the email's links; the one of siteKeys, if there is one
  --at TIME            when it was sent; now, unless a date such as 2026-11-22 (UTC)
                       or a time such as 2026-11-22T09:30Z is given
  --campaign NAME      as utm_campaign
  --metadata JSON      an object that comes back as the event's data
  --key TEXT           the same key and site are stored once, however often it runs
  --collector URL      a collector on another machine, such as https://t.example.com

With a key of the site (HITMARK_SITE_KEYS, JSON) it posts to the collector that runs at
--host and --port, or at --collector. If none runs, or without a key, it writes into
the journal of --data itself, also while a collector runs.
`;
