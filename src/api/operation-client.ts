import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { systemClock, type Clock } from '../clock.js';
import { AttemptLog } from '../http/attempt-log.js';
import type { NovaPostHttpService } from '../http/nova-post-http.service.js';
import { fillPath } from './api-path.js';
import type { CallOptions } from './call-options.js';
import { operationOf } from './operation-names.js';
import type { AnswerOf, BodyOf, PathOf, QueryOf, Route, RowOf } from './contract/operations.js';
import { pageOf, type ListResponse, type Page } from './page.js';
import { bodyOf, rowsOf } from './read-response.js';
import { judgeOutcome } from './unknown-outcome.js';

/** What goes into a request: the parts its operation has, and no others. */
export interface CallInput<R extends Route> {
  readonly path?: PathOf<R> | undefined;
  readonly query?: QueryOf<R> | undefined;
  readonly body?: BodyOf<R> | undefined;
  /** How to find out what became of the call when that is not known; default a general advice. */
  readonly advice?: string | undefined;
}

/** What else axios is to do, such as `responseType`. */
export type SendConfig = Omit<AxiosRequestConfig, 'headers'> & { headers?: Record<string, string> };

/** Calls operations of the contract by method and path; the compiler holds input and answer against it. */
export class OperationClient {
  /** Paces what is repeated or looked up again. */
  readonly clock: Clock;
  readonly #http: NovaPostHttpService;

  /** @internal */
  constructor(http: NovaPostHttpService, clock: Clock = systemClock) {
    this.#http = http;
    this.clock = clock;
  }

  /**
   * For requests that are no operation below the base URL.
   *
   * @internal
   */
  get http(): NovaPostHttpService {
    return this.#http;
  }

  /** The base URL of the API, without a slash at the end. */
  get baseURL(): string {
    return this.#http.axiosRef.defaults.baseURL ?? '';
  }

  /**
   * @throws NovaPostApiError, also when a success is no JSON, NovaPostNetworkError,
   *   NovaPostTokenUnavailableError, NovaPostCredentialsError as every call of {@link NovaPostHttpService};
   *   NovaPostValidationError also for input that cannot be sent.
   */
  async call<R extends Route>(
    route: R,
    input: CallInput<R> = {},
    options?: CallOptions,
  ): Promise<AnswerOf<R>> {
    return this.request(route, input, options, {}, (response) => bodyOf(route, response) as AnswerOf<R>);
  }

  /** The rows of an answer that is a list, paged or not. Throws as {@link call}. */
  async rows<R extends Route>(
    route: R,
    input: CallInput<R>,
    options?: CallOptions,
  ): Promise<readonly RowOf<R>[]> {
    const read = (response: AxiosResponse) => rowsOf(route, response).items as RowOf<R>[];
    return this.request(route, input, options, {}, read);
  }

  /** One page of a list. Throws as {@link call}. */
  async page<R extends Route>(route: R, input: CallInput<R>, options?: CallOptions): Promise<Page<RowOf<R>>> {
    const read = (response: AxiosResponse) => pageOf(rowsOf(route, response) as ListResponse<RowOf<R>>);
    return this.request(route, input, options, {}, read);
  }

  /**
   * As {@link call}, with what `read` makes of the response. An error is marked when the API may have carried
   * out what the operation changes, see `hasUnknownOutcome()`.
   *
   * @param config what else axios is to do, such as `responseType`.
   * @internal
   */
  async request<R extends Route, Result>(
    route: R,
    input: CallInput<R>,
    options: CallOptions | undefined,
    config: SendConfig,
    read: (response: AxiosResponse<unknown>) => Result,
  ): Promise<Result> {
    const attemptLog = new AttemptLog(operationOf(route));
    try {
      const result = read(await this.#send(route, input, options ?? {}, config, attemptLog));
      attemptLog.onEnd?.();
      return result;
    } catch (error) {
      const judged = judgeOutcome(error, route, attemptLog.attempts, input.advice);
      attemptLog.onEnd?.(judged);
      throw judged;
    }
  }

  #send<R extends Route>(
    route: R,
    { path, query, body }: CallInput<R>,
    { signal, timeoutMs, language, retry }: CallOptions,
    config: SendConfig,
    attemptLog: AttemptLog,
  ): Promise<AxiosResponse<unknown>> {
    const { headers } = config;
    // What is undefined is no option to axios.
    return this.#http.axiosRef.request<unknown>({
      ...config,
      attemptLog,
      method: route.slice(0, route.indexOf(' ')),
      url: fillPath(route, path),
      params: query,
      data: body,
      signal,
      timeout: timeoutMs,
      retry,
      headers: language === undefined ? headers : { ...headers, 'Accept-Language': language },
    } as AxiosRequestConfig);
  }
}
