import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NovaPostEmulator, runCli } from 'nestjs-nova-post/testing';
import { resolveEmulatorOptions } from '../../src/testing/emulator-options.js';
import { ROOT } from './code-blocks.js';

const page = readFileSync(join(ROOT, 'docs/emulator.md'), 'utf8');

describe('The page of the emulator names', () => {
  let emulator: NovaPostEmulator;

  beforeAll(async () => {
    emulator = await NovaPostEmulator.start();
  });
  afterAll(() => emulator.stop());

  it('every option, those inside others too', () => {
    const given = { apiKey: 'key', divisionDirectory: { deltas: 1, cdnOrigin: 'http://127.0.0.1:1' } };
    const options = resolveEmulatorOptions(given);
    const names = Object.entries(options).flatMap(([name, value]) =>
      ['divisionDirectory', 'quirks', 'pushes'].includes(name) ? [name, ...Object.keys(value as object)] : [name],
    );
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
  });

  it('every flag of the program', async () => {
    let help = '';
    const write = (text: string): void => void (help += text);
    await runCli(['--help'], { stdout: { write }, stderr: { write }, signal: new AbortController().signal });
    const flags = help.match(/^ {2}--[\w-]+/gm)!.map((flag) => flag.trim());
    expect(flags.length).toBeGreaterThan(7);
    expect(flags.filter((flag) => !page.includes(flag))).toEqual([]);
  });

  it('every command of the control API', async () => {
    const { commands } = (await (await fetch(`${emulator.origin}/_emulator`)).json()) as { commands: string[] };
    const routes = commands.map((command) => command.split(': ')[0]!.replace('{number}', 'NUMBER'));
    expect(routes).toHaveLength(8);
    const known = routes.filter((route) => {
      const [method = '', path = ''] = route.split(' ');
      return new RegExp(`\`${method}[^|]* ${path}\``).test(page);
    });
    expect(known).toEqual(routes);
  });

  it('every method that does something', () => {
    const methods = Object.entries(Object.getOwnPropertyDescriptors(NovaPostEmulator.prototype))
      .filter(([, { value }]) => typeof value === 'function')
      .map(([name]) => name);
    const silent = ['constructor', 'toJSON', 'addSite', 'stop', 'accountOf'];
    expect(methods.filter((name) => !silent.includes(name) && !page.includes(`\`${name}`))).toEqual([]);
  });
});
