/** Page of `hitmark report --help`. */
export const reportHelp = `hitmark report: looks after the report

  hitmark report password                print the hash of a password, for
                                         HITMARK_REPORT__ACCOUNTS: asked for, or read
                                         from stdin
  hitmark report share --site acme       print a link that shows this site to whoever has
                                         it, and nothing of persons [--days 90]
                                         [--name "for the board"]
  hitmark report export                  print goals, funnels, segments and annotations
                                         as JSON   [--site acme]
  hitmark report import FILE             take them over from such a file, or - for stdin:
                                         same names are changed, others added
  hitmark report message NAME FILE       give the HTML of the email that was sent as this
                                         message, for its page to show clicks over it:
                                         words and links are kept, the HTML is not
                                         --site acme [--remove yes, without FILE]
  hitmark report rebuild                 throw the store away and fill it from the journal

All of them work whether or not a collector runs. --data names the journal's folder.

To see the report in serve: --report.enabled true, then http://localhost:8701, with
HITMARK_REPORT__ACCOUNTS='[{"name":"ada","hash":"…","sites":null}]' to log in, and
HITMARK_REPORT__TOKEN for programs that ask the query API.
`;
