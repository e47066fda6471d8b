/** Page of `hitmark stats --help`. */
export const statsHelp = `hitmark stats: visitors, pages, sources and emails of the last 30 days

  hitmark stats                          all sites: totals, days, and what is on top
  hitmark stats --site acme --days 7     one site (or several: acme,shop), seven days
                                         with today
  hitmark stats --by page                one table: page, source, channel, country,
                                         campaign.name, event, message, time:day …
                                         (a name that is none lists them all)
  hitmark stats --message spring-sale    an email: sent, opened, clicked, and its links

  --from 2026-11-01 --to 2026-11-30      days of your choice, both included
  --timezone Europe/Zurich               whose days; else this machine's
  --compare year                         changes to the same days of the year before;
                                         before: to as long before, as without it
  --limit 20                             rows of the table
  --json                                 the answers as the query API gives them
  --csv                                  the table, safe for spreadsheets
  --data ./hitmark-data                  folder of the journal

Beside each number stands its change to as long before, up to the same time of day
where the days still run. Machines are left out.
In a terminal there are bars and colours (none with NO_COLOR); elsewhere plain text.

A running collector with a report is asked. Where none runs, the report's file is
opened and brought up to date with the journal; the first time it is built, which
takes some seconds for each million events.
`;
