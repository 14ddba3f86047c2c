import axios from 'axios';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import type { RequestPermit } from '../request-limit.js';
import { retryAfterMsOf } from '../retry-after.js';
import type { AccessToken } from '../token/access-token.js';
import { tokenInForce } from '../token/configurable-token.service.js';
import { headerNamesOf } from '../token/schemes/token-scheme.js';
import { delay } from '../wait.js';
import { attemptConfig } from './attempt-config.js';
import { AttemptLog, attemptLogOf } from './attempt-log.js';
import { answerOf, holdsFailure, type Failed, type Outcome } from './attempt-outcome.js';
import { CallErrors } from './call-errors.js';
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
import { completeResponseOf, detachBody, redactSecrets } from './response.js';
import { failureCodeOf, retryDelayMs, type RetryPolicy } from './retry-policy.js';
import { ServerPause } from './server-pause.js';
import { waitForTurn } from './wait-for-turn.js';
import { isStream, streamForCaller } from './wrap-response-stream.js';

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
  readonly #pause: ServerPause;
  readonly #deadline: Deadline;
  readonly #errors: CallErrors;
  #token: AccessToken | undefined;
  #permit: RequestPermit | undefined;
  #replayed = false;
  #waitsFor: 'token' | 'permit' | 'answer' = 'token';
  /** An earlier attempt got no answer, or one that does not say what became of it. */
  #lostAttempt = false;
  #refusal: unknown;
  readonly #recorder: CallRecorder | undefined;
  readonly #attempts: AttemptLog | undefined;

  /** @throws NovaPostInsecureUrlError when the URL must not be called, NovaPostNetworkError for an option that is wrong. */
  constructor(
    config: InternalAxiosRequestConfig,
    adapter: AdapterChoice,
    deps: RequestRunDeps,
    recorder?: CallRecorder,
  ) {
    this.#recorder = recorder;
    this.#attempts = recorder?.attempts ?? attemptLogOf(config);
    this.#config = config;
    this.#adapter = adapter;
    this.#deps = deps;
    this.#target = deps.targets.find(config);
    this.#label = new RequestLabel(config.method, this.#target.path);
    const refuse = (why: string): Error => refusedOption(this.#label, shownConfig(config, deps), why);
    this.#retry = retryOf(config.retry, deps.options.retry, refuse);
    this.#pause = new ServerPause(deps.tokens ?? deps.options, deps.options.clock);
    this.#deadline = new Deadline(config, timeoutMsOf(config.timeout, refuse), deps.options.clock);
    this.#errors = new CallErrors(config, this.#label, this.#deadline, this.#pause, deps);
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
    const permit = this.#getPermit();
    const refusal = permit && (await permit);
    if (refusal !== undefined) throw refusal;
    this.#waitsFor = 'answer';
    for (let repeats = 0; ;) {
      const outcome = await this.#attempt();
      const { kind, response } = outcome;
      if (this.#isTokenRejected(response) && (await this.#replaceRejectedToken(response))) continue;
      if (kind === 'failed' && (await this.#waitForRepeat(outcome, repeats))) {
        repeats += 1;
        continue;
      }
      if (holdsFailure(outcome)) await redactSecrets(outcome.response, this.#context().secrets);
      return answerOf(outcome, this.#config, this.#errors.shownConfig(), () => this.#context());
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
      throw this.#deadline.aborted ? this.#ended() : error;
    }
  }

  /** Waits until a request may go; gives the error to end with when the call cannot wait so long. */
  #getPermit(): Promise<Error | undefined> | undefined {
    if (!this.#target.trusted) return undefined;
    return this.#deps.limiter === undefined && this.#pause.remainingMs <= 0
      ? undefined
      : this.#waitForPermit();
  }

  async #waitForPermit(): Promise<Error | undefined> {
    const waiting = () => this.#waitForTurn();
    const refusal = await (this.#recorder?.wait('rateLimit', waiting) ?? waiting());
    if (refusal !== undefined) return refusal;
    const { tokens } = this.#deps;
    // The token may have ended during the wait.
    if (this.#token !== undefined && tokens !== undefined) {
      this.#token = tokenInForce(tokens) ?? (await this.#getToken(tokens));
    }
    return undefined;
  }

  async #waitForTurn(): Promise<Error | undefined> {
    if (this.#waitsFor === 'token') this.#waitsFor = 'permit';
    const { limiter, options } = this.#deps;
    const turn = await this.#orEnd(waitForTurn(this.#pause, limiter, this.#deadline, options.clock));
    if (turn?.kind === 'limited') return this.#errors.rateLimited(turn.retryInMs, turn.limit);
    this.#permit = turn;
    return undefined;
  }

  async #attempt(): Promise<Outcome> {
    const bodyError = bodyErrorOf(this.#config.data);
    if (bodyError !== null) throw networkError(bodyError, { ...this.#context(), neverSent: true });
    const given = this.#adapter;
    const adapter = typeof given === 'function' ? given : axios.getAdapter(given, this.#config);
    fixBoundary(this.#config, adapter);
    const logged = this.#attempts?.begin();
    let outcome: Outcome;
    const send = () => adapter(this.#attemptConfig(adapter));
    try {
      outcome = { kind: 'answered', response: await (this.#recorder?.attempt(send) ?? send()) };
    } catch (error) {
      const notSent = wasNotSent(error);
      if (logged !== undefined) logged.notSent = notSent;
      if (this.#refusal !== undefined) throw this.#refusal as Error;
      if (this.#deadline.aborted) throw this.#ended(notSent);
      outcome = { kind: 'failed', response: completeResponseOf(error), error };
    } finally {
      this.#permit?.answered();
    }
    const { response } = outcome;
    const nowMs = this.#deps.options.clock.now();
    if (logged !== undefined && response !== undefined) AttemptLog.answered(logged, response, nowMs);
    if (response?.status === 429 && this.#target.trusted) {
      this.#pause.holdFor(retryAfterMsOf(response.headers, nowMs) ?? 0);
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
      deadline: this.#deadline,
      adapter,
      onRefusal: (refusal) => (this.#refusal = refusal),
    });
  }

  /** Once; the answer to the replay is the caller's, whatever it is. */
  #isTokenRejected(response: AxiosResponse | undefined): response is AxiosResponse {
    if (this.#token === undefined || response === undefined || this.#replayed) return false;
    return this.#deps.options.scheme.isTokenRejected?.(response) ?? response.status === 401;
  }

  /** True when the call is to be sent again with another token. */
  async #replaceRejectedToken(response: AxiosResponse): Promise<boolean> {
    const { tokens } = this.#deps;
    const token = this.#token;
    if (tokens === undefined || token === undefined) return false;
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
  async #waitForRepeat({ response, error }: Failed, repeats: number): Promise<boolean> {
    const { random, clock } = this.#deps.options;
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
    const { tokens } = this.#deps;
    // The token may have been replaced during the wait.
    if (this.#token !== undefined && tokens !== undefined) this.#token = tokenInForce(tokens) ?? this.#token;
    // Without a permit it ends with the answer it has.
    if ((await this.#getPermit()) !== undefined) return false;
    this.#lostAttempt ||= response === undefined ? !wasNotSent(error) : response.status !== 429;
    return true;
  }

  #deliver(response: AxiosResponse): AxiosResponse {
    const deadline = this.#deadline;
    deadline.stopTimer();
    if (!isStream(response.data)) {
      deadline.release();
      return response;
    }
    const { typed, options } = this.#deps;
    const config = this.#errors.shownConfig();
    const canceled = (): Error => this.#errors.canceled();
    const context = { label: this.#label, config, options, deadline, canceled };
    response.data = streamForCaller(response.data, context, typed === true);
    return response;
  }

  /** What the caller gets whose limits have ended the call: by time, or by the caller's own hand. */
  #ended(unwritten = false): Error {
    return this.#errors.ended(
      this.#waitsFor,
      this.#waitsFor !== 'answer' || (unwritten && !this.#lostAttempt),
    );
  }

  /** Waits, unless the call's limits end the waiting. */
  #orEnd<T>(waiting: Promise<T>): Promise<T> {
    return waiting.catch(() => {
      throw this.#ended();
    });
  }

  #context(): NetworkErrorContext {
    return this.#errors.context(this.#token, this.#lostAttempt);
  }
}
