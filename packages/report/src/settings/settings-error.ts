import type { QueryProblem } from '../query/query-problem.ts';

/**
 * Reason why settings could not be opened, read or changed.
 *
 * - `settings-newer`: the file was written by a newer hitmark; it is left as it is
 * - `settings-unavailable`: the file can be neither opened nor made: rights, a full disk, no folder
 * - `settings-invalid`: what was to be kept is not in its form: see `problems`
 * - `setting-missing`: there is none with that id
 * - `setting-taken`: the site has another one of that name
 * - `setting-in-use`: a funnel needs the goal
 * - `settings-full`: the site has as many as there can be
 */
export type SettingsErrorCode =
  | 'settings-newer'
  | 'settings-unavailable'
  | 'settings-invalid'
  | 'setting-missing'
  | 'setting-taken'
  | 'setting-in-use'
  | 'settings-full';

/** The settings could not be opened or changed; the code says why. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code: SettingsErrorCode;
  /** Every problem of an input, for `settings-invalid`. */
  readonly problems: readonly QueryProblem[];

  constructor(
    code: SettingsErrorCode,
    message: string,
    options?: ErrorOptions & { readonly problems?: readonly QueryProblem[] },
  ) {
    super(message, options);
    this.code = code;
    this.problems = options?.problems ?? [];
  }
}

/** The error of an input that is not in its form. */
export function invalidSettings(problems: readonly QueryProblem[]): SettingsError {
  const lines = problems.map(({ path, message }) =>
    path === '' ? message : `${path}: ${message}`,
  );
  return new SettingsError('settings-invalid', lines.join('\n'), { problems });
}
