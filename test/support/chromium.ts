import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Nothing of its own: no look at other hosts, no profile. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: the one of CHROMIUM_PATH or PATH; where there is none, root on Debian gets it installed. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

function chromiumPath(): string {
  const known = process.env['CHROMIUM_PATH'] ?? NAMES.map(pathOf).find((path) => path !== undefined);
  if (known !== undefined) return known;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
    });
    const installed = pathOf('chromium');
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'These tests need Chromium. Install one so that chromium is in PATH (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  );
}

function pathOf(name: string): string | undefined {
  const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
