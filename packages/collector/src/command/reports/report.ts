import { CommandError } from '../command-error.ts';
import { didYouMean } from '../did-you-mean.ts';
import { exportReport, importReport } from './report-file.ts';
import { giveMessage } from './report-message.ts';
import { hashNewPassword } from './report-password.ts';
import { rebuildReport } from './report-rebuild.ts';
import { shareReport } from './report-share.ts';

const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  rebuild: rebuildReport,
  password: hashNewPassword,
  share: shareReport,
  export: exportReport,
  import: importReport,
  message: giveMessage,
};

/** `hitmark report rebuild | password | share | export | import | message`. */
export async function report([verb = '', ...args]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (run === undefined) {
    const expected = Object.keys(verbs).join(', ');
    const offer = didYouMean(verb, Object.keys(verbs));
    throw new CommandError('usage', `expected hitmark report with one of ${expected}${offer}`);
  }
  await run(args);
}
