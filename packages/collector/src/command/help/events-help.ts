const from = `  --from 2026-11-22              a day (UTC) or a time such as 2026-11-22T09:30Z
`;

const otherFilters = `  --to 2026-11-23                before this day or time
  --site acme                    --name signup
  --type open,click              pageview, event, open, click, unsubscribe …
  --visitor UUID                 --user ID            --recipient ID
  --where KEY=VALUE              a member of the event's data, such as plan=pro
Of several filters all must hold.

  --data ./hitmark-data          folder of the journal
`;

/** Page of `hitmark tail --help`. */
export const tailHelp = `hitmark tail: prints the latest events and each new one, until Ctrl-C

  hitmark tail
  hitmark tail --lines 50 --site acme --type pageview
  hitmark tail --format json | jq .url

  --lines 10                     how many of the latest
  --format text | json | csv     text on a terminal, else json: one object a line
${from}${otherFilters}
It reads the journal whether or not a collector runs. NO_COLOR=1 turns colours off.
`;

/** Page of `hitmark export --help`. */
export const exportHelp = `hitmark export: prints all events, or those that filters choose

  hitmark export > events.ndjson
  hitmark export --from 2026-11-01 --to 2026-12-01 --site acme --format csv

  --format json | csv            json is one object a line
${from}${otherFilters}
It reads the journal whether or not a collector runs.
`;

/** Page of `hitmark replay --help`. */
export const replayHelp = `hitmark replay: hands stored events on again, with the same ids

  hitmark replay --forwarder webhook --from 2026-11-22T09:00Z --to 2026-11-22T10:00Z
  hitmark replay --forwarder file --from 2026-11-22 --files.folder ./again
  hitmark replay --forwarder kafka --from 2026-11-22

  --forwarder webhook | file | stdout | kafka | clickhouse
                                 where to (required)
  --from 2026-11-22              time of the first event (required): a day (UTC), or a
                                 time such as 2026-11-22T09:30Z
${otherFilters}
Webhooks become due, and hitmark serve delivers them, now or when it is started.
An event that Kafka or ClickHouse refuses for good is named on stderr by its sequence
and id, the others go on, and the exit status is 1.
`;

/** Page of `hitmark dead --help`. */
export const deadHelp = `hitmark dead: webhooks that were given up, and events that Kafka or ClickHouse refuse (dead letters)

  hitmark dead list                        print them, one JSON object a line
  hitmark dead retry                       send all of them again
  hitmark dead retry --id EVENT,EVENT      send those of some events again

Each line says where the event should have gone and why it was given up. Mend the
receiver first. hitmark serve delivers them, now or when it is started.
--data names the folder of the journal.
`;

/** Page of `hitmark forget --help`. */
export const forgetHelp = `hitmark forget: erases somebody's events, their webhooks, lines in files and report

  hitmark forget --visitor f47ac10b-58cc-4372-a567-0e02b2c3d479
  hitmark forget --user customer-12
  hitmark forget --recipient customer-12
  hitmark forget --where mail=ada@example.com
  hitmark forget --site acme --yes     every event of a site, with its goals, funnels,
                                       segments, notes and shared links

It takes exactly one of the five, works whether or not a collector runs, and leaves no
byte in the folder of the journal (--data ./hitmark-data) and the event files.
Backups are yours to erase. It prints how much it erased as JSON.

What a site sends from then on is stored as before: take its tag out of the pages first.
`;
