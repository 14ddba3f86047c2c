import {
  NovaPostApiError,
  NovaPostNetworkError,
  type NovaPostError,
  type SafeRequestConfig,
} from '../../../nova-post.errors.js';
import type { DirectoryPosition } from './division-change.js';

/**
 * The directory broke off after changes had been given out. Call again with `since: error.position` to go on:
 * behind the last change, or, when a file is damaged, with that file from its start. `cause` is the
 * NovaPostError that says what happened.
 */
export class NovaPostDirectoryError extends NovaPostNetworkError {
  /** What can be relied on, to be given as `since`; the same as `directory.position`. */
  readonly position: DirectoryPosition;

  constructor(cause: NovaPostNetworkError | NovaPostApiError, position: DirectoryPosition) {
    super(
      `The division directory broke off ${placeOf(position)}: ${cause.message} Call directory() again with ` +
        '`since: error.position` to go on from there.',
      { code: cause.code, config: cause.config, path: cause.path },
    );
    this.name = 'NovaPostDirectoryError';
    this.position = position;
    Object.defineProperty(this, 'cause', { value: cause, configurable: true });
  }
}

function placeOf({ version, partial, page }: DirectoryPosition): string {
  if (page !== undefined) return `at page ${String(page)}`;
  if (partial !== undefined) {
    return `after row ${String(partial.rows)} of the ${partial.kind} file of ${String(partial.unixTime)}`;
  }
  return version === undefined ? 'before anything that can be kept' : `after version ${String(version)}`;
}

/** As {@link NovaPostDirectoryError}, if the error is of a kind that leaves a position behind. */
export function brokenOff(error: NovaPostError, position: DirectoryPosition): NovaPostError {
  return error instanceof NovaPostNetworkError || error instanceof NovaPostApiError
    ? new NovaPostDirectoryError(error, position)
    : error;
}

/** Names a file in messages and on errors: without a query, which may hold a signature. */
export function fileCall(url: string): { readonly config: SafeRequestConfig; readonly path: string } {
  const { origin, pathname } = new URL(url);
  return { config: { method: 'GET', url: origin + pathname }, path: pathname };
}

/** A file that came, but is not what it should be. `what` follows its name. */
export function badFile(url: string, what: string): NovaPostNetworkError {
  const { config, path } = fileCall(url);
  return new NovaPostNetworkError(`The directory file ${config.url} ${what}.`, {
    code: 'ERR_BAD_RESPONSE',
    config,
    path,
  });
}

/** A download that stands still. */
export function idleDownload(url: string, idleTimeoutMs: number): NovaPostNetworkError {
  const { config, path } = fileCall(url);
  return new NovaPostNetworkError(
    `The directory file ${config.url} stopped coming: not a byte for ${String(idleTimeoutMs)} ms (idleTimeoutMs).`,
    { code: 'ETIMEDOUT', config, path },
  );
}
