#!/usr/bin/env node
/** The last step of `npm run docs`: no link of the site leads nowhere. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const site = resolve(import.meta.dirname, '../../site');
const pages = readdirSync(site, { recursive: true }).filter((path) => path.endsWith('.html'));
const anchors = new Map();
let links = 0;
const broken = [];

for (const page of pages) {
  for (const [, href] of readFileSync(join(site, page), 'utf8').matchAll(/\shref="([^"]+)"/g)) {
    if (/^[a-z]+:/.test(href)) continue;
    links += 1;
    const [path, anchor] = decodeURI(href).replaceAll('&amp;', '&').split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(site, target))) broken.push(`${page}: ${href}`);
    else if (anchor && target.endsWith('.html') && !anchorsOf(target).has(anchor)) broken.push(`${page}: ${href}`);
  }
}
for (const link of broken) console.error(`Leads nowhere: ${link}`);
console.log(`site: ${pages.length} pages, ${links} links, ${broken.length} broken`);
process.exitCode = broken.length === 0 && links > 0 ? 0 : 1;

function anchorsOf(page) {
  if (!anchors.has(page)) {
    const text = readFileSync(join(site, page), 'utf8');
    anchors.set(page, new Set([...text.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id)));
  }
  return anchors.get(page);
}
