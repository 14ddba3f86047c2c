import type { AxiosProxyConfig } from 'axios';
import type { Agent, Dispatcher, ProxyAgent } from 'undici';
import { isLoopback } from '../secure-url.js';
import { basicCredentials } from './request-headers.js';
import type { UndiciClasses, UndiciTransportOptions } from './undici-adapter.js';

const DEFAULT_CONNECTIONS = 100;
const DEFAULT_KEEP_ALIVE_MS = 4_000;

const PROXY_VARIABLES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** Which connections a request takes: straight to the server, or through the proxy of its options or environment. */
export class Routes {
  readonly #undici: UndiciClasses;
  readonly #agentOptions: Agent.Options;
  readonly #direct: Agent;
  readonly #proxies = new Map<string, ProxyAgent>();
  #environment: Dispatcher | undefined;

  constructor(undici: UndiciClasses, { connections, keepAliveTimeoutMs, connect }: UndiciTransportOptions) {
    this.#undici = undici;
    this.#agentOptions = {
      connections: connections ?? DEFAULT_CONNECTIONS,
      keepAliveTimeout: keepAliveTimeoutMs ?? DEFAULT_KEEP_ALIVE_MS,
      ...(connect !== undefined && { connect }),
    };
    this.#direct = new undici.Agent(this.#agentOptions);
  }

  /**
   * @param proxy as axios takes it: `false` for none, `undefined` for what the environment says; a server on this machine is never
   *   reached through a proxy of the environment.
   */
  to({ hostname }: URL, proxy: AxiosProxyConfig | false | undefined): Dispatcher {
    if (proxy) return this.#through(proxy);
    if (proxy === false || isLoopback(hostname)) return this.#direct;
    return (this.#environment ??= this.#ofEnvironment());
  }

  #through({ protocol = 'http', host, port, auth }: AxiosProxyConfig): Dispatcher {
    const uri = `${protocol.replace(/:$/, '')}://${host}${port ? `:${String(port)}` : ''}`;
    const credentials = auth && basicCredentials(auth);
    const key = JSON.stringify([uri, credentials]);
    let agent = this.#proxies.get(key);
    if (agent === undefined) {
      agent = new this.#undici.ProxyAgent({
        ...this.#proxyOptions(),
        uri,
        ...(credentials && { token: credentials }),
      });
      this.#proxies.set(key, agent);
    }
    return agent;
  }

  /** Read with the first request, when an application has loaded its `.env`. */
  #ofEnvironment(): Dispatcher {
    const named = PROXY_VARIABLES.some((name) => (process.env[name] ?? '') !== '');
    return named ? new this.#undici.EnvHttpProxyAgent(this.#proxyOptions()) : this.#direct;
  }

  /** Plain http goes to a proxy as it is, without a tunnel, as proxies expect it. */
  #proxyOptions() {
    const { connect } = this.#agentOptions;
    return {
      ...this.#agentOptions,
      proxyTunnel: false,
      ...(typeof connect === 'object' && { requestTls: connect }),
    };
  }
}
