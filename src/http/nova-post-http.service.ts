import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import type { AxiosInstance, AxiosRequestConfig, AxiosResponse } from 'axios';
import { EMPTY, Observable } from 'rxjs';
import type { NovaPostCall } from './call-record.js';
import { UnsubscribeToken } from './unsubscribe-token.js';

/**
 * `HttpService` of `@nestjs/axios` for the Nova Post API: relative URLs go to the configured base with a valid token,
 * a rejected token is replaced and the call replayed once, and failures are NovaPostErrors without a secret.
 *
 * @example http.get('divisions', { params: { countryCodes: ['PL'], limit: 2 } })
 */
@Injectable()
export class NovaPostHttpService extends HttpService {
  /**
   * One record for each finished call of this service that began after the subscription. Calls that an adapter of the
   * caller's own answers are not seen. It is emitted in the async context of the call. A listener that throws does not
   * fail the call; RxJS reports its error as an uncaught one. Completes when the application closes, or the account is
   * removed or dropped, after the records of the calls under way.
   */
  get calls$(): Observable<NovaPostCall> {
    return this.#calls.calls$;
  }

  readonly #calls: Pick<NovaPostHttpService, 'calls$'>;

  // Spelled out: the parent's constructor would inject the host application's own axios.
  constructor(instance: AxiosInstance, calls: Pick<NovaPostHttpService, 'calls$'> = { calls$: EMPTY }) {
    super(instance);
    this.#calls = calls;
  }

  /** As the parent's, but a call that has ended is not canceled: the parent makes a CanceledError for each success. */
  protected override makeObservable<T>(
    send: (...args: never[]) => Promise<AxiosResponse<T>>,
    ...args: unknown[]
  ): Observable<AxiosResponse<T>> {
    return new Observable((subscriber) => {
      const config = { ...(args.at(-1) as AxiosRequestConfig | undefined) };
      const unsubscribed = config.cancelToken === undefined ? new UnsubscribeToken() : undefined;
      if (unsubscribed !== undefined) config.cancelToken = unsubscribed;
      let ended = false;
      send(...([...args.slice(0, -1), config] as never[])).then(
        (response) => {
          ended = true;
          subscriber.next(response);
          subscriber.complete();
        },
        (error: unknown) => {
          ended = true;
          subscriber.error(error);
        },
      );
      return () => {
        if (!ended) unsubscribed?.cancel();
      };
    });
  }
}
