import { NovaPostApiError } from '../../nova-post.errors.js';
import { readErrorFields } from '../../http/error-body.js';
import type { Route } from '../contract/operations.js';

/**
 * A JSON-RPC answer of the core system behind the API, passed through with status 200 be it an error or not.
 */
interface CoreResponse<Row> {
  readonly result: readonly Row[];
}

/** @throws NovaPostApiError, `status` 200, when the core system has not answered with a result. */
export function coreResult<Row>(
  route: Route,
  answer: CoreResponse<Row> | undefined,
  baseURL: string,
): readonly Row[] {
  const result: unknown = (answer as Partial<CoreResponse<Row>> | null | undefined)?.result;
  if (Array.isArray(result)) return result as Row[];
  const [method = '', path = ''] = route.split(' ');
  const fields = Object.fromEntries(
    Object.entries(readErrorFields(answer)).map(([field, texts]) => [field, texts.map(withoutLongWords)]),
  );
  const texts = Object.values(fields).flat().join(', ');
  throw new NovaPostApiError(
    `${route} answered 200 without a result${texts === '' ? '' : `: ${texts}`}. The core system behind the API has failed.`,
    {
      code: 'ERR_BAD_RESPONSE',
      config: { method, url: baseURL + path },
      path,
      response: { status: 200, statusText: 'OK', headers: {}, data: undefined },
      fields,
    },
  );
}

/** A success has not been searched for secrets; one that is echoed is a long word. */
function withoutLongWords(text: string): string {
  return text.replace(/\S{24,}/g, '[redacted]');
}
