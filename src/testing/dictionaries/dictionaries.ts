import { fieldErrors, json, type Answer } from '../server/answer.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { Call, Route } from '../server/route.js';
import { commodities, CURRENCIES, CUSTOMS_FEES, MEASUREMENTS } from './dictionary-rows.js';

/** `GET /dictionary/measurements`, `/dictionary/currencies`, `/dictionary/classifier` and `/dictionary/customs-fees/{code}`. */
export function dictionaryRoutes(): Route[] {
  return [
    { method: 'GET', path: '/dictionary/measurements', token: 'needed', handle: listMeasurements },
    { method: 'GET', path: '/dictionary/currencies', token: 'needed', handle: listCurrencies },
    { method: 'GET', path: '/dictionary/classifier', token: 'needed', handle: searchClassifier },
    {
      method: 'GET',
      path: '/dictionary/customs-fees/{code}',
      token: 'needed',
      handlerChecks: ['code'],
      handle: customsFees,
    },
  ];
}

function listMeasurements({ request }: Call): Answer {
  const query = new QueryReader(request.query);
  const page = readPage(query);
  return query.failed ? fieldErrors(query.errors) : json(pageOf(MEASUREMENTS, page, 'null'));
}

function listCurrencies({ request }: Call): Answer {
  const query = new QueryReader(request.query);
  const page = readPage(query);
  const codes = query.list('codes');
  if (query.failed) return fieldErrors(query.errors);
  const found = CURRENCIES.filter(({ code }) => codes.length === 0 || codes.includes(code));
  return json(pageOf(found, page, 'null'));
}

/** Has no pages; `items` is null when nothing matches. */
function searchClassifier({ request }: Call): Answer {
  const query = new QueryReader(request.query);
  const size = query.integerFrom1('size', Number.MAX_SAFE_INTEGER);
  if (query.failed) return fieldErrors(query.errors);
  const keyword = query.text('keyword')?.toLowerCase() ?? '';
  const fuzzy = query.flag('fuzzy') ?? false;
  const found = commodities(query.text('country-code'), query.text('locale'))
    .filter(({ words }) => (fuzzy ? fits(words, keyword) : words.includes(keyword)))
    .slice(0, size)
    .map(({ row }) => row);
  return json({ status: true, source: 'classifier', error: '', items: found.length === 0 ? null : found });
}

/** One letter may be wrong or missing at the end. */
function fits(words: string, keyword: string): boolean {
  return words.includes(keyword) || (keyword.length > 3 && words.includes(keyword.slice(0, -1)));
}

function customsFees({ params }: Call): Answer {
  const rule = CUSTOMS_FEES.get(params['code'] ?? '');
  return rule === undefined ? json({ ErrorMessage: 'Country not found' }, 422) : json(rule);
}
