import { parseArgs } from 'node:util';
import {
  optionPaths,
  readConfigurationFile,
  resolveOptions,
  type Options,
} from '../configuration/index.ts';
import { CommandError } from './command-error.ts';

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
 * @param maxPositionals how many arguments without dashes the command takes
 * @throws CommandError `usage`, ConfigurationError
 */
export async function readArguments(
  args: readonly string[],
  own: readonly string[] = [],
  maxPositionals = 0,
): Promise<Arguments> {
  const pathsByFlag = new Map(optionPaths.map((path) => [toFlag(path), path]));
  const names = [...pathsByFlag.keys(), 'config', ...own];
  const { values, positionals } = parse(args, names, maxPositionals);
  const flags: Record<string, string> = {};
  const options: Record<string, string> = {};
  for (const [flag, value] of Object.entries(values)) {
    const path = pathsByFlag.get(flag);
    if (path === undefined) flags[flag] = value;
    else options[path] = value;
  }
  const file = await readConfigurationFile(process.cwd(), flags['config']);
  return {
    options: resolveOptions({ flags: options, environment: process.env, file }),
    flags,
    positionals,
  };
}

function parse(args: readonly string[], flags: readonly string[], maxPositionals: number) {
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }]));
  try {
    const allowPositionals = maxPositionals > 0;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals });
    if (positionals.length > maxPositionals) throw new Error('too many arguments');
    return { values: values as Record<string, string>, positionals };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Node goes on with advice in further lines.
    const [line] = reason.split(/\.?\n/);
    throw new CommandError('usage', `${line}; try hitmark --help`, { cause: error });
  }
}

/** `cookie.max-age-days` of `cookie.maxAgeDays`. */
function toFlag(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
