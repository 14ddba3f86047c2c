import { Readable } from 'node:stream';
import {
  AxiosError,
  AxiosHeaders,
  CanceledError,
  type AxiosResponse,
  type Cancel,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { Dispatcher } from 'undici';
import { KeptBody } from './kept-body.js';
import { MOST_REDIRECTS, nextHop, type Hop } from './redirect.js';
import { requestBody } from './request-body.js';
import { requestUri } from './request-uri.js';
import { requestHeaders, urlCredentials } from './request-headers.js';
import { ResponseBody } from './response-body.js';
import type { Routes } from './routes.js';
import {
  isRefusedByProxy,
  redirectError,
  timedOut,
  tooManyRedirects,
  transportError,
} from './transport-error.js';

type Controller = Dispatcher.DispatchController;
type ResponseHeaders = Record<string, string | string[] | undefined>;

/** What stands as `request` in answers and errors, in place of Node's request object, which shows every header. */
interface SentRequest {
  method: string;
  protocol: string;
  host: string;
  path: string;
  /** As on Node's: without it, nothing of the request has gone out. */
  headersSent: boolean;
  res: { responseUrl: string };
}

/** One axios request: from its configuration to its answer, redirects included. */
export class UndiciRequest implements Dispatcher.DispatchHandler {
  readonly #config: InternalAxiosRequestConfig;
  readonly #routes: Routes;
  readonly #resolve: (response: AxiosResponse) => void;
  readonly #reject: (error: unknown) => void;
  #hop!: Hop;
  #content: KeptBody | undefined;
  #redirects = 0;
  #resent = false;
  #started = false;
  #timer: NodeJS.Timeout | undefined;
  #controller: Controller | undefined;
  /** Of the exchange that ended with a redirect: undici may still report its abort. */
  #redirected: Controller | undefined;
  #body: ResponseBody | undefined;
  /** The answer has been given or refused. What may still run is a stream. */
  #settled = false;
  /** Why the transfer was ended from this side. */
  #ended: unknown;

  constructor(
    config: InternalAxiosRequestConfig,
    routes: Routes,
    resolve: (response: AxiosResponse) => void,
    reject: (error: unknown) => void,
  ) {
    this.#config = config;
    this.#routes = routes;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(): void {
    const config = this.#config;
    const { signal, cancelToken, timeout } = config;
    try {
      if (signal?.aborted) throw new CanceledError(undefined, config);
      cancelToken?.throwIfRequested();
      this.#prepare();
    } catch (error) {
      this.#fail(error);
      return;
    }
    signal?.addEventListener?.('abort', this.#onAbort);
    (cancelToken as { subscribe?(listener: (cancel: Cancel) => void): void } | undefined)?.subscribe?.(
      this.#onAbort,
    );
    if (timeout) {
      this.#timer = setTimeout(() => {
        this.#end(timedOut(config, this.#sent()));
      }, timeout);
    }
    this.#dispatch();
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    this.#started = true;
    if (this.#ended !== undefined) controller.abort(this.#ended as Error);
  }

  onResponseStart(controller: Controller, status: number, headers: ResponseHeaders, statusText = ''): void {
    if (status < 200 || this.#isOld(controller)) return;
    const { location } = headers;
    if (status >= 300 && status < 400 && location !== undefined && this.#config.maxRedirects !== 0) {
      this.#redirect(controller, status, headers, String(location));
      return;
    }
    this.#content?.forget();
    const response = this.#response(status, statusText, headers);
    this.#body = new ResponseBody(response, this.#hop.method, controller, {
      complete: () => {
        this.#settle(response);
      },
      failed: (error) => {
        this.#fail(error);
      },
      closed: () => {
        this.#release();
      },
    });
    if (this.#body.isStream) this.#settle(response);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (!this.#isOld(controller)) this.#body?.take(chunk);
  }

  onResponseEnd(controller: Controller): void {
    if (!this.#isOld(controller)) this.#body?.end();
  }

  onResponseError(controller: Controller | null, error: Error): void {
    if (this.#isOld(controller)) return;
    if (this.#body !== undefined) this.#body.breakOff();
    else if (isRefusedByProxy(error)) this.#settle(this.#response(407, 'Proxy Authentication Required', {}));
    else if (this.#wasClosedWhileIdle(error)) this.#dispatch();
    else this.#fail(transportError(error, this.#config, this.#sent()));
  }

  /** Ended from this side, or redirected since: what still comes of that exchange is of no interest. */
  #isOld(controller: Controller | null): boolean {
    return this.#ended !== undefined || (this.#redirected !== undefined && controller === this.#redirected);
  }

  #prepare(): void {
    const config = this.#config;
    const url = new URL(requestUri(config), 'http://localhost');
    url.hash = '';
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new AxiosError(`Unsupported protocol ${url.protocol}`, AxiosError.ERR_BAD_REQUEST, config);
    }
    const body = requestBody(config);
    const headers = requestHeaders(config, body.headers);
    const credentials = urlCredentials(url);
    if (credentials !== undefined) headers['authorization'] ??= credentials;
    if (body.content !== null) {
      this.#content = new KeptBody(body.content, config.maxRedirects !== 0);
      this.#watch(body.content);
    }
    this.#hop = { url, method: (config.method ?? 'get').toUpperCase(), headers, keepsBody: true };
  }

  /** A stream that its owner closes in the middle: what has been sent of it is no request. */
  #watch(content: string | Uint8Array | Readable): void {
    if (!(content instanceof Readable)) return;
    content.once('close', () => {
      if (content.readableEnded || content.errored || this.#settled) return;
      this.#end(new CanceledError('Request stream has been aborted', this.#config));
    });
  }

  #dispatch(): void {
    const { url, method, headers } = this.#hop;
    try {
      this.#routes.to(url, this.#config.proxy).dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: method,
          headers,
          body: this.#content?.next() ?? null,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        this,
      );
    } catch (error) {
      this.#fail(transportError(error, this.#config, this.#sent()));
    }
  }

  /**
   * A kept connection that the server closed while it was idle: nothing of the request has been answered, and a request
   * that changes nothing may go again. Once: on a new connection it would be the server's answer.
   */
  #wasClosedWhileIdle(error: Error): boolean {
    const { method } = this.#hop;
    const { bytesRead = 0 } = (error as { socket?: { bytesRead?: number } }).socket ?? {};
    if (this.#resent || bytesRead === 0 || this.#content !== undefined) return false;
    this.#resent = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    return this.#resent;
  }

  #redirect(controller: Controller, status: number, headers: ResponseHeaders, location: string): void {
    const config = this.#config;
    this.#redirects += 1;
    try {
      if (this.#redirects > (config.maxRedirects ?? MOST_REDIRECTS))
        throw tooManyRedirects(config, this.#sent());
      this.#hop = nextHop(this.#hop, { status, headers, location }, config);
    } catch (error) {
      this.#end(redirectError(error, config, this.#sent()));
      return;
    }
    if (!this.#hop.keepsBody) this.#content = undefined;
    this.#controller = undefined;
    this.#redirected = controller;
    controller.abort(new Error('redirected'));
    this.#dispatch();
  }

  readonly #onAbort = (cancel?: unknown): void => {
    const given = cancel as { type?: unknown } | undefined;
    this.#end(
      given === undefined || given.type ? new CanceledError(undefined, this.#config, this.#sent()) : given,
    );
  };

  /** Ends the transfer from this side, whether the answer has been given or not. */
  #end(error: unknown): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#controller?.abort(error as Error);
    this.#body?.destroy(error as Error);
    this.#fail(error);
  }

  #settle(response: AxiosResponse): void {
    if (this.#settled) return;
    const { validateStatus } = this.#config;
    const { status } = response;
    if (status === 0 || validateStatus === null || validateStatus === undefined || validateStatus(status)) {
      this.#settled = true;
      this.#resolve(response);
      if (this.#body?.isStream !== true) this.#release();
      return;
    }
    const code = status >= 400 && status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
    const message = `Request failed with status code ${String(status)}`;
    const stream = this.#body?.isStream === true;
    this.#fail(new AxiosError(message, code, this.#config, response.request, response), stream);
  }

  #fail(error: unknown, staysOpen = false): void {
    if (!staysOpen) this.#release();
    if (this.#settled) return;
    this.#settled = true;
    if (!staysOpen) this.#content?.destroy();
    this.#reject(error);
  }

  /** Nothing outside may end the transfer any more. */
  #release(): void {
    clearTimeout(this.#timer);
    const { signal, cancelToken } = this.#config;
    signal?.removeEventListener?.('abort', this.#onAbort);
    (cancelToken as { unsubscribe?(listener: unknown): void } | undefined)?.unsubscribe?.(this.#onAbort);
  }

  #response(status: number, statusText: string, headers: ResponseHeaders): AxiosResponse<unknown> {
    return {
      status,
      statusText,
      headers: new AxiosHeaders(headers as Record<string, string>),
      config: this.#config,
      request: this.#sent(),
      data: undefined,
    };
  }

  #sent(): SentRequest {
    const { url, method } = (this.#hop as Hop | undefined) ?? {};
    return {
      method: method ?? '',
      protocol: url?.protocol ?? '',
      host: url?.host ?? '',
      path: url === undefined ? '' : url.pathname + url.search,
      // A body that is a stream takes the headers along with its first piece.
      headersSent: this.#started && this.#content?.isUnread !== true,
      res: { responseUrl: url?.href ?? '' },
    };
  }
}
