import { deadHelp, exportHelp, forgetHelp, replayHelp, tailHelp } from './events-help.ts';
import { keygenHelp, linkHelp, readHelp, rewriteHelp } from './links-help.ts';
import { optionsHelp } from './options-help.ts';
import { reportHelp } from './report-help.ts';
import { sentHelp } from './sent-help.ts';
import { demoHelp, serveHelp, snippetHelp } from './serving-help.ts';
import { statsHelp } from './stats-help.ts';

/** Pages of `hitmark help …`, by their names: each command's, and `options`. */
export const helpPages: Readonly<Record<string, string>> = {
  serve: serveHelp,
  demo: demoHelp,
  snippet: snippetHelp,
  stats: statsHelp,
  report: reportHelp,
  tail: tailHelp,
  export: exportHelp,
  replay: replayHelp,
  dead: deadHelp,
  forget: forgetHelp,
  keygen: keygenHelp,
  link: linkHelp,
  read: readHelp,
  rewrite: rewriteHelp,
  sent: sentHelp,
  options: optionsHelp,
};
