import { AxiosError, type InternalAxiosRequestConfig } from 'axios';

/** What only a client on `node:http` can do, and what to use in its place. */
const INSTEAD: readonly (readonly [string, string])[] = [
  ['httpsAgent', 'give certificates as `connect` to undiciTransport, and a proxy as `http.proxy`'],
  [
    'httpAgent',
    'connections are kept by the transport itself; their number is `connections` of undiciTransport',
  ],
  ['socketPath', 'give `connect: { socketPath }` to undiciTransport'],
  ['lookup', 'give `connect: { lookup }` to undiciTransport'],
  ['maxRate', 'pipe the request or response through a stream that waits'],
  ['transport', 'it takes the place of this adapter'],
];

/** The error for an option that would be ignored in silence, if the request has one. */
export function unsupportedOption(config: InternalAxiosRequestConfig): AxiosError | undefined {
  for (const [name, instead] of INSTEAD) {
    const value: unknown = config[name as keyof InternalAxiosRequestConfig];
    if (value === undefined || value === null) continue;
    return new AxiosError(
      `\`${name}\` has no effect with the undici transport: ${instead}, or choose \`http.transport: 'http'\`.`,
      AxiosError.ERR_BAD_OPTION,
      config,
    );
  }
  return undefined;
}
