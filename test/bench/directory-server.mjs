/** The emulator with so many divisions, whose directory has each row on a line of its own, for readers of lines. */
import { Buffer } from 'node:buffer';
import { gunzipSync, gzipSync } from 'node:zlib';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { answer } from './child.mjs';

const emulator = await NovaPostEmulator.start({
  divisions: Number(process.argv[2]),
  divisionDirectory: { deltas: 0 },
  contract: 'off',
});
const manifest = await (await fetch(`${emulator.origin}/divisions/versions`)).json();
const { url } = manifest.base_version;
const { items } = JSON.parse(gunzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())));
const text = `{"items":[${items.map((row) => JSON.stringify(row)).join(',\n')}]}`;
const body = gzipSync(text);
emulator.misbehave({
  on: '/cdn/divisions/{language}/{file}',
  then: { body, contentType: 'application/gzip' },
});
const megabytes = Buffer.byteLength(text) / 1e6;
answer(
  { baseURL: emulator.baseURL, url, megabytes },
  () => Promise.resolve(),
  () => emulator.stop(),
);
