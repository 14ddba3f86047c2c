/**
 * Whether a request target ends with a path. What comes before it is the application's affair: a global prefix, or where
 * it is mounted.
 */
export function isAddressedTo(target: string | undefined, path: string): boolean {
  const pathname = (target ?? '').split(/[?#]/, 1)[0]?.replace(/\/+$/, '').toLowerCase();
  return pathname?.endsWith(`/${path.toLowerCase()}`) ?? false;
}
