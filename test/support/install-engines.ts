import { aptInstall } from './apt-install.ts';
import { findFirefox } from './firefox.ts';
import { findWebKit } from './webkit.ts';

/** Debian's packages of the engines that the tests run in beside Chromium. */
const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];

/**
 * Finds Firefox and WebKitGTK, or installs them with apt-get as root.
 *
 * @throws Error saying what to do by hand
 */
export function installEngines(): boolean {
  if (areThere()) return true;
  aptInstall(packages);
  if (areThere()) return true;
  throw new Error(
    `Firefox or WebKitGTK is missing and could not be installed: apt-get install ${packages.join(' ')}`,
  );
}

function areThere(): boolean {
  return findFirefox() !== null && findWebKit() !== null;
}
