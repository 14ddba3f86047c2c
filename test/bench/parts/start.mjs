import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median } from '../numbers.mjs';

/** Programs of one line, each in a process of its own; the ones with a base are told as what they add to it. */
const IMPORT_PEERS = `
import 'reflect-metadata'; import '@nestjs/common'; import '@nestjs/core'; import '@nestjs/axios';
import 'axios'; import 'rxjs';`;
const HOST = `
import 'reflect-metadata';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';`;
const boot = (imports) => `
class AppModule {}
Module({ imports: [HttpModule.register({}), ${imports}] })(AppModule);
const app = await NestFactory.createApplicationContext(AppModule, { logger: false });`;

const PROGRAMS = {
  "`import 'nestjs-nova-post'`, Nest and axios being there": {
    code: `${IMPORT_PEERS} import 'nestjs-nova-post';`,
    base: 'peers',
  },
  peers: { code: IMPORT_PEERS },
  'import and boot, in an application with HttpModule': {
    code: `${HOST} import { NovaPostModule } from 'nestjs-nova-post';
      ${boot("NovaPostModule.forRoot({ apiKey: 'canary-api-key', token: { startMode: 'lazy' } })")}`,
    base: 'host',
  },
  host: { code: HOST + boot('') },
};

/** What it costs to start: time, memory, and modules that were loaded. */
export async function measureStart({ short }) {
  const rounds = short ? 1 : 15;
  const results = new Map(Object.keys(PROGRAMS).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of results.keys()) results.get(name).push(await run(PROGRAMS[name].code));
  }
  const of = (name, what) => median(results.get(name).map((result) => result[what]));
  const measured = Object.keys(PROGRAMS).filter((name) => PROGRAMS[name].base !== undefined);
  const more = (name, what) => of(name, what) - of(PROGRAMS[name].base, what);
  const [imported, booted] = measured;
  return {
    title: `Start, medians of ${rounds} fresh processes`,
    columns: ['what', 'ms more', 'heap more, MB', 'ms in all'],
    rows: measured.map((name) => [
      name,
      more(name, 'ms').toFixed(0),
      (more(name, 'heapBytes') / 1e6).toFixed(1),
      of(name, 'ms').toFixed(0),
    ]),
    counts: {
      'files of this package that its import loads': { is: more(imported, 'ownFiles'), atMost: 2 },
      'files of this package that import and boot load': { is: more(booted, 'ownFiles'), atMost: 4 },
      'MB of heap': { is: more(booted, 'heapBytes') / 1e6, atMost: 6 },
    },
  };
}

/** From the start of the process to the end of the program. */
async function run(code) {
  const program = `
    ${code}
    import { createRequire } from 'node:module';
    const ms = performance.now();
    gc();
    const { cache } = createRequire(import.meta.url);
    const ownFiles = Object.keys(cache).filter((file) => file.includes('/dist/code/')).length;
    console.log(JSON.stringify({ ms, heapBytes: process.memoryUsage().heapUsed, ownFiles }));
    process.exit();`;
  const root = new URL('../../..', import.meta.url);
  const options = ['--expose-gc', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, options, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  await once(child, 'close');
  return JSON.parse(text);
}
