import { z } from 'zod';
import type { NovaPostEmulator } from '../emulator.js';
import { statusOfEvent, type EmulatorPushEvent } from '../push/push-event.js';
import type { PushOptions } from '../push/pushes.js';
import type { Answer } from '../server/answer.js';
import { pathMatcher } from '../server/path-pattern.js';
import type { RecordedRequest, RequestFilter } from '../server/recorded-request.js';
import type { Incoming, Site } from '../server/site.js';

/** Below this path programs in any language control the emulator. */
export const CONTROL_PATH = '/_emulator';

interface Command {
  /** Method and path, such as `POST /clock`. */
  readonly route: string;
  /** What it does, and its body by example. */
  readonly about: string;
  readonly run: (incoming: Incoming, params: Readonly<Record<string, string>>) => unknown;
}

/**
 * What controls the emulator over HTTP, without a token. A request that cannot be carried out gets 400 with
 * the reason.
 */
export function controlSite(emulator: NovaPostEmulator): Site {
  const commands = commandsOf(emulator).map(({ route, ...command }) => {
    const [method = '', path = ''] = route.split(' ');
    return { ...command, method, path, matches: pathMatcher(path) };
  });
  const known = commands.map(({ method, path, about }) => `${method} ${CONTROL_PATH}${path}: ${about}`);
  return {
    base: CONTROL_PATH,
    hidden: true,
    answer: async (incoming) => {
      const { method, path } = incoming.request;
      if (incoming.malformed) return wrong('The body is not valid JSON.');
      for (const command of commands) {
        const params = command.method === method ? command.matches(path) : undefined;
        if (params) return carriedOut(() => command.run(incoming, params));
      }
      if (method === 'GET' && path === '/') return { status: 200, body: { commands: known } };
      const error = `There is no ${method} ${CONTROL_PATH}${path}.`;
      return { status: 404, body: { error, commands: known } };
    },
  };
}

function commandsOf(emulator: NovaPostEmulator): readonly Command[] {
  return [
    {
      route: 'POST /shipments/{number}/status',
      about: 'moves a shipment on and calls its subscribers; {"code": 9} or {"event": "Received"}',
      run: ({ request }, { number = '' }) => {
        const { code: given, event = '' } = read(STATUS, request);
        const code = given ?? statusOfEvent(event);
        if (code === undefined) throw new Error(`event: no status goes with "${event}". Give a code.`);
        emulator.setTrackingStatus(number, code);
        return { number, code };
      },
    },
    {
      route: 'POST /pushes',
      about: 'calls a webhook; {"name": "Received", "number": "SHPL…", "to": "http://…", "secretToken": "…"}',
      run: async ({ request }) => {
        const { to, secretToken, headerName, times, ...event } = read(PUSH, request);
        const options = JSON.stringify({ to, secretToken, headerName, times });
        const pushes = await emulator.push(event as EmulatorPushEvent, JSON.parse(options) as PushOptions);
        return { pushes };
      },
    },
    {
      route: 'POST /revoke-tokens',
      about: 'ends every token issued so far',
      run: () => {
        emulator.revokeAllTokens();
        return { revoked: true };
      },
    },
    {
      route: 'POST /failures',
      about: 'fails the next requests; {"times": 2, "status": 503, "on": "token", "api" or "/divisions"}',
      run: ({ request }) => {
        const { times, status, on, retryAfter } = read(FAILURE, request);
        const headers: Record<string, string> =
          retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
        emulator.misbehave({ on: on as RequestFilter, times, then: { status, headers } });
        return { on, times, status };
      },
    },
    {
      route: 'DELETE /failures',
      about: 'ends all failures',
      run: () => {
        emulator.behave();
        return { failures: 0 };
      },
    },
    {
      route: 'POST /clock',
      about: 'sets the server\'s clock; {"now": "2026-01-15T12:00:00Z"} or {"forwardMs": 3600000}',
      run: ({ request, now }) => {
        const { now: wanted, forwardMs = 0 } = read(CLOCK, request);
        const moved = wanted === undefined ? now + forwardMs : Date.parse(wanted);
        emulator.clockSkewMs += moved - now;
        return { now: new Date(moved).toISOString() };
      },
    },
    {
      route: 'GET /requests',
      about: 'lists the requests so far, without their secrets',
      run: () => ({ requests: emulator.requests.map(withoutSecrets) }),
    },
    {
      route: 'DELETE /requests',
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
    .regex(/^(token$|api$|\/)/, "must be 'token', 'api' or a path such as '/divisions'")
    .default('api'),
  retryAfter: z.int().min(0).optional(),
});
const CLOCK = z
  .strictObject({ now: z.iso.datetime({ offset: true }).optional(), forwardMs: z.number().optional() })
  .refine(
    ({ now, forwardMs }) => (now === undefined) !== (forwardMs === undefined),
    'give either now or forwardMs',
  );

function read<T>(schema: z.ZodType<T>, { body = {} }: RecordedRequest): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const reasons = error.issues.map(({ path, message }) => [...path, message].map(String).join(': '));
  throw new Error(reasons.join('; '));
}

async function carriedOut(run: () => unknown): Promise<Answer> {
  try {
    return { status: 200, body: await run() };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : 'unknown');
  }
}

function wrong(reason: string): Answer {
  return { status: 400, body: { error: reason } };
}

/** No URL, headers and body: keys and tokens are in them. */
function withoutSecrets({
  method,
  path,
  status,
  refusedFields,
  account,
  receivedAt,
}: RecordedRequest): object {
  return { method, path, status, refusedFields, account, receivedAt: new Date(receivedAt).toISOString() };
}
