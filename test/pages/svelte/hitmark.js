import { createTag } from '@hitmark/tag';

// Once for the page, outside of components: strict mode, remounts and hot reloads start nothing twice.
export const hitmark = createTag({ collector: 'https://t.example.com/', site: 'acme' });
