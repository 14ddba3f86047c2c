import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Runs promtool; where it is missing, root on Debian gets it installed.
 *
 * @param input what it reads from standard input.
 * @throws Error with its words when it finds a mistake. What it only advises is in the text it gives.
 */
export function promtool(options: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(promtoolPath(), options, { encoding: 'utf8', input });
  const isAdvice = status === 3;
  if (status !== 0 && !isAdvice) throw new Error(`promtool ${options.join(' ')}\n${stdout}${stderr}`);
  return stdout + stderr;
}

function promtoolPath(): string {
  if (spawnSync('promtool', ['--version']).status === 0) return 'promtool';
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    // In runlevel 1 no service is started: only the tool is wanted.
    const env = { ...process.env, RUNLEVEL: '1' };
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'prometheus'];
    execFileSync('apt-get', install, { stdio: 'ignore', env });
    if (spawnSync('promtool', ['--version']).status === 0) return 'promtool';
  }
  throw new Error(
    'These tests need promtool of Prometheus. Install it so that it is in PATH (Debian: apt-get install prometheus).',
  );
}
