import type { AxiosInstance, CreateAxiosDefaults } from 'axios';

/** What axios asks for by itself. */
export const ACCEPT = { Accept: 'application/json, text/plain, */*' };

/** How axios writes and reads bodies. */
const KEPT_DEFAULTS = new Set([
  'adapter',
  'env',
  'maxBodyLength',
  'maxContentLength',
  'transformRequest',
  'transformResponse',
  'transitional',
]);

/**
 * An instance made by `axios.create` starts from the global defaults, where the host application may have put its own
 * credentials, parameters, proxy or socket. None of that is for Nova Post: this one goes on with what is given here.
 */
export function withoutForeignDefaults(instance: AxiosInstance, own: CreateAxiosDefaults): AxiosInstance {
  for (const name of Object.keys(instance.defaults)) {
    if (!KEPT_DEFAULTS.has(name)) Reflect.deleteProperty(instance.defaults, name);
  }
  const headers = { common: { ...ACCEPT }, get: {}, head: {}, post: {}, put: {}, patch: {}, delete: {} };
  Object.assign(instance.defaults, { validateStatus: isSuccess, headers, ...own });
  return instance;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
