/** The API writes the first day of the year 1 where it has no date. */
export function withoutYearOne<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'string' && inner.startsWith('0001-01-01') ? undefined : inner,
    ),
  ) as T;
}
