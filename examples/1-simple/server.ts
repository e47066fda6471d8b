import { readFileSync } from 'node:fs';
import { createCollector, createJournal } from '@hitmark/collector';

// A page calls /track.js, and the server prints what the request tells about its browser.

const page = readFileSync(new URL('page.html', import.meta.url), 'utf8');
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });

const app = createCollector({
  journal,
  onEvent({ time, url, client }) {
    console.log('hit', { time, url, ...client });
  },
});
app.use((context) => {
  context.type = 'html';
  context.body = page;
});

const port = Number(process.env['PORT'] ?? 8711);
app.listen(port, () => console.log(`Open http://localhost:${port}`));
