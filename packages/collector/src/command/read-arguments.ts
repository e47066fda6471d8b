import { parseArgs } from 'node:util';
import {
  optionPaths,
  readConfigurationFile,
  resolveOptions,
  type Options,
} from '../configuration/index.ts';
import { CommandError } from './command-error.ts';
import { didYouMean } from './did-you-mean.ts';

/** A command's arguments: the collector's options, and the command's own flags as text. */
export interface Arguments {
  readonly options: Options;
  readonly flags: Readonly<Record<string, string>>;
  readonly positionals: readonly string[];
}

/**
 * Reads a command's arguments, the environment and the configuration file.
 *
 * @param own flags of the command beside the options, without dashes
 * @param maxPositionals greatest number of arguments without dashes
 * @param switches flags of the command that have no value, beside `--json`, which each has; theirs is empty
 * @throws CommandError `usage`, ConfigurationError
 */
export async function readArguments(
  args: readonly string[],
  own: readonly string[] = [],
  maxPositionals = 0,
  switches: readonly string[] = [],
): Promise<Arguments> {
  const pathsByFlag = new Map(optionPaths.map((path) => [toFlag(path), path]));
  const names = [...pathsByFlag.keys(), 'config', ...own];
  const { values, positionals } = parse(args, names, maxPositionals, switches);
  const flags: Record<string, string> = {};
  const options: Record<string, string> = {};
  for (const [flag, value] of values) {
    const path = pathsByFlag.get(flag);
    if (path !== undefined) options[path] = value;
    else if (flags[flag] === undefined) flags[flag] = value;
    else throw new CommandError('usage', `--${flag}: expected once, got it twice`);
  }
  const file = await readConfigurationFile(process.cwd(), flags['config']);
  return {
    options: resolveOptions({ flags: options, environment: process.env, file }),
    flags,
    positionals,
  };
}

function parse(
  args: readonly string[],
  flags: readonly string[],
  maxPositionals: number,
  switches: readonly string[],
) {
  const text = { type: 'string', multiple: true } as const;
  const bare = { type: 'boolean', multiple: true } as const;
  const options = Object.fromEntries([
    ...flags.map((flag) => [flag, text] as const),
    ...[...switches, 'json'].map((flag) => [flag, bare] as const),
  ]);
  try {
    const allowPositionals = maxPositionals > 0;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals });
    if (positionals.length > maxPositionals) throw new Error('too many arguments');
    const all = Object.entries(values as Record<string, (string | boolean)[]>);
    return {
      values: all.flatMap(([flag, repeated]) =>
        repeated.map((value) => [flag, typeof value === 'string' ? value : ''] as const),
      ),
      positionals,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Node goes on with advice, in further lines or after the first sentence.
    const [line] = reason.split(/\.?\n|\. To specify/);
    const typed = /^Unknown option '--([^']+)'/.exec(reason)?.[1];
    const offer = typed === undefined ? '' : didYouMean(typed, Object.keys(options), '--');
    throw new CommandError('usage', `${line}${offer}`, { cause: error });
  }
}

/** `cookie.max-age-days` of `cookie.maxAgeDays`. */
function toFlag(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
