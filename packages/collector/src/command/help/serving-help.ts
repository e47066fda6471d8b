import { optionsTable } from './options-help.ts';

/** Page of `hitmark serve --help`. */
export const serveHelp = `hitmark serve: receives hits, and stores them before it answers

  hitmark serve                                       on http://localhost:8700
  hitmark serve --port 8700 --data ./hitmark-data --public-url https://t.example.com
  hitmark serve --report.enabled true                 with the report

It logs JSON lines to stderr. SIGTERM or Ctrl-C ends it: open requests are answered,
and what was stored stays.

${optionsTable}
Environment variables, the configuration file and secrets: hitmark help options
`;

/** Page of `hitmark demo --help`. */
export const demoHelp = `hitmark demo: a collector with a page to try it on, and the report

  hitmark demo                                        on http://localhost:8700
  hitmark demo --port 8710 --report.port 8711         on other ports
  hitmark demo --data ./elsewhere                     in another folder

A new folder is filled with made-up events of the site "sample", so that the report
shows something. The pages answer to localhost, IP addresses and --public-url only.
For strangers' browsers there is hitmark serve, which takes the same options.

Options: hitmark help options
`;

/** Page of `hitmark snippet --help`. */
export const snippetHelp = `hitmark snippet: prints what to paste into a web page

  hitmark snippet --site acme --public-url https://t.example.com

  --site NAME          name of the site, as the report shows it; my-site
  --public-url URL     address of the collector; http://localhost:8700

It prints the script tag, a stub to call hitmark() early, a picture for browsers
without scripts, the tag with its hash (SRI), and what a Content-Security-Policy
must allow. For a collector on localhost the tags count pages of localhost too.
`;
