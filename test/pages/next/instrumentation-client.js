import { createTag } from '@hitmark/tag';

// Once for the page, before it is interactive, in both routers.
export const hitmark = createTag({ collector: 'https://t.example.com/', site: 'acme' });
