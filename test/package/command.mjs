import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';

/** Runs a command with no stdin and resolves to its stdout; a failure shows everything it printed. */
export async function command(program, parameters, cwd) {
  const { code, signal, stdout, stderr } = await run(program, parameters, cwd);
  if (code === 0) return stdout;
  const call = [program, ...parameters].join(' ');
  throw new Error(`${call} ended with ${signal ?? `exit code ${code}`}\n${stdout}${stderr}`.trimEnd());
}

/** The same for a command that may fail. */
export function run(program, parameters, cwd) {
  return new Promise((done, fail) => {
    const child = spawn(program, parameters, { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', fail).on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

/** `npm run` tells its scripts which package they belong to; the consumers belong to none of it. */
function environment() {
  const inherited = /^(npm_(package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$|NODE_OPTIONS$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !inherited.test(key)));
}

export function expect(truth, message) {
  if (!truth) throw new Error(message);
}

/** Compares by value, as JSON has it. */
export function expectEqual(actual, wanted, what) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(wanted)];
  expect(left === right, `${what}: expected ${right}, got ${left}`);
}

export async function writeJson(path, value) {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
