export { createPages } from './create-pages.ts';
export type { PageDeps } from './page-deps.ts';
