import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosAdapter } from 'axios';
import type { buildConnector } from 'undici';

/** Axios' own adapter, opening its connections as undici would: with the same certificates, address or socket. */
export function nodeHttpAdapter(connect: buildConnector.BuildOptions | undefined): AxiosAdapter {
  const adapter = axios.getAdapter('http');
  if (connect === undefined) return adapter;
  // The pool is not meant by undici's `keepAlive`, and its `timeout` counts for the connecting only.
  const options = { ...connect, keepAlive: false, timeout: undefined } as https.AgentOptions;
  let agents: { readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent } | undefined;
  return (config) => {
    agents ??= { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) };
    return adapter({ ...config, ...agents });
  };
}
