// Our hit routes mounted in a Koa application; the data folder is the argument.
import { createServer } from 'node:http';
import { createJournal, hits } from '@hitmark/collector';
import Koa from 'koa';
import { tellUrl } from './tell-url.ts';

const journal = await createJournal({ data: process.argv[2] ?? '' });
const handle = new Koa().use(hits({ journal, cookie: { name: 'id' } })).callback();

await tellUrl(createServer((request, response) => void handle(request, response)));
