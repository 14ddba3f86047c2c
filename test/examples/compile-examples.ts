import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The examples as JavaScript, beside the library. */
export interface CompiledExamples {
  /** Holds `examples/…/src/*.js`. Not the repository: a .env file there is no part of a test. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Library and examples as one package, so that an example finds the library by its name, as its users do. */
export async function compileExamples(): Promise<CompiledExamples> {
  const folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-examples-'));
  const { name, type, exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Package;
  const entries = Object.entries(exports).flatMap(([path, { import: entry }]) => {
    return entry === undefined ? [] : [[path, entry.default.replace('/dist/esm/', '/src/')]];
  });
  await writeJson(join(folder, 'package.json'), { name, type, exports: Object.fromEntries(entries) });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeJson(join(folder, 'tsconfig.json'), {
    extends: join(ROOT, 'tsconfig.json'),
    // `npm run typecheck` checks the types.
    compilerOptions: { noEmit: false, noCheck: true, rootDir: ROOT, outDir: folder, sourceMap: true },
    include: [join(ROOT, 'src'), join(ROOT, 'examples/*/src')],
    exclude: [],
  });
  await runCompiler(folder);
  // What is delivered as it stands.
  await symlink(join(ROOT, 'examples/gateway/public'), join(folder, 'examples/gateway/public'), 'junction');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

interface Package {
  readonly name: string;
  readonly type: string;
  readonly exports: Readonly<Record<string, { readonly import?: { readonly default: string } }>>;
}

async function runCompiler(project: string): Promise<void> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const compiler = spawn(process.execPath, [tsc, '-p', project], { stdio: ['ignore', 'pipe', 'inherit'] });
  let complaints = '';
  compiler.stdout.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const [code] = await once(compiler, 'close');
  if (code !== 0) throw new Error(`The examples do not compile:\n${complaints}`);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value));
}
