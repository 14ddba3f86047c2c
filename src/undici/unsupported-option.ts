import { AxiosError, type InternalAxiosRequestConfig } from 'axios';

/** What only a client on `node:http` can do, and what to use in its place. */
const INSTEAD: readonly (readonly [keyof InternalAxiosRequestConfig, string])[] = [
  ['httpsAgent', 'give certificates as `connect` to undiciTransport, and a proxy as `http.proxy`'],
  [
    'httpAgent',
    'connections are kept by the transport itself; their number is `connections` of undiciTransport',
  ],
  ['socketPath', 'give `connect: { socketPath }` to undiciTransport'],
  ['lookup', 'give `connect: { lookup }` to undiciTransport'],
  ['maxRate', 'pipe the request or response through a stream that waits'],
];

/** The error for an option that would be ignored in silence, if the request has one. */
export function unsupportedOption(config: InternalAxiosRequestConfig): AxiosError | undefined {
  const found = INSTEAD.find(([name]) => isGiven(config, name));
  if (found === undefined) return undefined;
  const [name, instead] = found;
  return new AxiosError(
    `\`${name}\` has no effect with the undici transport: ${instead}, or choose \`http.transport: 'http'\`.`,
    AxiosError.ERR_BAD_OPTION,
    config,
  );
}

/** Whether a request asks for something that only a client on `node:http` can do. */
export function needsNodeHttp(config: InternalAxiosRequestConfig): boolean {
  return isGiven(config, 'transport') || INSTEAD.some(([name]) => isGiven(config, name));
}

function isGiven(config: InternalAxiosRequestConfig, name: keyof InternalAxiosRequestConfig): boolean {
  const value: unknown = config[name];
  return value !== undefined && value !== null;
}
