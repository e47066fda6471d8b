export { createPages } from './create-pages.ts';
export type { PageDeps } from './page-deps.ts';
export type { PageReader } from './reader.ts';
