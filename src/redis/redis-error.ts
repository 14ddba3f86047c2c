/** Why Redis could not do something; holds a code and nothing else of the error behind it. */
export class RedisError extends Error {
  /** Redis' own, such as `READONLY`, or one of the connection, such as `ECONNREFUSED`. */
  readonly code: string;

  constructor(code: string, message = `Redis failed: ${code}.`) {
    super(message);
    this.code = code;
  }
}

/** The code in an error of ioredis: a reply begins with it, and a cluster's error hides the one of its last node. */
export function redisCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, lastNodeError } = error as Record<string, unknown>;
  if (lastNodeError !== undefined) return redisCodeOf(lastNodeError);
  if (typeof code === 'string' && CODE.test(code)) return code;
  const [word = ''] = typeof message === 'string' ? message.split(' ', 1) : [];
  return CODE.test(word) ? word : undefined;
}

const CODE = /^[A-Z][A-Z0-9_]{1,30}$/;
