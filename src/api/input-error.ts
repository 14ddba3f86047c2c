import { NovaPostValidationError } from '../nova-post.errors.js';

/** What is wrong, by field; several texts when several things are. */
export type FieldProblems = Readonly<Record<string, readonly string[]>>;

/**
 * Input that the API is known to refuse, found before anything was sent. Looks like the API's own 422, with
 * the `code` `'NOVA_POST_INPUT'`. Quotes no value: bodies hold names, phones and addresses.
 */
export function inputError(route: string, fields: FieldProblems): NovaPostValidationError {
  const [method = '', path = ''] = route.split(' ');
  const problems = Object.entries(fields).flatMap(([field, texts]) => {
    return texts.map((text) => (field === '' ? text : `${field} ${text}`));
  });
  return new NovaPostValidationError(`${route} was not sent: ${problems.join('; ')}.`, {
    code: 'NOVA_POST_INPUT',
    config: { method, url: path },
    path,
    response: {
      status: 422,
      statusText: 'Unprocessable Entity',
      headers: {},
      data: { errors: fields },
    },
    fields,
  });
}
