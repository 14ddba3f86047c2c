import { z } from 'zod';
import type { NovaPostEmulator } from '../emulator.js';
import { Refusal, type Answer } from '../server/answer.js';
import { pathMatcher } from '../server/path-pattern.js';
import type { RecordedRequest, RequestFilter } from '../server/recorded-request.js';
import type { Site } from '../server/site.js';
import { statusOfEvent, type EmulatorPushEvent } from '../push/push-event.js';

/** Below this path programs in any language control the emulator. */
export const CONTROL_PATH = '/_emulator';

type Controlled = Pick<
  NovaPostEmulator,
  | 'setTrackingStatus'
  | 'push'
  | 'revokeAllTokens'
  | 'misbehave'
  | 'behave'
  | 'clockSkewMs'
  | 'requests'
  | 'clearRequests'
>;

interface Command {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** What it does, and its body by example. */
  readonly about: string;
  readonly run: (body: unknown, params: Readonly<Record<string, string>>, now: number) => unknown;
}

/**
 * What controls the emulator over HTTP, without a token. A request that cannot be carried out gets 400 with
 * the reason.
 */
export function controlSite(emulator: Controlled): Site {
  const commands = commandsOf(emulator).map((command) => ({
    ...command,
    matches: pathMatcher(command.path),
  }));
  return {
    base: CONTROL_PATH,
    hidden: true,
    answer: async ({ request, malformed, now }) => {
      const { path } = request;
      if (malformed) return wrong('The body is not valid JSON.');
      for (const { method, matches, run } of commands) {
        const params = method === request.method ? matches(path) : undefined;
        if (params) return carriedOut(() => run(request.body, params, now));
      }
      const known = commands.map(({ method, path: at, about }) => `${method} ${CONTROL_PATH}${at}: ${about}`);
      const isHelp = request.method === 'GET' && path === '/';
      return isHelp ? { status: 200, body: { commands: known } } : unknown(request, known);
    },
  };
}

function commandsOf(emulator: Controlled): readonly Command[] {
  return [
    {
      method: 'POST',
      path: '/shipments/{number}/status',
      about: 'moves a shipment on and calls its subscribers; {"code": 9} or {"event": "Received"}',
      run: (body, { number = '' }) => {
        const { code, event } = read(STATUS, body);
        const moved = code ?? statusOfEvent(event ?? '');
        if (moved === undefined)
          throw new Error(`event: no status goes with "${String(event)}". Give a code.`);
        emulator.setTrackingStatus(number, moved);
        return { number, code: moved };
      },
    },
    {
      method: 'POST',
      path: '/pushes',
      about: 'calls a webhook; {"name": "Received", "number": "SHPL…", "to": "http://…", "secretToken": "…"}',
      run: async (body) => {
        const { to, secretToken, headerName, times, ...event } = read(PUSH, body);
        const options = { to, secretToken, headerName, times };
        const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
        return { pushes: await emulator.push(event as EmulatorPushEvent, given) };
      },
    },
    {
      method: 'POST',
      path: '/revoke-tokens',
      about: 'ends every token issued so far',
      run: () => {
        emulator.revokeAllTokens();
        return { revoked: true };
      },
    },
    {
      method: 'POST',
      path: '/failures',
      about: 'fails the next requests; {"times": 2, "status": 503, "on": "token", "api" or "/divisions"}',
      run: (body) => {
        const { times, status, on, retryAfter } = read(FAILURE, body);
        const headers = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
        emulator.misbehave({ on: on as RequestFilter, times, then: { status, ...(headers && { headers }) } });
        return { on, times, status };
      },
    },
    {
      method: 'DELETE',
      path: '/failures',
      about: 'ends all failures',
      run: () => {
        emulator.behave();
        return { failures: 0 };
      },
    },
    {
      method: 'POST',
      path: '/clock',
      about: 'sets the server\'s clock; {"now": "2026-01-15T12:00:00Z"} or {"forwardMs": 3600000}',
      run: (body, _params, now) => {
        const { now: wanted, forwardMs = 0 } = read(CLOCK, body);
        const moved = wanted === undefined ? now + forwardMs : Date.parse(wanted);
        emulator.clockSkewMs += moved - now;
        return { now: new Date(moved).toISOString() };
      },
    },
    {
      method: 'GET',
      path: '/requests',
      about: 'lists the requests so far, without their secrets',
      run: () => ({ requests: emulator.requests.map(withoutSecrets) }),
    },
    {
      method: 'DELETE',
      path: '/requests',
      about: 'forgets them',
      run: () => {
        emulator.clearRequests();
        return { requests: [] };
      },
    },
  ];
}

const STATUS = z
  .strictObject({ code: z.int().optional(), event: z.string().optional() })
  .refine(
    ({ code, event }) => (code === undefined) !== (event === undefined),
    'give either a code or an event',
  );
const PUSH = z.looseObject({
  name: z.string(),
  number: z.string().optional(),
  to: z.url().optional(),
  secretToken: z.string().optional(),
  headerName: z.string().optional(),
  times: z.int().min(1).optional(),
});
const FAILURE = z.strictObject({
  times: z.int().min(1).default(1),
  status: z.int().min(400).max(599).default(503),
  on: z
    .string()
    .refine(
      (on) => ['token', 'api'].includes(on) || on.startsWith('/'),
      "must be 'token', 'api' or a path such as '/divisions'",
    )
    .default('api'),
  retryAfter: z.int().min(0).optional(),
});
const CLOCK = z
  .strictObject({ now: z.iso.datetime({ offset: true }).optional(), forwardMs: z.number().optional() })
  .refine(
    ({ now, forwardMs }) => (now === undefined) !== (forwardMs === undefined),
    'give either now or forwardMs',
  );

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body ?? {});
  if (success) return data;
  const reasons = error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new Error(reasons.join('; '));
}

async function carriedOut(run: () => unknown): Promise<Answer> {
  try {
    return { status: 200, body: await run() };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    return wrong(error instanceof Error ? error.message : 'unknown');
  }
}

function wrong(reason: string): Answer {
  return { status: 400, body: { error: reason } };
}

function unknown({ method, path }: RecordedRequest, known: readonly string[]): Answer {
  return { status: 404, body: { error: `There is no ${method} ${CONTROL_PATH}${path}.`, commands: known } };
}

/** No URL, headers and body: keys and tokens are in them. */
function withoutSecrets(request: RecordedRequest) {
  const { method, path, status, refusedFields, account, receivedAt } = request;
  return { method, path, status, refusedFields, account, receivedAt: new Date(receivedAt).toISOString() };
}
