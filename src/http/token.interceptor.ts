import type { InternalAxiosRequestConfig } from 'axios';
import { ApiCall, type ApiCallParts } from './api-call.js';
import { isTrusted, targetOf } from './request-target.js';

/**
 * Axios request interceptor: waits for a valid token and puts it on calls to the configured origins, and to nobody
 * else. Registered first, so it runs last, after every interceptor of the application.
 */
export function tokenInterceptor(
  parts: ApiCallParts,
): (config: InternalAxiosRequestConfig) => Promise<InternalAxiosRequestConfig> {
  return async (config) => {
    const target = targetOf(config, parts.options.allowInsecureHttp);
    const call = new ApiCall(config, target, parts);
    try {
      if (isTrusted(target, parts.options)) await call.authorize();
      return call.takeOver();
    } catch (error) {
      call.release();
      throw error;
    }
  };
}
