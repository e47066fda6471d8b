export { maxJsonDepth } from '../json-depth.ts';
export { maxAgeMs, type Hit } from './hit.ts';
export { HitError, type HitErrorCode } from './hit-error.ts';
export { parse } from './parse.ts';
export { encodeQuery, type QueryValue } from './query.ts';
export { serialize } from './serialize.ts';
export { readSites } from './sites.ts';
export { starredNames } from './starred-names.ts';
export { dataPrefix, otherForms, wire, type WireField, type WireName } from './wire.ts';
