/** Page of `hitmark --help`. */
export const overviewHelp = `hitmark: counts visits and emails; an event it acknowledged is on disk

Try it
  hitmark demo       start a collector with a page to try it on and a report
Receive
  hitmark serve      start a collector: receive hits and store them
  hitmark snippet    print what to paste into a web page
Look
  hitmark stats      print visitors, pages, sources and emails
  hitmark report     look after the report: passwords, shared links, settings
  hitmark tail       print the latest events and each new one
  hitmark export     print all events, or some
Send email
  hitmark keygen     print a new key for links, or a token
  hitmark link       print a link of an email: open, click or unsubscribe
  hitmark read       print what a link says
  hitmark rewrite    print an email with click links and an open pixel
  hitmark sent       say that an email was sent
Operate
  hitmark replay     hand stored events on again
  hitmark dead       list events that were refused or given up, or send them again
  hitmark forget     erase somebody's events, or a site's

  hitmark help COMMAND     a page with examples; the same as hitmark COMMAND --help
  hitmark help options     options of every command, variables, configuration file
  hitmark --version        the version
  --json                   with each command that prints something: as JSON

Where hitmark is not installed, write npx @hitmark/collector in its place (alone it
starts the demo); in a clone npx pnpm@10 hitmark.
`;
