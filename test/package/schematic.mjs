/** `nest add nestjs-nova-post` in applications as the Nest CLI makes them. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, expect, expectEqual, writeJson } from './command.mjs';
import { readManifest } from './tarball.mjs';

/** The options of `nest new` that matter here, and the peers that an application on this Nest gets. */
export const APPLICATIONS = {
  'Nest 12, ESM, nest add': { cli: '12', options: ['--type=esm'], peers: ['^12.0.0', '^12.0.0', '^12.0.0'] },
  'Nest 12, CommonJS, nest add': {
    cli: '12',
    options: ['--type=cjs'],
    peers: ['^12.0.0', '^12.0.0', '^12.0.0'],
  },
  'Nest 11, nest add': { cli: '11', options: [], peers: ['^4.0.0', '^4.0.0', '^6.0.0'] },
};

/** What is added by `nest new` for tests, formatting and the like takes minutes to install, and is not used here. */
const NEEDED = /^(@nestjs\/(cli|schematics)|@types\/(express|jest|node)|jest|typescript|vitest)$/;

/** Makes the application and installs the tarball in it, as `nest add` does with the package from the registry. */
export async function createApplication(folder, { cli, options }, tarball) {
  const maker = `${folder}-cli`;
  await mkdir(maker);
  const tools = Object.fromEntries(
    ['@nestjs/cli', '@nestjs/schematics'].map((name) => [name, `^${cli}.0.0`]),
  );
  await writeJson(join(maker, 'package.json'), { private: true, dependencies: tools });
  await command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], maker);
  const schematic = ['schematics', '@nestjs/schematics:application', '--name=application', '--no-dry-run'];
  await command('npx', ['--no-install', ...schematic, ...options], maker);
  await rename(join(maker, 'application'), folder);

  const manifest = await readManifest(folder);
  const { devDependencies } = manifest;
  manifest.devDependencies = Object.fromEntries(
    Object.entries(devDependencies).filter(([name]) => NEEDED.test(name)),
  );
  await writeJson(join(folder, 'package.json'), manifest);
  await command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball.path], folder);
}

export async function addToApplication(folder, { peers }) {
  await add(folder);
  const { dependencies } = await readManifest(folder);
  const names = ['@nestjs/axios', '@nestjs/config', '@nestjs/schedule'];
  expectEqual(
    names.map((name) => dependencies[name]),
    peers,
    'peers in package.json',
  );
  expect('axios' in dependencies, 'axios is not in package.json');
  const example = await readFile(join(folder, '.env.example'), 'utf8');
  expect(/^NOVA_POST_API_KEY=$/m.test(example), `.env.example names no key:\n${example}`);
}

export async function addAgain(folder) {
  const read = () =>
    Promise.all(
      ['src/app.module.ts', '.env.example', 'package.json'].map((path) =>
        readFile(join(folder, path), 'utf8'),
      ),
    );
  const before = await read();
  await add(folder);
  expectEqual(await read(), before, 'files after the second run');
}

function add(folder) {
  return command('npx', ['--no-install', 'nest', 'add', 'nestjs-nova-post', '--skip-install'], folder);
}

/** Compiled by its own `nest build`, the application reaches the emulator that .env names. */
export async function callFromApplication(folder) {
  await command('npx', ['--no-install', 'nest', 'build'], folder);
  await writeFile(
    join(folder, 'call.mjs'),
    `import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { NovaPostClient } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';

const emulator = await NovaPostEmulator.start();
writeFileSync('.env', \`NOVA_POST_API_KEY=\${emulator.apiKey}\\nNOVA_POST_BASE_URL=\${emulator.baseURL}\\n\`);
const { AppModule } = await import('./dist/app.module.js');
const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'], abortOnError: false });
const { items } = await app.get(NovaPostClient).divisions.list({ limit: 2 });
await app.close();
await emulator.stop();
console.log(items.length);
`,
  );
  expectEqual(Number(await command('node', ['call.mjs'], folder)), 2, 'divisions');
}
