import { requiredText, type Problems } from '../../schemas/problems.js';
import type { Answer } from '../server/answer.js';

type Wording = (problems: Problems) => Answer | undefined;

/** Operations that refuse in a form of their own, as their sources have it. */
const OWN_WORDS: Readonly<Record<string, Wording>> = {
  createTestApiKey: ({ phone, body }) => {
    const missing = body !== undefined || phone === requiredText('phone');
    if (!missing && phone === undefined) return undefined;
    const reason = missing ? 'Missing required parameter: phone' : 'Invalid phone format';
    return { status: 400, body: { success: false, errors: [reason] } };
  },
  getCustomsFees: () => ({ status: 422, body: { ErrorMessage: 'Country not found' } }),
  getInternationalShipmentStatuses: ({ refs, state }) => {
    const reason = refs === undefined ? 'state' : 'refs';
    if (refs === undefined && state === undefined) return undefined;
    return {
      status: 400,
      body: { message: `Parameter '${reason}' is ${reason === 'refs' ? 'empty' : 'invalid'}` },
    };
  },
};

/** The answer to a request that breaks the contract. */
export function refusalOf(operationId: string, problems: Problems): Answer {
  const own = OWN_WORDS[operationId]?.(problems);
  return own ?? { status: 422, body: { errors: inWordsOfApi(problems) } };
}

function inWordsOfApi(problems: Problems): Problems {
  const texts = Object.entries(problems).map(([field, text]) => {
    const isCode = /(^|\.)countryCodes?(\.\d+)?$/.test(field) && text.endsWith('such as PL');
    return [field, isCode ? 'validation.country_code' : text];
  });
  return Object.fromEntries(texts) as Problems;
}
