/** Ways to call the API; each makes a function that makes one call, and one that closes. */
import 'reflect-metadata';
import { Buffer } from 'node:buffer';
import { HttpModule, HttpService } from '@nestjs/axios';
import { NestFactory } from '@nestjs/core';
import axios, { AxiosError } from 'axios';
import createAuthRefreshInterceptor from 'axios-auth-refresh';
import axiosRetry from 'axios-retry';
import { firstValueFrom } from 'rxjs';
import { Agent, request } from 'undici';
import { NovaPostClient, NovaPostHttpService, NovaPostModule } from 'nestjs-nova-post';
import { undiciTransport } from 'nestjs-nova-post/undici';

const PATH = 'divisions?limit=7';
const API_KEY = 'canary-api-key-of-the-bench';

export const CONTENDERS = {
  'undici `request`': async (baseURL) => {
    const authorization = await newToken(baseURL);
    return {
      call: async () => (await request(`${baseURL}/${PATH}`, { headers: { authorization } })).body.json(),
    };
  },
  'axios with ten lines on undici': async (baseURL) =>
    axiosRef(await withToken(baseURL, { adapter: tenLines() })),
  'axios with undiciTransport()': async (baseURL) =>
    axiosRef(await withToken(baseURL, { adapter: undiciTransport() })),
  'axios, static header': async (baseURL) => axiosRef(await withToken(baseURL)),
  'HttpService.get': async (baseURL) => {
    const app = await hostOf(await withToken(baseURL));
    const http = app.get(HttpService);
    return { call: () => firstValueFrom(http.get(PATH)), close: () => app.close() };
  },
  'HttpService.axiosRef': async (baseURL) => {
    const app = await hostOf(await withToken(baseURL));
    return { ...axiosRef(app.get(HttpService).axiosRef), close: () => app.close() };
  },
  'axios-retry': async (baseURL) => {
    const instance = await withToken(baseURL);
    axiosRetry(instance, { retries: 3 });
    return axiosRef(instance);
  },
  'axios-auth-refresh': async (baseURL) => {
    const instance = await withToken(baseURL);
    const refresh = async () => (instance.defaults.headers.authorization = await newToken(baseURL));
    (createAuthRefreshInterceptor.default ?? createAuthRefreshInterceptor)(instance, refresh);
    return axiosRef(instance);
  },
  'hand-written, 50 minutes': async (baseURL) => axiosRef(handWritten(baseURL)),
  'this package, axiosRef.get': (baseURL) => thisPackage(baseURL, {}, 'axiosRef'),
  'this package, http.get': (baseURL) => thisPackage(baseURL, {}, 'get'),
  'this package, divisions.list': (baseURL) => thisPackage(baseURL, {}, 'list'),
  "transport: 'http', axiosRef.get": (baseURL) => thisPackage(baseURL, { transport: 'http' }, 'axiosRef'),
  "transport: 'http', http.get": (baseURL) => thisPackage(baseURL, { transport: 'http' }, 'get'),
  "transport: 'http', divisions.list": (baseURL) => thisPackage(baseURL, { transport: 'http' }, 'list'),
};

/** An interceptor as applications write it: the token is kept for a fixed time. */
export function handWritten(baseURL, keptMs = 50 * 60_000) {
  const instance = axios.create({ baseURL });
  let token;
  let endsAt = 0;
  instance.interceptors.request.use(async (config) => {
    if (Date.now() >= endsAt) {
      token = await newToken(baseURL);
      endsAt = Date.now() + keptMs;
    }
    config.headers.authorization = token;
    return config;
  });
  return instance;
}

export async function newToken(baseURL) {
  const { data } = await axios.get('clients/authorization', { baseURL, params: { apiKey: API_KEY } });
  return data.jwt;
}

export async function thisPackage(baseURL, http, way, options = {}) {
  const module = NovaPostModule.forRoot({ baseURL, apiKey: API_KEY, http, ...options });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const service = app.get(NovaPostHttpService, { strict: false });
  const { divisions } = app.get(NovaPostClient, { strict: false });
  const calls = {
    axiosRef: () => service.axiosRef.get(PATH),
    get: () => firstValueFrom(service.get(PATH)),
    list: () => divisions.list({ limit: 7 }),
  };
  return { call: calls[way], close: () => app.close() };
}

function axiosRef(instance) {
  return { call: () => instance.get(PATH) };
}

async function withToken(baseURL, more = {}) {
  return axios.create({ baseURL, headers: { authorization: await newToken(baseURL) }, ...more });
}

async function hostOf({ defaults }) {
  const { baseURL, headers } = defaults;
  const module = HttpModule.register({ baseURL, headers: { authorization: headers.authorization } });
  return NestFactory.createApplicationContext(module, { logger: false });
}

/** What a fast transport costs at least. */
function tenLines() {
  const agent = new Agent();
  return (config) =>
    new Promise((resolve, reject) => {
      const { origin, pathname, search } = new URL(axios.getUri(config));
      const chunks = [];
      const response = { config, request: {} };
      const respond = () => {
        const text = Buffer.concat(chunks).toString();
        const data = config.transformResponse.reduce(
          (value, transform) => transform.call(config, value),
          text,
        );
        if (config.validateStatus(response.status)) resolve({ ...response, data });
        else reject(new AxiosError(`Status ${response.status}`, undefined, config, undefined, response));
      };
      agent.dispatch(
        { origin, path: pathname + search, method: 'GET', headers: { ...config.headers.toJSON() } },
        {
          onRequestStart: () => undefined,
          onResponseStart: (_, status, headers) => Object.assign(response, { status, headers }),
          onResponseData: (_, chunk) => chunks.push(chunk),
          onResponseEnd: respond,
          onResponseError: (_, error) => reject(error),
        },
      );
    });
}
