import type { Clock } from '../../clock.js';
import { NovaPostCredentialsError, NovaPostTokenUnavailableError } from '../../nova-post.errors.js';
import type { StartMode } from '../../nova-post.options.js';
import type { AccountToken } from './account-token.js';
import { delay } from '../../wait.js';

/** With `required`, how long the boot waits for the first token. */
const REQUIRED_START_MS = 10_000;

export async function startTokens(
  { service, lifecycle }: AccountToken,
  mode: StartMode,
  clock: Clock,
): Promise<void> {
  if (mode === 'warm') lifecycle.refreshInBackground();
  if (mode === 'required') await requireToken(service, clock);
}

/** Tries until there is a token, as often as the back-off allows, and gives up when the next try would be too late. */
async function requireToken(tokens: Pick<AccountToken['service'], 'getToken'>, clock: Clock): Promise<void> {
  const deadlineMs = clock.monotonic() + REQUIRED_START_MS;
  for (;;) {
    try {
      await tokens.getToken({ timeoutMs: deadlineMs - clock.monotonic() });
      return;
    } catch (error) {
      const waitMs = (retryAtOf(error)?.getTime() ?? Infinity) - clock.now();
      if (clock.monotonic() + waitMs >= deadlineMs) throw notStarted(error);
      await delay(Math.max(1, waitMs), clock);
    }
  }
}

function retryAtOf(error: unknown): Date | undefined {
  const knowsWhen =
    error instanceof NovaPostTokenUnavailableError || error instanceof NovaPostCredentialsError;
  return knowsWhen ? error.retryAt : undefined;
}

function notStarted(error: unknown): unknown {
  if (!(error instanceof NovaPostTokenUnavailableError)) return error;
  const { message, reason, retryAt, status, contentType } = error;
  return new NovaPostTokenUnavailableError(
    `The application does not start without a token (token.startMode is 'required'), and none came within ` +
      `${String(REQUIRED_START_MS / 1000)} s. ${message}`,
    { reason, retryAt, status, contentType },
  );
}
