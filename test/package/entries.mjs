/** All entries of the package, with all of its peers: what they export, and whether their types compile. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { command, expect, expectEqual, writeJson } from './command.mjs';
import { readManifest } from './tarball.mjs';

const VERSIONS = ['5.4', '5.6', '5.8', '5.9', '6.0'];

const MIXED_APPLICATION = resolve(import.meta.dirname, '../module/mixed-application');

/** Module systems that an application on this Nest may have; Nest 12 is an ES module. */
const MODULES = {
  11: [
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ],
  12: [
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ],
};

/** A folder with the tarball, all its peers for a major version of Nest, and the compilers. */
export async function installWithPeers(folder, nest, tarball, nodeTypes) {
  const { exports, peerDependencies } = await readManifest(tarball.folder);
  await mkdir(folder);
  await writeJson(join(folder, 'package.json'), {
    private: true,
    type: nest === 12 ? 'module' : 'commonjs',
    dependencies: {
      ...Object.fromEntries(
        Object.entries(peerDependencies).map(([peer, range]) => [peer, rangeFor(nest, peer, range)]),
      ),
      ...Object.fromEntries(
        VERSIONS.map((version) => [`typescript-${version}`, `npm:typescript@~${version}.0`]),
      ),
      '@types/node': nodeTypes,
      'nestjs-nova-post': `file:../${tarball.filename}`,
    },
  });
  const entries = Object.keys(exports).filter((entry) => entry !== './package.json');
  const lines = entries.map(
    (entry, index) => `export * as entry${index} from '${join('nestjs-nova-post', entry)}';`,
  );
  await writeFile(join(folder, 'entries.ts'), `${lines.join('\n')}\n`);
  await command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], folder);
}

/** Undici 8 does not load on this Node.js. */
const HAS_OLD_NODE = Number.parseInt(process.versions.node, 10) < 22;

/** A peer range names the one for Nest 11, or for the oldest Node.js, first and the one for Nest 12 last. */
function rangeFor(nest, peer, range) {
  const ranges = range.split(' || ');
  const takesFirst = peer === 'undici' ? HAS_OLD_NODE : peer.startsWith('@nestjs/') && nest === 11;
  return takesFirst ? ranges[0] : ranges.at(-1);
}

/** With each TypeScript, libraries checked too. */
export async function compileTypes(folder, nest) {
  for (const version of VERSIONS) {
    for (const { ignoreDeprecations, ...modules } of MODULES[nest]) {
      await writeJson(join(folder, 'tsconfig.json'), {
        compilerOptions: {
          target: 'es2022',
          ...modules,
          ...(version >= '6.0' ? { ignoreDeprecations } : {}),
          types: ['node'],
          strict: true,
          skipLibCheck: false,
          esModuleInterop: true,
          experimentalDecorators: true,
          noEmit: true,
        },
      });
      await command('node', [`node_modules/typescript-${version}/lib/tsc.js`, '-p', '.'], folder).catch(
        (error) => {
          throw new Error(`TypeScript ${version}, ${modules.module}:\n${error.message}`);
        },
      );
    }
  }
}

/** A terminus of this Nest reports the states of a token. */
export async function checkHealth(folder) {
  await copyFile(join(import.meta.dirname, 'consumers/health.mjs'), join(folder, 'health.mjs'));
  const lines = (await command('node', ['health.mjs'], folder)).trim().split('\n');
  const expected = {
    good: ['served', 'fresh'],
    failing: ['served', 'degraded'],
    refused: ['error', 'refused'],
  };
  expectEqual(JSON.parse(lines.at(-1)), expected, 'what terminus says');
}

/** With the API of OpenTelemetry and no SDK of it, a call is measured and has its spans. */
export async function checkTelemetry(folder) {
  await copyFile(join(import.meta.dirname, 'consumers/telemetry.mjs'), join(folder, 'telemetry.mjs'));
  const lines = (await command('node', ['telemetry.mjs'], folder)).trim().split('\n');
  const { counted, started } = JSON.parse(lines.at(-1));
  expectEqual(
    counted,
    [
      'http.client.request.duration',
      'nova_post.call.attempts',
      'nova_post.call.wait.duration',
      'nova_post.token.refresh.duration',
      'nova_post.token.refreshes',
      'nova_post.token.requests',
    ],
    'what is measured',
  );
  const spans = ['divisions.list', 'nova_post.token.wait', 'nova_post.token.refresh', 'GET /divisions'];
  expectEqual(started, spans, 'spans');
}

/** By import and by require, whichever is first, an export is the same thing. */
export async function compareExports(folder) {
  await copyFile(join(MIXED_APPLICATION, 'exports.mjs'), join(folder, 'exports.mjs'));
  for (const first of ['import', 'require']) {
    const found = JSON.parse(await command('node', ['exports.mjs', first], folder));
    for (const [entry, { names, unequal, misnamed }] of Object.entries(found)) {
      expect(names.length > 0, `${entry} exports nothing`);
      expectEqual([unequal, misnamed], [[], []], `${entry}, ${first} first: unequal and misnamed`);
    }
  }
}
