import { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';

/** Under this key every configuration of ours carries a {@link Concealed}. A text: axios below 1.19 drops symbols. */
export const NOVA_POST_REQUEST = 'novaPostRequest';

/** An agent shows the requests it carries, and with them their tokens; the others hold passwords. */
const CONCEALED = ['proxy', 'httpAgent', 'httpsAgent', 'auth'] as const;

/** What of a request must not be printed, kept for the case that its configuration is sent again. */
class Concealed {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  restore(config: object): void {
    for (const [name, value] of Object.entries(this.#values)) {
      if (Reflect.get(config, name) === undefined) Reflect.set(config, name, value);
    }
  }
}

const NOTHING = new Concealed({});

/** Marks a configuration as one of ours. One that is sent again gets back what {@link publicConfig} took out. */
export function adoptConfig(config: InternalAxiosRequestConfig): void {
  const concealed: unknown = Reflect.get(config, NOVA_POST_REQUEST);
  if (concealed instanceof Concealed) concealed.restore(config);
  Reflect.set(config, NOVA_POST_REQUEST, NOTHING);
}

export function isOwnConfig(config: object | undefined): boolean {
  return config !== undefined && Reflect.get(config, NOVA_POST_REQUEST) instanceof Concealed;
}

/** What a caller may see of a configuration: all of it that holds no secret. Sent again, it is the same request. */
function publicConfig(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  const given = CONCEALED.filter((name) => typeof config[name] === 'object' && config[name] !== null);
  if (given.length === 0) return config;
  const values = Object.fromEntries(given.map((name) => [name, config[name] as unknown]));
  const shown = { ...config, [NOVA_POST_REQUEST]: new Concealed(values) };
  for (const name of given) Reflect.set(shown, name, undefined);
  return shown;
}

/** What is shown of a typed call's configuration: its bodies and queries hold personal data, and in one case a secret. */
function bareConfig({ method = 'get', url = '' }: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  const queryAt = url.search(/[?#]/);
  const bare = {
    method,
    url: queryAt === -1 ? url : url.slice(0, queryAt),
    headers: new AxiosHeaders(),
    [NOVA_POST_REQUEST]: NOTHING,
  };
  return bare;
}

export function shownConfig(
  config: InternalAxiosRequestConfig,
  { typed = false }: { readonly typed?: boolean },
): InternalAxiosRequestConfig {
  return typed ? bareConfig(config) : publicConfig(config);
}
