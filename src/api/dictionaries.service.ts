import type { OperationClient } from './operation-client.js';
import type { CallOptions } from './call-options.js';
import type {
  CargoClassifier,
  CargoClassifierList,
  Currency,
  CustomsFees,
  Measurement,
} from './contract/contract.generated.js';
import type { QueryOf } from './contract/operations.js';
import { checkInput, countryCode, currencyCodes, partialObject } from './input-rules.js';
import { ITERATED_PAGE_SIZE, iteratePages, type IterateOptions } from './iterate-pages.js';
import type { Page } from './page.js';

export type MeasurementsQuery = QueryOf<'GET /dictionary/measurements'>;
export type CurrenciesQuery = QueryOf<'GET /dictionary/currencies'>;

/** What commodity codes are searched by. Official clients always give `countryCode` and `keyword`. */
export interface ClassifierQuery extends Omit<QueryOf<'GET /dictionary/classifier'>, 'country-code'> {
  /** The recipient's country, upper case; sent as `country-code`. */
  readonly countryCode?: string | undefined;
}

/** Commodity codes that match; none is an empty list. */
export interface ClassifierMatches extends Omit<CargoClassifierList, 'items'> {
  readonly items: readonly CargoClassifier[];
}

const currencyRules = partialObject({ codes: currencyCodes });
const classifierRules = partialObject({ countryCode });
const customsRules = partialObject({ code: countryCode });

/** Units, currencies, commodity codes and duty rules. */
export class NovaPostDictionariesService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /** One page of the units of measure, whose codes invoice lines name. `GET /dictionary/measurements`. */
  async listMeasurements(query: MeasurementsQuery = {}, options?: CallOptions): Promise<Page<Measurement>> {
    return this.#calls.page('GET /dictionary/measurements', { query }, options);
  }

  /** All units of measure; see {@link listMeasurements}. */
  iterateMeasurements(query: MeasurementsQuery = {}, options?: IterateOptions): AsyncIterable<Measurement> {
    const limit = query.limit ?? ITERATED_PAGE_SIZE;
    return iteratePages(
      'GET /dictionary/measurements',
      (page, call) => this.listMeasurements({ ...query, limit, page }, call),
      options,
      query.page,
    );
  }

  /**
   * One page of the currencies, or of those with the given `codes` (ISO 4217, upper case). The published samples disagree
   * whether `numCode` is a text or a number. `GET /dictionary/currencies`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   */
  async listCurrencies(query: CurrenciesQuery = {}, options?: CallOptions): Promise<Page<Currency>> {
    const input = { query, rules: { query: currencyRules } };
    return this.#calls.page('GET /dictionary/currencies', input, options);
  }

  /** All currencies that match; see {@link listCurrencies}. */
  iterateCurrencies(query: CurrenciesQuery = {}, options?: IterateOptions): AsyncIterable<Currency> {
    const limit = query.limit ?? ITERATED_PAGE_SIZE;
    return iteratePages(
      'GET /dictionary/currencies',
      (page, call) => this.listCurrencies({ ...query, limit, page }, call),
      options,
      query.page,
    );
  }

  /**
   * Commodity codes (HS codes) whose texts hold `keyword`: 8 digits for Ukraine, 10 for Canada and Moldova. `locale` is the
   * language of the texts, `size` the most rows wanted; the answer has no pages. `GET /dictionary/classifier`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   */
  async searchClassifier(query: ClassifierQuery = {}, options?: CallOptions): Promise<ClassifierMatches> {
    const { countryCode: code, ...rest } = query;
    checkInput('GET /dictionary/classifier', classifierRules, query);
    const sent = { ...rest, ...(code !== undefined && { 'country-code': code }) };
    const answer = await this.#calls.call('GET /dictionary/classifier', { query: sent }, options);
    return { ...answer, items: answer.items ?? [] };
  }

  /**
   * Whether a sender in Ukraine may pay the duties for a country, and up to which declared value, in the currency of that
   * country. `GET /dictionary/customs-fees/{code}`.
   *
   * @param code country of destination: two upper-case letters
   * @throws NovaPostValidationError for a country the API does not know; the reason stands under `''` in its `fields`.
   */
  async customsFees(code: string, options?: CallOptions): Promise<CustomsFees> {
    checkInput('GET /dictionary/customs-fees/{code}', customsRules, { code });
    return this.#calls.call('GET /dictionary/customs-fees/{code}', { path: { code } }, options);
  }
}
