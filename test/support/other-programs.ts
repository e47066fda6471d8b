import type { NeededProgram } from './install-in-ci.ts';
import { isPresent } from './present.ts';

/** Proxies in front of a collector, and languages of the recipes. */
export const otherPrograms: readonly NeededProgram[] = [
  { debianPackage: 'nginx', isInstalled: () => isPresent('nginx', '-v') },
  { debianPackage: 'caddy', isInstalled: () => isPresent('caddy', 'version') },
  { debianPackage: 'php-cli', isInstalled: () => isPresent('php', '--version') },
  { debianPackage: 'golang-go', isInstalled: () => isPresent('go', 'version') },
];
