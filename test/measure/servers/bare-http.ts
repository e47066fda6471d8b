// The least that answers a pixel in Node: what every server in it pays, and nothing more.
import { createServer } from 'node:http';
import { pixelGif } from '@hitmark/codec/pixel';
import { tellUrl } from './tell-url.ts';

const pixel = Buffer.from(pixelGif);
const headers = { 'content-type': 'image/gif', 'content-length': pixel.length };

await tellUrl(createServer((_request, response) => response.writeHead(200, headers).end(pixel)));
