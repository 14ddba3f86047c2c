import { RequestMethod } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';

/** Where an application serves a path: below its global prefix, unless that has an exception for it. */
export function mountedPath(
  path: string,
  config: Pick<ApplicationConfig, 'getGlobalPrefix' | 'getGlobalPrefixOptions'>,
): string {
  const prefix = config.getGlobalPrefix().replace(/^\/+|\/+$/g, '');
  const { exclude = [] } = config.getGlobalPrefixOptions();
  const isExcluded = exclude.some(
    ({ pathRegex, requestMethod }) =>
      [RequestMethod.ALL, RequestMethod.POST, -1].includes(requestMethod) && pathRegex.test(`/${path}`),
  );
  return prefix === '' || isExcluded ? `/${path}` : `/${prefix}/${path}`;
}

/** Whether a request target is a path, whatever its query, its case and a slash at its end. */
export function isAddressedTo(target: string | undefined, path: string): boolean {
  const pathname = (target ?? '').split(/[?#]/, 1)[0]?.replace(/\/$/, '');
  return pathname?.toLowerCase() === path.toLowerCase();
}
