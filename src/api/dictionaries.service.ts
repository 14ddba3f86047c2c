import type { OperationClient } from './operation-client.js';
import type { CallOptions } from './call-options.js';
import type {
  CargoClassifier,
  CargoClassifierList,
  Currency,
  CustomsFees,
  GetCurrenciesQuery,
  GetMeasurementsQuery,
  Measurement,
} from './contract/contract.generated.js';
import type { QueryOf } from './contract/operations.js';
import { callOptions, iterateOptions } from './argument-rules.js';
import { countryCode, currencyCodes, queryRules } from './input-rules.js';
import { operation, rowsOperation } from './operation.js';
import { iteratePages, type IterateOptions, type PageQuery } from './iterate-pages.js';
import type { Page } from './page.js';

export interface MeasurementsQuery extends GetMeasurementsQuery {}
export interface CurrenciesQuery extends GetCurrenciesQuery {}

/** What commodity codes are searched by. Official clients always give `countryCode` and `keyword`. */
export interface ClassifierQuery extends Omit<QueryOf<'GET /dictionary/classifier'>, 'country-code'> {
  /** The recipient's country, upper case; sent as `country-code`. */
  readonly countryCode?: string | undefined;
}

/** Commodity codes that match; none is an empty list. */
export interface ClassifierMatches extends Omit<CargoClassifierList, 'items'> {
  readonly items: readonly CargoClassifier[];
}

const measurements = () => queryRules().optional();
const currencies = () => queryRules({ codes: currencyCodes }).optional();
const classifier = () => queryRules({ countryCode }).optional();

/** Units, currencies, commodity codes and duty rules. */
export class NovaPostDictionariesService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * One page of the units of measure, whose codes invoice lines name. `GET /dictionary/measurements`.
   *
   * @example const { items } = await novaPost.dictionaries.listMeasurements({ limit: 100 });
   */
  @operation('GET /dictionary/measurements', () => ({ query: measurements(), options: callOptions }))
  async listMeasurements(query: MeasurementsQuery = {}, options?: CallOptions): Promise<Page<Measurement>> {
    return this.#calls.page('GET /dictionary/measurements', { query }, options);
  }

  /**
   * All units of measure; see {@link listMeasurements}.
   *
   * @example
   * for await (const { code, name } of novaPost.dictionaries.iterateMeasurements()) console.log(code, name);
   */
  @rowsOperation('GET /dictionary/measurements', () => ({ query: measurements(), options: iterateOptions }))
  iterateMeasurements(query: MeasurementsQuery = {}, options?: IterateOptions): AsyncIterable<Measurement> {
    const fetchPage = (page: PageQuery, call: CallOptions) =>
      this.listMeasurements({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * One page of the currencies, or of those with the given `codes` (ISO 4217, upper case). The published
   * samples disagree whether `numCode` is a text or a number. `GET /dictionary/currencies`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example const { items } = await novaPost.dictionaries.listCurrencies({ codes: ['EUR', 'UAH'] });
   */
  @operation('GET /dictionary/currencies', () => ({ query: currencies(), options: callOptions }))
  async listCurrencies(query: CurrenciesQuery = {}, options?: CallOptions): Promise<Page<Currency>> {
    return this.#calls.page('GET /dictionary/currencies', { query }, options);
  }

  /**
   * All currencies that match; see {@link listCurrencies}.
   *
   * @example for await (const { code } of novaPost.dictionaries.iterateCurrencies()) console.log(code);
   */
  @rowsOperation('GET /dictionary/currencies', () => ({ query: currencies(), options: iterateOptions }))
  iterateCurrencies(query: CurrenciesQuery = {}, options?: IterateOptions): AsyncIterable<Currency> {
    const fetchPage = (page: PageQuery, call: CallOptions) =>
      this.listCurrencies({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * Commodity codes (HS codes) whose texts hold `keyword`: 8 digits for Ukraine, 10 for Canada and Moldova.
   * `locale` is the language of the texts, `size` the most rows wanted; the answer has no pages. `GET
   * /dictionary/classifier`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example
   * const { items } = await novaPost.dictionaries.searchClassifier({ countryCode: 'MD', keyword: 'shoes' });
   */
  @operation('GET /dictionary/classifier', () => ({ query: classifier(), options: callOptions }))
  async searchClassifier(query: ClassifierQuery = {}, options?: CallOptions): Promise<ClassifierMatches> {
    const { countryCode: code, ...rest } = query;
    const sent = { ...rest, ...(code !== undefined && { 'country-code': code }) };
    const answer = await this.#calls.call('GET /dictionary/classifier', { query: sent }, options);
    return { ...answer, items: answer.items ?? [] };
  }

  /**
   * Whether a sender in Ukraine may pay the duties for a country, and up to which declared value, in the
   * currency of that country. `GET /dictionary/customs-fees/{code}`.
   *
   * @param code country of destination: two upper-case letters
   * @throws NovaPostValidationError for a country the API does not know; the reason stands under `''` in its
   *   `fields`.
   * @example const { customFeeActive, declaredCost } = await novaPost.dictionaries.customsFees('PL');
   */
  @operation('GET /dictionary/customs-fees/{code}', () => ({ code: countryCode, options: callOptions }))
  async customsFees(code: string, options?: CallOptions): Promise<CustomsFees> {
    return this.#calls.call('GET /dictionary/customs-fees/{code}', { path: { code } }, options);
  }
}
