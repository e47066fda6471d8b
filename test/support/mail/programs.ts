import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NeededProgram } from '../install-in-ci.ts';

/** A message that a program wrote. */
export interface WrittenMessage {
  readonly name: string;
  readonly message: Buffer;
}

/** A program that writes messages. */
export interface MailProgram extends NeededProgram {
  readonly name: string;
  readonly write: () => WrittenMessage[];
}

const folder = fileURLToPath(new URL('.', import.meta.url));

export const python: MailProgram = {
  name: "Python's email",
  debianPackage: 'python3',
  isInstalled: () => succeeds('python3', '-c', 'import email'),
  write: () => writeBy('python3', 'write.py'),
};

/** Programs that a machine may lack. */
export const mailPrograms: readonly MailProgram[] = [
  python,
  {
    name: "Perl's MIME::Lite",
    debianPackage: 'libmime-lite-perl',
    isInstalled: () => succeeds('perl', '-MMIME::Lite', '-e', '1'),
    write: () => writeBy('perl', 'write-mime-lite.pl'),
  },
  {
    name: "Perl's Email::MIME",
    debianPackage: 'libemail-mime-perl',
    isInstalled: () => succeeds('perl', '-MEmail::MIME', '-e', '1'),
    write: () => writeBy('perl', 'write-email-mime.pl'),
  },
  {
    name: "Ruby's mail",
    debianPackage: 'ruby-mail',
    isInstalled: () => succeeds('ruby', '-e', 'require "mail"'),
    write: () => writeBy('ruby', 'write.rb'),
  },
  {
    name: 'mutt',
    debianPackage: 'mutt',
    isInstalled: () => succeeds('mutt', '-v'),
    write: writeByMutt,
  },
];

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function writeBy(command: string, script: string): WrittenMessage[] {
  const lines = runScript(command, [join(folder, script)])
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { name, message } = JSON.parse(line) as { name: string; message: string };
    return { name, message: Buffer.from(message, 'base64') };
  });
}

function writeByMutt(): WrittenMessage[] {
  const out = mkdtempSync(join(tmpdir(), 'hitmark-mutt-'));
  runScript('sh', [join(folder, 'write-mutt.sh'), out]);
  const files = readdirSync(out).filter((file) => file.endsWith('.eml'));
  const messages = files.map((file) => ({
    name: file.replace('.eml', ''),
    message: readFileSync(join(out, file)),
  }));
  rmSync(out, { recursive: true });
  return messages;
}

/** Runs a script, and returns its output. */
export function runScript(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
