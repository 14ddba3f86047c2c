import type { NovaPostError } from '../nova-post.errors.js';

/** A copy of an error with more to tell: calls that waited for the same token share the error there is. */
export function errorWith<Fields extends object>(
  error: NovaPostError,
  fields: Fields,
): NovaPostError & Fields {
  const copy = Object.create(
    Object.getPrototypeOf(error) as object,
    Object.getOwnPropertyDescriptors(error),
  ) as NovaPostError;
  return Object.assign(copy, fields);
}
