import { parseArgs } from 'node:util';
import { NovaPostEmulator } from './emulator.js';
import type { NovaPostEmulatorOptions } from './emulator-options.js';

/** What the command line program needs of the world around it; `process` fits. */
export interface CliSurroundings {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** Ends the emulator when aborted. */
  signal: AbortSignal;
}

const HELP = `Runs a Nova Post emulator on this machine until you press Ctrl+C.

Usage: npx nova-post-emulator [options]

  --port 3999             port to listen on (default 3999; 0 takes a free one)
  --host 127.0.0.1        address to listen on (default 127.0.0.1: this machine only)
  --api-key KEY           the API key it accepts (default: a random one)
  --token-lifetime 120s   how long a token lives: 500ms, 120s, 30m or 1h (default 1h)
  --session-limit N       live tokens per key; with one more the oldest dies (default: no limit)
  --help                  this text
`;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Flags that make no sense, in words for the person who typed them. */
class UsageError extends Error {}

/**
 * The program behind `npx nova-post-emulator`.
 *
 * @param argv the arguments without node and script, i.e. `process.argv.slice(2)`
 * @returns the exit code, once the program is over: 0 stopped or help, 1 it could not listen, 2 wrong flags
 */
export async function runCli(argv: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const { stdout, stderr, signal } = surroundings;
  let options: NovaPostEmulatorOptions | 'help';
  try {
    options = readFlags(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`${error.message}\nTry: npx nova-post-emulator --help\n`);
    return 2;
  }
  if (options === 'help') {
    stdout.write(HELP);
    return 0;
  }
  let emulator: NovaPostEmulator;
  try {
    emulator = await NovaPostEmulator.start(options);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The emulator cannot start.';
    stderr.write(`${message}\nFor example: npx nova-post-emulator --port 0\n`);
    return 1;
  }
  stdout.write(greeting(emulator));
  await aborted(signal);
  await emulator.stop();
  return 0;
}

function readFlags(argv: readonly string[]): NovaPostEmulatorOptions | 'help' {
  const { values } = parse(argv);
  if (values.help === true) return 'help';
  const { host, port, 'api-key': apiKey, 'token-lifetime': lifetime, 'session-limit': limit } = values;
  if (apiKey?.trim() === '')
    throw new UsageError('--api-key must not be empty. Leave it out for a random key.');
  return {
    port: port === undefined ? 3999 : wholeNumber('--port', port, 0, 65_535),
    ...(host !== undefined && { host }),
    ...(apiKey !== undefined && { apiKey }),
    ...(lifetime !== undefined && { tokenLifetimeMs: duration('--token-lifetime', lifetime) }),
    ...(limit !== undefined && { sessionLimit: wholeNumber('--session-limit', limit, 1, 1_000_000) }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'api-key': { type: 'string' },
        'token-lifetime': { type: 'string' },
        'session-limit': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function wholeNumber(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(
      `${flag} must be a whole number from ${String(min)} to ${String(max)}, not "${text}".`,
    );
  }
  return value;
}

function duration(flag: string, text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (Number.isNaN(ms) || ms <= 0) {
    throw new UsageError(
      `${flag} must be a time with its unit, such as 500ms, 120s, 30m or 1h, not "${text}".`,
    );
  }
  return ms;
}

function greeting(emulator: NovaPostEmulator): string {
  const url = `${emulator.baseURL}/clients/authorization?apiKey=${encodeURIComponent(emulator.apiKey)}`;
  return [
    'The Nova Post emulator is running. Ctrl+C ends it.',
    '',
    `  base URL  ${emulator.baseURL}`,
    `  API key   ${emulator.apiKey}`,
    '',
    'Try:',
    `  curl '${url.replaceAll("'", '%27')}'`,
    '',
  ].join('\n');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else {
      signal.addEventListener('abort', () => {
        resolve();
      });
    }
  });
}
