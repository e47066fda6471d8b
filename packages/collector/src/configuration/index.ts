export { ConfigurationError } from './configuration-error.ts';
export type { Options, PartialOptions } from './options.ts';
export { ownHosts } from './own-hosts.ts';
export { readConfigurationFile } from './read-configuration-file.ts';
export { resolveOptions, type OptionSources } from './resolve-options.ts';
export { optionPaths } from './schema.ts';
