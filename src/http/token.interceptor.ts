import type { InternalAxiosRequestConfig } from 'axios';
import { RequestRun, type RequestDeps } from './request-run.js';

/** Marks a request as one of ours, so that the errors of other clients are told apart. */
export const NOVA_POST_REQUEST = Symbol('nestjs-nova-post.call');

/**
 * Axios request interceptor: has the call sent with a valid token, if it goes to a configured origin, by taking the
 * place of the request's adapter. So it does not matter in which order interceptors run: none of them sees the token,
 * and none can lead it elsewhere.
 */
export function tokenInterceptor(
  deps: RequestDeps,
): (config: InternalAxiosRequestConfig) => InternalAxiosRequestConfig {
  return (config) => {
    const { adapter } = config;
    return Object.assign(config, {
      [NOVA_POST_REQUEST]: true,
      adapter: (sent: InternalAxiosRequestConfig) => {
        // A configuration that somebody sends again must start a call of its own.
        if (adapter === undefined) delete sent.adapter;
        else sent.adapter = adapter;
        // Its account is in use while it waits, is repeated or replayed.
        const answer = new RequestRun(sent, adapter, deps).send();
        return deps.lastUse?.trackUse(answer) ?? answer;
      },
    });
  };
}
