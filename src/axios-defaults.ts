import { AxiosHeaders, type AxiosInstance, type CreateAxiosDefaults } from 'axios';

/** What the host application may have put on the global axios, and must not travel with our requests. */
const FOREIGN = ['auth', 'params', 'data', 'baseURL', 'headers', 'beforeRedirect', 'validateStatus'] as const;

/**
 * An instance made by `axios.create` starts from the global defaults; this one goes on with what is given here, and
 * with axios' own way of sending and reading bodies.
 */
export function withoutForeignDefaults(instance: AxiosInstance, own: CreateAxiosDefaults): AxiosInstance {
  const { headers, ...rest } = own;
  for (const name of FOREIGN) Reflect.deleteProperty(instance.defaults, name);
  Object.assign(instance.defaults, { validateStatus: isSuccess, ...rest });
  const common = {
    Accept: 'application/json, text/plain, */*',
    ...AxiosHeaders.from(headers as never).toJSON(),
  };
  instance.defaults.headers = {
    common,
    get: {},
    head: {},
    post: {},
    put: {},
    patch: {},
    delete: {},
  } as never;
  return instance;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
