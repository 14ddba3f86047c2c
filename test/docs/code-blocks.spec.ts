import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import ts from 'typescript';
import { PAGES, ROOT, codeBlocksOf } from './code-blocks.js';

const blocks = PAGES.flatMap(codeBlocksOf);

it('README and docs have code', () => {
  expect(blocks.length).toBeGreaterThan(15);
  expect(blocks.filter(({ runnable }) => runnable).length).toBeGreaterThan(3);
});

it('README shows examples/minimal as it is', () => {
  const lines = ['divisions.controller.ts', 'app.module.ts']
    .map((name) => readFileSync(join(ROOT, 'examples/minimal/src', name), 'utf8'))
    .join('')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('import '));
  const shown = blocks[0]!.code.split('\n').filter((line) => line !== '' && !line.startsWith('import '));
  expect(shown).toEqual(lines);
});

it('every block compiles, as it stands', () => {
  const files = new Map(blocks.map(({ code }, index) => [join(ROOT, `test/docs/block-${index}.ts`), code]));
  const read = (path: string) => files.get(path) ?? ts.sys.readFile(path);
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (path) => files.has(path) || ts.sys.fileExists(path),
    readFile: read,
    getSourceFile: (path, settings) => {
      const text = read(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, settings);
    },
  });
  const complaints = [...files.keys()].flatMap((path, index) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start, messageText }) => {
        const line = source === undefined ? 0 : source.getLineAndCharacterOfPosition(start ?? 0).line + 1;
        return `${blocks[index]!.where} line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      },
    );
  });
  expect(complaints).toEqual([]);
}, 300_000);

describe('A runnable block works against the emulator', () => {
  /** Beside the tests, so that it is transformed and resolved as they are. */
  const folder = join(import.meta.dirname, '.runnable');
  const startedIn = process.cwd();
  let emulator: NovaPostEmulator;
  let app: INestApplicationContext;
  let elsewhere: string;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    elsewhere = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-docs-'));
    emulator = await NovaPostEmulator.start();
    const { baseURL, apiKey } = emulator;
    const module = await Test.createTestingModule({
      imports: [NovaPostModule.forRoot({ baseURL, apiKey })],
    }).compile();
    app = await module.init();
    process.chdir(elsewhere); // some blocks write a label
    jest.spyOn(console, 'log').mockImplementation(() => {});
  });
  afterAll(async () => {
    process.chdir(startedIn);
    await app.close();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
    await rm(elsewhere, { recursive: true, force: true });
  });

  it.each(
    blocks
      .filter(({ runnable }) => runnable)
      .map((block, index) => [block.where, block.code, index] as const),
  )('%s', async (_where, code, index) => {
    const file = join(folder, `block-${index}.ts`);
    writeFileSync(file, code);
    const exported = Object.values((await import(file)) as Record<string, unknown>);
    const [run] = exported as ((client: NovaPostClient) => Promise<void>)[];
    expect(exported).toHaveLength(1);
    await run!(app.get(NovaPostClient));
  });
});
