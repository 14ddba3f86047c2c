/** `Ky*` fits Kyiv; without an asterisk the whole name must fit. Case does not matter. */
export function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'iu');
}
