/** The three APIs the emulator serves. Each has a base path of its own and its own kind of token. */
export type ApiName = 'nova-post' | 'password' | 'login';

/** Every path of an API starts with this. The first and the last are those of the real services. */
export const BASE_PATHS: Readonly<Record<ApiName, string>> = {
  'nova-post': '/v.1.0',
  password: '/password-api',
  login: '/api/v1',
};

/** A path divided into the API it belongs to and the rest; without an API the whole path is the rest. */
export function splitPath(fullPath: string): { api: ApiName | undefined; path: string } {
  for (const [api, base] of Object.entries(BASE_PATHS) as [ApiName, string][]) {
    if (fullPath === base || fullPath.startsWith(`${base}/`)) {
      return { api, path: fullPath.slice(base.length) || '/' };
    }
  }
  return { api: undefined, path: fullPath };
}
