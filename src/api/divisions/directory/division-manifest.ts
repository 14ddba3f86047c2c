import type { AxiosResponse } from 'axios';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';
import { ENVIRONMENTS } from '../../../nova-post.options.js';
import type { CallOptions } from '../../call-options.js';
import type { DivisionVersions } from '../../contract/contract.generated.js';
import { operationOf } from '../../operation-names.js';
import { headerOf, unexpectedResponse } from '../../unexpected-response.js';
import { manifestRules } from './directory-rules.js';
import { getPublic } from './public-request.js';

/** There is one manifest for all environments; it lies outside their base URLs. */
const PUBLISHED_ORIGIN = 'https://api.novapost.com';
const ROUTE = 'GET /divisions/versions';

/** Hundreds of times the size of one with a delta a day for a year. */
const LARGEST_MANIFEST_BYTES = 8 * 1024 * 1024;

/**
 * Where the manifest is: at api.novapost.com for the named environments, at the origin of any other base URL.
 */
export function manifestUrlOf(baseURL: string): string {
  const named = (Object.values(ENVIRONMENTS) as string[]).includes(baseURL);
  return `${named ? PUBLISHED_ORIGIN : new URL(baseURL).origin}/divisions/versions`;
}

/**
 * The manifest with complete URLs.
 *
 * @throws NovaPostApiError also for a success that is no manifest.
 */
export async function fetchManifest(
  http: NovaPostHttpService,
  url: string,
  { signal, timeoutMs, language }: CallOptions,
): Promise<DivisionVersions> {
  const response = await getPublic(http, operationOf(ROUTE), url, {
    maxContentLength: LARGEST_MANIFEST_BYTES,
    ...(signal !== undefined && { signal }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    headers: language === undefined ? {} : { 'Accept-Language': language },
  });
  const { success, data } = manifestRules.safeParse(response.data);
  if (!success) throw noManifest(response);
  return withCompleteUrls(data, url, response);
}

function withCompleteUrls(
  { base_version: base, deltas, ...more }: DivisionVersions,
  manifestURL: string,
  response: AxiosResponse,
): DivisionVersions {
  const complete = <File extends { readonly url: string }>(file: File): File => {
    if (!URL.canParse(file.url, manifestURL)) throw noManifest(response);
    return { ...file, url: new URL(file.url, manifestURL).href };
  };
  return { ...more, base_version: complete(base), deltas: deltas.map(complete) };
}

function noManifest(response: AxiosResponse) {
  const contentType = headerOf(response, 'content-type') ?? 'no content type';
  return unexpectedResponse(ROUTE, response, contentType, 'a manifest of the division directory');
}
