import axios, { type AxiosAdapter } from 'axios';
import { needsNodeHttp } from '../undici/unsupported-option.js';

/** Axios' own for Node. */
export const HTTP_ADAPTER = axios.getAdapter('http');

let adapter: AxiosAdapter | undefined;
let loading: Promise<AxiosAdapter> | undefined;

/**
 * Undici where it is installed, loaded with the first request; for what only `node:http` can do, such as an `httpsAgent`,
 * and where there is no undici, axios' own. Its connections are shared by all accounts of the process, as Node's own are.
 */
export const defaultTransport: AxiosAdapter = (config) => {
  if (needsNodeHttp(config)) return HTTP_ADAPTER(config);
  if (adapter !== undefined) return adapter(config);
  loading ??= fastestAdapter();
  return loading.then((loaded) => (adapter = loaded)(config));
};

async function fastestAdapter(): Promise<AxiosAdapter> {
  try {
    const [undici, { undiciAdapter }] = await Promise.all([
      import('undici'),
      import('../undici/undici-adapter.js'),
    ]);
    // `decompress` tells version 7.15 and later. Earlier ones fail with other error codes than axios, and those below 7
    // call other methods of their handlers.
    return 'decompress' in undici.interceptors ? undiciAdapter(undici) : HTTP_ADAPTER;
  } catch {
    return HTTP_ADAPTER;
  }
}
