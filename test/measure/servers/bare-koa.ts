// The least that answers a pixel in Koa, with a router.
import { createServer } from 'node:http';
import { pixelGif } from '@hitmark/codec/pixel';
import { Router } from '@koa/router';
import Koa from 'koa';
import { tellUrl } from './tell-url.ts';

const pixel = Buffer.from(pixelGif);
const router = new Router();
router.get('/pixel.gif', (context) => {
  context.type = 'gif';
  context.body = pixel;
});
const handle = new Koa().use(router.routes()).callback();

await tellUrl(createServer((request, response) => void handle(request, response)));
