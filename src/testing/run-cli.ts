import { parseArgs } from 'node:util';
import { CONTROL_PATH } from './control/control-site.js';
import { NovaPostEmulator } from './emulator.js';
import type { NovaPostEmulatorOptions } from './emulator-options.js';
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

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

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
  await aborted(signal);
  await emulator.stop();
  return 0;
}

function readFlags(argv: readonly string[]): NovaPostEmulatorOptions | 'help' | 'version' {
  const { values } = parse(argv);
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  const {
    host,
    port,
    'api-key': apiKey = DEFAULT_KEY,
    'token-lifetime': lifetime,
    'session-limit': limit,
    contract,
  } = values;
  if (apiKey.trim() === '')
    throw new UsageError(`--api-key must not be empty. Leave it out for ${DEFAULT_KEY}.`);
  return {
    apiKey,
    port: port === undefined ? 3999 : wholeNumber('--port', port, 0, 65_535),
    ...(host !== undefined && { host }),
    ...(lifetime !== undefined && { tokenLifetimeMs: duration('--token-lifetime', lifetime) }),
    ...(limit !== undefined && { sessionLimit: wholeNumber('--session-limit', limit, 1, 1_000_000) }),
    ...(contract !== undefined && { contract: contractMode(contract) }),
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
        contract: { type: 'string' },
        version: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function contractMode(text: string): 'strict' | 'lenient' | 'off' {
  if (text === 'strict' || text === 'lenient' || text === 'off') return text;
  throw new UsageError(`--contract must be strict, lenient or off, not "${text}".`);
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

/** `POST /shipments 422 sender.phone, parcels.0.width`: no query, which the key is in. */
function requestLine({ method, path, status, aborted, refusedFields = [] }: RecordedRequest): string {
  const outcome = status === undefined ? (aborted ? 'aborted by the client' : 'no answer') : String(status);
  return [method, path, outcome, refusedFields.join(', ')].filter(Boolean).join(' ');
}

function greeting({ baseURL, origin, apiKey }: NovaPostEmulator): string {
  const shipment = {
    status: 'ReadyToShip',
    payerType: 'Sender',
    sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: 10_014 },
    recipient: {
      phone: '40211111111',
      name: 'Ion Rusu',
      countryCode: 'RO',
      addressParts: { city: 'Bucuresti', street: 'Zelena', building: '5', postCode: '010001' },
    },
    parcels: [
      {
        rowNumber: 1,
        cargoCategory: 'parcel',
        parcelDescription: 'books',
        insuranceCost: 10,
        width: 100,
        length: 200,
        height: 50,
        actualWeight: 1200,
      },
    ],
  };
  const tokenURL = `${baseURL}/clients/authorization?apiKey=${encodeURIComponent(apiKey).replaceAll("'", '%27')}`;
  return `The Nova Post emulator is running. Ctrl+C ends it.

For your .env:
NOVA_POST_API_KEY=${apiKey}
NOVA_POST_BASE_URL=${baseURL}

Create a shipment:
  TOKEN=$(curl -s '${tokenURL}' | sed 's/.*"jwt":"\\([^"]*\\)".*/\\1/')
  curl '${baseURL}/shipments' -H "Authorization: $TOKEN" -H 'Content-Type: application/json' \\
    -d '${JSON.stringify(shipment)}'

Then move it on, with the number that was answered (more: curl ${origin}${CONTROL_PATH}):
  curl '${origin}${CONTROL_PATH}/shipments/NUMBER/status' -H 'Content-Type: application/json' -d '{"event":"Received"}'

`;
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
