import type { Middleware } from 'koa';
import { ApiError } from './api-error.ts';

/**
 * Creates middleware that refuses requests for any host but localhost, IP addresses and the host of `publicUrl`. It
 * protects from DNS rebinding: a foreign host name that leads to this machine. To the browser such a page and ours have
 * the same origin; only the host name of the request shows the difference.
 */
export function ownHostOnly(publicUrl: string | null): Middleware {
  const own = publicUrl === null ? null : new URL(publicUrl).hostname;
  return async ({ req }, next) => {
    const hosts = req.headersDistinct['host'] ?? [];
    const [, inTarget] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(req.url ?? '') ?? [];
    const requested = inTarget === undefined ? hosts : [...hosts, inTarget];
    const isOwn = hosts.length === 1 && requested.every((host) => isOwnHost(host, own));
    if (!isOwn) throw new ApiError(421, 'wrong-host', message);
    await next();
  };
}

const message =
  "this host name is not one of the report's own: use localhost or an IP address, or set report.publicUrl";

/** @param own host of `publicUrl` */
function isOwnHost(authority: string, own: string | null): boolean {
  const name = hostOf(authority);
  if (name === null) return false;
  return isLoopbackName(name) || isAddress(name) || name === own;
}

/** Host name of `name:port`; null: there is none, or it can be read in two ways. */
export function hostOf(authority: string): string | null {
  if (!/^[\w.:[\]-]+$/.test(authority) || !URL.canParse(`http://${authority}`)) return null;
  return new URL(`http://${authority}`).hostname.replace(/\.$/, '');
}

/** Tells whether a host is this machine to every browser. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name);
}

function isLoopbackAddress(name: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(name) || name === '[::1]';
}

/** Tells whether a URL's host is an IP address; URLs write those of version 6 in brackets. */
function isAddress(name: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$|^\[/.test(name);
}
