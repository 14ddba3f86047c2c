import type { AxiosAdapter } from 'axios';
import type { buildConnector } from 'undici';
import { nodeHttpAdapter } from './node-http-adapter.js';
import { Routes } from './routes.js';
import { UndiciRequest } from './undici-request.js';
import { unsupportedOption } from './unsupported-option.js';

/** What is needed of undici. Handed in, so that nothing but its own entry loads undici where it may not be installed. */
export type UndiciClasses = Pick<typeof import('undici'), 'Agent' | 'EnvHttpProxyAgent' | 'ProxyAgent'>;

export interface UndiciTransportOptions {
  /** Most open connections to one origin; further requests wait for a free one. Default 100. */
  connections?: number | undefined;
  /** How long an idle connection is kept, in milliseconds, unless the server says less. Default 4 000. */
  keepAliveTimeoutMs?: number | undefined;
  /** How connections are opened: `ca`, `cert`, `key`, `rejectUnauthorized`, `timeout` (10 000 ms) and so on. */
  connect?: buildConnector.BuildOptions | undefined;
}

export function undiciAdapter(undici: UndiciClasses, options: UndiciTransportOptions = {}): AxiosAdapter {
  const routes = new Routes(undici, options);
  const overNodeHttp = nodeHttpAdapter(options.connect);
  return (config) => {
    // How token requests keep their URL from what observes the process; undici has no place for that.
    if (config.transport) return overNodeHttp(config);
    return new Promise((resolve, reject) => {
      const refusal = unsupportedOption(config);
      if (refusal === undefined) new UndiciRequest(config, routes, resolve, reject).start();
      else reject(refusal);
    });
  };
}
