import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { CONTROL_PATH } from './control/control-site.js';
import { NovaPostEmulator } from './emulator.js';
import type { NovaPostEmulatorOptions } from './emulator-options.js';
import { sampleShipment } from './samples.js';
import type { RecordedRequest } from './server/recorded-request.js';

/** What the command line program needs of its process; `process` fits. */
export interface CliStreams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** Ends the emulator when aborted. */
  signal: AbortSignal;
  /** What `--version` prints. Default: unknown. */
  version?: string;
}

/** The same at each start, so that an `.env` that was copied once stays right. */
const DEFAULT_KEY = 'emulator-key';
const DEFAULT_PORT = 3999;

const HELP = `Runs a Nova Post emulator on this machine until you press Ctrl+C, with a line for each request.

Usage: npx nova-post-emulator [options]

  --port 3999             port to listen on (default 3999; 0 takes a free one)
  --host 127.0.0.1        address to listen on (default 127.0.0.1: this machine only)
  --api-key KEY           the API key it accepts (default: ${DEFAULT_KEY})
  --token-lifetime 120s   how long a token lives: 500ms, 120s, 30m or 1h (default 1h)
  --session-limit N       live tokens per key; with one more the oldest dies (default: no limit)
  --contract strict       strict refuses unknown fields, lenient lets them pass, off checks nothing
  --version               the version
  --help                  this text
`;

/** What a flag takes, in words, and how it becomes the option; `undefined` is refused. */
interface Flag {
  readonly option: keyof NovaPostEmulatorOptions;
  readonly takes: string;
  readonly read: (text: string) => unknown;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const FLAGS: Readonly<Record<string, Flag>> = {
  port: { option: 'port', ...wholeNumber(0, 65_535) },
  host: { option: 'host', takes: 'not be empty', read: given },
  'api-key': { option: 'apiKey', takes: 'not be empty', read: given },
  'token-lifetime': {
    option: 'tokenLifetimeMs',
    takes: 'be a time with its unit, such as 500ms, 120s, 30m or 1h',
    read: (text) => {
      const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
      return Number(amount) * (UNITS[unit] ?? Number.NaN) || undefined;
    },
  },
  'session-limit': { option: 'sessionLimit', ...wholeNumber(1, 1_000_000) },
  contract: {
    option: 'contract',
    takes: 'be strict, lenient or off',
    read: (text) => ['strict', 'lenient', 'off'].find((mode) => mode === text),
  },
};

/** Flags that make no sense, in words for the person who typed them. */
class UsageError extends Error {}

/**
 * The program behind `npx nova-post-emulator`.
 *
 * @param argv the arguments without node and script, i.e. `process.argv.slice(2)`
 * @returns the exit code, once the program is over: 0 stopped, help or version, 1 it could not listen, 2 wrong flags
 */
export async function runCli(argv: readonly string[], streams: CliStreams): Promise<number> {
  const { stdout, stderr, signal, version = 'unknown' } = streams;
  let options: NovaPostEmulatorOptions | 'help' | 'version';
  try {
    options = readFlags(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`${error.message}\nTry: npx nova-post-emulator --help\n`);
    return 2;
  }
  if (typeof options === 'string') {
    stdout.write(options === 'help' ? HELP : `${version}\n`);
    return 0;
  }
  let emulator: NovaPostEmulator;
  try {
    const onRequest = (request: RecordedRequest): void => void stdout.write(`${requestLine(request)}\n`);
    emulator = await NovaPostEmulator.start({ ...options, onRequest });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The emulator cannot start.';
    stderr.write(`${message}\nFor example: npx nova-post-emulator --port 0\n`);
    return 1;
  }
  stdout.write(greeting(emulator));
  if (!signal.aborted) await once(signal, 'abort');
  await emulator.stop();
  return 0;
}

function readFlags(argv: readonly string[]): NovaPostEmulatorOptions | 'help' | 'version' {
  const { help, version, ...flags } = parse(argv);
  if (help === true) return 'help';
  if (version === true) return 'version';
  const options = Object.entries(FLAGS).flatMap(([name, { option, takes, read }]) => {
    const text = flags[name];
    if (typeof text !== 'string') return [];
    const value = read(text);
    if (value === undefined) throw new UsageError(`--${name} must ${takes}, not "${text}".`);
    return [[option, value]];
  });
  return {
    apiKey: DEFAULT_KEY,
    port: DEFAULT_PORT,
    ...(Object.fromEntries(options) as NovaPostEmulatorOptions),
  };
}

function parse(argv: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  const texts = Object.fromEntries(Object.keys(FLAGS).map((name) => [name, { type: 'string' as const }]));
  const switches = {
    version: { type: 'boolean', short: 'v' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...argv], allowPositionals: false, options: { ...texts, ...switches } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function given(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

function wholeNumber(min: number, max: number): Pick<Flag, 'takes' | 'read'> {
  const isGood = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
  return {
    takes: `be a whole number from ${String(min)} to ${String(max)}`,
    read: (text) => (isGood(text) ? Number(text) : undefined),
  };
}

/** `POST /shipments 422 sender.phone, parcels.0.width`: no query, which the key is in. */
function requestLine({ method, path, status, aborted, refusedFields = [] }: RecordedRequest): string {
  const outcome = status === undefined ? (aborted ? 'aborted by the client' : 'no answer') : String(status);
  return [method, path, outcome, refusedFields.join(', ')].filter(Boolean).join(' ');
}

function greeting({ baseURL, origin, apiKey }: NovaPostEmulator): string {
  const tokenURL = `${baseURL}/clients/authorization?apiKey=${encodeURIComponent(apiKey).replaceAll("'", '%27')}`;
  return `The Nova Post emulator is running. Ctrl+C ends it.

For your .env:
NOVA_POST_API_KEY=${apiKey}
NOVA_POST_BASE_URL=${baseURL}

Create a shipment:
  TOKEN=$(curl -s '${tokenURL}' | sed 's/.*"jwt":"\\([^"]*\\)".*/\\1/')
  curl '${baseURL}/shipments' -H "Authorization: $TOKEN" -H 'Content-Type: application/json' \\
    -d '${JSON.stringify(sampleShipment())}'

Then move it on, with the number that was answered (more: curl ${origin}${CONTROL_PATH}):
  curl '${origin}${CONTROL_PATH}/shipments/NUMBER/status' -H 'Content-Type: application/json' -d '{"event":"Received"}'

`;
}
