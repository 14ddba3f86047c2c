import axios, { AxiosError, CanceledError } from 'axios';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { retryAfterMsOf } from '../retry-after.js';
import type { AccessToken } from '../token/access-token.js';
import { tokenInForce } from '../token/configurable-token.service.js';
import { headerNamesOf } from '../token/schemes/token-scheme.js';
import { delay } from '../wait.js';
import { attemptConfig } from './attempt-config.js';
import { AttemptLog, attemptLogOf } from './attempt-log.js';
import { endedUnanswered, endedWithoutToken, rateLimited } from './call-timeout-errors.js';
import { CallTurn } from './call-turn.js';
import { Deadline } from './deadline.js';
import {
  errorOfCall,
  networkError,
  refusedOption,
  wasNotSent,
  type NetworkErrorContext,
} from './network-error.js';
import { shownConfig } from './public-config.js';
import { bodyErrorOf, fixBoundary, holdBodyErrors, isRepeatable } from './request-body.js';
import type { CallRecorder } from './call-recorder.js';
import type { AdapterChoice, RequestRunDeps } from './request-deps.js';
import { RequestLabel } from './request-label.js';
import { retryOf, timeoutMsOf } from './request-options.js';
import type { RequestTarget } from './request-target.js';
import { completeResponseOf, detachBody, publicRequest, redactSecrets } from './response.js';
import { failureCodeOf, retryDelayMs, type RetryPolicy } from './retry-policy.js';
import { isStream, streamForCaller } from './wrap-response-stream.js';

type Outcome =
  | { readonly kind: 'answered'; readonly response: AxiosResponse }
  | { readonly kind: 'failed'; readonly response: AxiosResponse | undefined; readonly error: unknown };

/**
 * One API call from its token to its answer. It runs as the request's adapter, below every interceptor: a replay or repeat
 * sends the same bytes and is not seen above, and nothing above sees the token.
 */
export class RequestRun {
  readonly #config: InternalAxiosRequestConfig;
  readonly #adapter: AdapterChoice;
  readonly #target: RequestTarget;
  readonly #label: RequestLabel;
  readonly #deps: RequestRunDeps;
  readonly #retry: RetryPolicy;
  readonly #deadline: Deadline;
  readonly #turn: CallTurn;
  readonly #recorder: CallRecorder | undefined;
  #token: AccessToken | undefined;
  #replayed = false;
  #waitsFor: 'token' | 'permit' | 'answer' = 'token';
  /** An earlier attempt got no answer, or one that does not say what became of it. */
  #lostAttempt = false;
  #refusal: unknown;

  /** @throws NovaPostInsecureUrlError when the URL must not be called, NovaPostNetworkError for an option that is wrong. */
  constructor(
    config: InternalAxiosRequestConfig,
    adapter: AdapterChoice,
    deps: RequestRunDeps,
    recorder?: CallRecorder,
  ) {
    this.#recorder = recorder;
    this.#config = config;
    this.#adapter = adapter;
    this.#deps = deps;
    this.#target = deps.targets.find(config);
    this.#label = new RequestLabel(config.method, this.#target.path);
    const refuse = (why: string): Error => refusedOption(this.#label, this.#shownConfig(), why);
    this.#retry = retryOf(config.retry, deps.options.retry, refuse);
    this.#deadline = new Deadline(config, timeoutMsOf(config.timeout, refuse), deps.options.clock);
    this.#turn = new CallTurn(deps, this.#deadline);
  }

  /** The call from its start to its end, whichever that is. */
  async send(): Promise<AxiosResponse> {
    try {
      return this.#deliver(await this.#sendUntilAnswered());
    } catch (error) {
      this.#deadline.release();
      throw errorOfCall(error, this.#context());
    }
  }

  /** Attempts, a replay after a rejected token, and repeats, until there is an answer to give. */
  async #sendUntilAnswered(): Promise<AxiosResponse> {
    const { tokens } = this.#deps;
    holdBodyErrors(this.#config.data);
    // The token first: the request for it may need a permit, too.
    if (tokens !== undefined && this.#carriesToken()) {
      this.#token = tokenInForce(tokens) ?? (await this.#getToken(tokens));
    }
    const refusal = await this.#getPermit();
    if (refusal !== undefined) throw refusal;
    this.#waitsFor = 'answer';
    for (let repeats = 0; ;) {
      const outcome = await this.#attempt();
      if (await this.#replaceRejectedToken(outcome)) continue;
      if (!(await this.#waitForRepeat(outcome, repeats))) return await this.#answerOf(outcome);
      repeats += 1;
    }
  }

  /** Only to where it belongs, and not beside an authorization that the caller brings. */
  #carriesToken(): boolean {
    if (!this.#target.trusted || this.#config.auth !== undefined) return false;
    return !headerNamesOf(this.#deps.options.scheme).some((name) => this.#config.headers.has(name));
  }

  async #getToken(
    tokens: NonNullable<RequestRunDeps['tokens']>,
    rejected?: AccessToken,
  ): Promise<AccessToken> {
    const waiting = () => tokens.getToken({ signal: this.#deadline.signal, rejected });
    try {
      return await (this.#recorder?.wait('token', waiting) ?? waiting());
    } catch (error) {
      throw this.#deadline.signal.aborted ? this.#ended() : error;
    }
  }

  /** Waits until a request may go; gives the error to end with when the call cannot wait so long. */
  #getPermit(): Promise<Error | undefined> | undefined {
    return this.#target.trusted && !this.#turn.isFree ? this.#waitForPermit() : undefined;
  }

  async #waitForPermit(): Promise<Error | undefined> {
    if (this.#waitsFor === 'token') this.#waitsFor = 'permit';
    const waiting = () => this.#turn.wait();
    const noTurn = await this.#orEnd(this.#recorder?.wait('rateLimit', waiting) ?? waiting());
    if (noTurn !== undefined) return rateLimited(this.#label, noTurn, this.#shownConfig());
    const { tokens } = this.#deps;
    // The token may have ended during the wait.
    if (this.#token !== undefined && tokens !== undefined) {
      this.#token = tokenInForce(tokens) ?? (await this.#getToken(tokens));
    }
    return undefined;
  }

  async #attempt(): Promise<Outcome> {
    const bodyError = bodyErrorOf(this.#config.data);
    if (bodyError !== null) throw networkError(bodyError, { ...this.#context(), neverSent: true });
    const given = this.#adapter;
    const adapter = typeof given === 'function' ? given : axios.getAdapter(given, this.#config);
    fixBoundary(this.#config, adapter);
    const logged = (this.#recorder?.attempts ?? attemptLogOf(this.#config))?.begin();
    let outcome: Outcome;
    const send = () => adapter(this.#attemptConfig(adapter));
    try {
      outcome = { kind: 'answered', response: await (this.#recorder?.attempt(send) ?? send()) };
    } catch (error) {
      const notSent = wasNotSent(error);
      if (logged !== undefined) logged.notSent = notSent;
      if (this.#refusal !== undefined) throw this.#refusal as Error;
      if (this.#deadline.signal.aborted) throw this.#ended(notSent);
      outcome = { kind: 'failed', response: completeResponseOf(error), error };
    } finally {
      this.#turn.answered();
    }
    const { response } = outcome;
    const nowMs = this.#deps.options.clock.now();
    if (logged !== undefined && response !== undefined) AttemptLog.answered(logged, response, nowMs);
    if (response?.status === 429 && this.#target.trusted) {
      this.#turn.holdFor(retryAfterMsOf(response.headers, nowMs) ?? 0);
    }
    return outcome;
  }

  #attemptConfig(adapter: AxiosAdapter): InternalAxiosRequestConfig {
    return attemptConfig({
      config: this.#config,
      deps: this.#deps,
      target: this.#target,
      label: this.#label,
      token: this.#token,
      signal: this.#deadline.signal,
      adapter,
      onRefusal: (refusal) => (this.#refusal = refusal),
    });
  }

  /** True when the call is to be sent again with another token. */
  async #replaceRejectedToken({ response }: Outcome): Promise<boolean> {
    const { tokens, options } = this.#deps;
    const token = this.#token;
    if (tokens === undefined || token === undefined || response === undefined || this.#replayed) return false;
    if (!(options.scheme.isTokenRejected?.(response) ?? response.status === 401)) return false;
    if (!isRepeatable(this.#config.data)) {
      // What has been streamed is gone: this call ends with the 401, the next one finds a new token.
      tokens.getToken({ rejected: token }).catch(() => undefined);
      return false;
    }
    await detachBody(response);
    const next = await this.#getToken(tokens, token);
    if (next.reveal() === token.reveal()) return false;
    this.#token = next;
    this.#replayed = (await this.#getPermit()) === undefined;
    if (this.#recorder !== undefined) this.#recorder.replayed = this.#replayed;
    return this.#replayed;
  }

  /** True when the call is to be repeated; it has then waited already. */
  async #waitForRepeat(outcome: Outcome, repeats: number): Promise<boolean> {
    if (outcome.kind === 'answered') return false;
    const { random, clock } = this.#deps.options;
    const { response, error } = outcome;
    const waitMs = retryDelayMs(
      {
        method: this.#label.method,
        repeats,
        status: response?.status,
        code: failureCodeOf(error),
        retryAfterMs: response && retryAfterMsOf(response.headers, clock.now()),
        repeatable: isRepeatable(this.#config.data),
        remainingMs: this.#deadline.remainingMs,
      },
      this.#retry,
      random,
    );
    if (waitMs === undefined) return false;
    if (response !== undefined) await detachBody(response);
    await this.#orEnd(delay(waitMs, clock, this.#deadline.signal));
    // Without a permit it ends with the answer it has.
    if ((await this.#getPermit()) !== undefined) return false;
    this.#lostAttempt ||= response === undefined ? !wasNotSent(error) : response.status !== 429;
    return true;
  }

  /** @throws AxiosError with the answer in it, NovaPostNetworkError when there is none. */
  async #answerOf(outcome: Outcome): Promise<AxiosResponse> {
    const { response } = outcome;
    if (response === undefined)
      throw networkError(outcome.kind === 'failed' && outcome.error, this.#context());
    const readable = response.status >= 400 && !isStream(response.data);
    if (outcome.kind === 'failed' || readable) await redactSecrets(response, this.#context().secrets);
    response.request = publicRequest(response);
    response.config = this.#shownConfig();
    if (outcome.kind === 'answered') return response;
    const { message, code } = outcome.error as AxiosError;
    throw new AxiosError(message, code, this.#config, undefined, response);
  }

  #deliver(response: AxiosResponse): AxiosResponse {
    const deadline = this.#deadline;
    deadline.stopTimer();
    if (!isStream(response.data)) {
      deadline.release();
      return response;
    }
    const { typed, options } = this.#deps;
    const canceled = (): Error => this.#canceled();
    const context = { label: this.#label, config: this.#shownConfig(), options, deadline, canceled };
    response.data = streamForCaller(response.data, context, typed === true);
    return response;
  }

  /** What the caller gets whose limits have ended the call: by time, or by the caller's own hand. */
  #ended(unwritten = false): Error {
    const neverSent = this.#waitsFor !== 'answer' || (unwritten && !this.#lostAttempt);
    if (!this.#deadline.timedOut) return Object.assign(this.#canceled(), { notSent: neverSent });
    const { timeoutMs } = this.#deadline;
    if (this.#waitsFor === 'answer') {
      const shown = this.#shownConfig();
      const call = { label: this.#label, timeoutMs, config: this.#config, shownConfig: shown };
      return endedUnanswered({ ...call, notSent: neverSent });
    }
    if (this.#waitsFor === 'permit') return rateLimited(this.#label, this.#turn.missed, this.#shownConfig());
    return endedWithoutToken(this.#label, timeoutMs);
  }

  /** Waits, unless the call's limits end the waiting. */
  #orEnd<T>(waiting: Promise<T>): Promise<T> {
    return waiting.catch(() => {
      throw this.#ended();
    });
  }

  #shownConfig(): InternalAxiosRequestConfig {
    return shownConfig(this.#config, this.#deps);
  }

  #canceled(): CanceledError<unknown> {
    return new CanceledError(this.#deadline.cancelMessage, this.#shownConfig());
  }

  #context(): NetworkErrorContext {
    const secrets = [...(this.#deps.secrets ?? [])];
    if (this.#token !== undefined) secrets.push(this.#token.reveal());
    return {
      label: this.#label,
      config: this.#config,
      shownConfig: this.#shownConfig(),
      secrets,
      sentBefore: this.#lostAttempt,
    };
  }
}
