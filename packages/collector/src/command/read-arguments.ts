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
}

/**
 * Reads a command's arguments, the environment and the configuration file.
 *
 * @param own flags of the command beside the options, without dashes
 * @throws CommandError `usage`, ConfigurationError
 */
export async function readArguments(
  args: readonly string[],
  own: readonly string[] = [],
): Promise<Arguments> {
  const pathsByFlag = new Map(optionPaths.map((path) => [toFlag(path), path]));
  const values = parse(args, [...pathsByFlag.keys(), 'config', ...own]);
  const flags: Record<string, string> = {};
  const options: Record<string, string> = {};
  for (const [flag, value] of Object.entries(values)) {
    const path = pathsByFlag.get(flag);
    if (path === undefined) flags[flag] = value;
    else options[path] = value;
  }
  const file = await readConfigurationFile(process.cwd(), flags['config']);
  return { options: resolveOptions({ flags: options, environment: process.env, file }), flags };
}

function parse(args: readonly string[], flags: readonly string[]): Record<string, string> {
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
    return values as Record<string, string>;
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
