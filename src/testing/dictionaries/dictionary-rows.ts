const CREATED = {
  createdAt: '2022-09-29T12:00:00.000000Z',
  updatedAt: '2025-05-05T12:00:00.000000Z',
  deletedAt: null,
};

/** Units of measure, by code. */
export const MEASUREMENTS = (
  [
    ['pcs', 'Piece', 'pc'],
    ['kg', 'Kilogram', 'kg'],
    ['g', 'Gram', 'g'],
    ['l', 'Litre', 'l'],
    ['m', 'Metre', 'm'],
    ['m2', 'Square metre', 'm²'],
    ['pair', 'Pair', 'pr'],
    ['set', 'Set', 'set'],
  ] as const
).map(([code, name, shortName]) => ({ code, name, shortName, ...CREATED }));

/** Code, ISO number, name, sign, and what one euro is worth in it. */
const CURRENCY_ROWS = [
  ['UAH', '980', 'Hryvnia', '₴', 48.5],
  ['EUR', '978', 'Euro', '€', 1],
  ['USD', '840', 'US dollar', '$', 1.16],
  ['PLN', '985', 'Zloty', 'zł', 4.25],
  ['GBP', '826', 'Pound sterling', '£', 0.87],
  ['CZK', '203', 'Czech koruna', 'Kč', 24.3],
  ['HUF', '348', 'Forint', 'Ft', 388],
  ['RON', '946', 'Romanian leu', 'lei', 5.08],
  ['MDL', '498', 'Moldovan leu', 'L', 19.6],
] as const;

export const CURRENCIES = CURRENCY_ROWS.map(([code, numCode, name, symbol]) => ({
  code,
  numCode,
  name,
  shortName: code,
  symbol,
  ...CREATED,
}));

/** Units of a currency for one euro; the same every day. */
export const RATES_PER_EURO: ReadonlyMap<string, number> = new Map(
  CURRENCY_ROWS.map(([code, , , , perEuro]) => [code, perEuro]),
);

const OWN_CURRENCIES: Readonly<Record<string, string>> = {
  UA: 'UAH',
  PL: 'PLN',
  GB: 'GBP',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  MD: 'MDL',
};
const EURO_COUNTRIES = ['DE', 'EE', 'ES', 'FR', 'IT', 'LT', 'LV', 'NL', 'SK'];

/** What a country pays with; `undefined` for one that is not served. */
export function currencyOf(countryCode: string): string | undefined {
  return EURO_COUNTRIES.includes(countryCode) ? 'EUR' : OWN_CURRENCIES[countryCode];
}

/** Countries for which a sender in Ukraine may pay duties, and up to which declared value in their own currency. */
export const CUSTOMS_FEES: ReadonlyMap<string, { customFeeActive: boolean; declaredCost: number }> = new Map([
  ['GB', { customFeeActive: true, declaredCost: 135 }],
  ...EURO_COUNTRIES.map((code) => [code, { customFeeActive: true, declaredCost: 150 }] as const),
  ...['PL', 'CZ', 'HU', 'RO'].map((code) => [code, { customFeeActive: true, declaredCost: 150 }] as const),
  ['MD', { customFeeActive: false, declaredCost: 0 }],
]);

/** Eight digits, category, product and further words, each in English and Ukrainian. */
const COMMODITY_ROWS = [
  ['61091000', ['Clothing', 'Одяг'], ['T-shirt', 'Футболка'], ['cotton shirt', 'бавовна сорочка']],
  ['62034231', ['Clothing', 'Одяг'], ['Jeans', 'Джинси'], ['denim trousers', 'денім штани']],
  ['64039996', ['Footwear', 'Взуття'], ['Leather shoes', 'Шкіряне взуття'], ['boots', 'черевики']],
  ['49019900', ['Books', 'Книги'], ['Book', 'Книга'], ['printed novel', 'друкований роман']],
  ['85171300', ['Electronics', 'Електроніка'], ['Smartphone', 'Смартфон'], ['mobile phone', 'телефон']],
  ['84713000', ['Electronics', 'Електроніка'], ['Laptop', 'Ноутбук'], ['computer', 'комп’ютер']],
  ['95030041', ['Toys', 'Іграшки'], ['Plush toy', 'М’яка іграшка'], ['teddy bear', 'ведмідь']],
  ['33049900', ['Cosmetics', 'Косметика'], ['Face cream', 'Крем для обличчя'], ['skin care', 'догляд']],
  ['21069098', ['Food', 'Їжа'], ['Food supplement', 'Харчова добавка'], ['vitamins', 'вітаміни']],
  ['63090000', ['Clothing', 'Одяг'], ['Worn clothing', 'Вживаний одяг'], ['second hand', 'секонд-хенд']],
] as const;

type Texts = readonly [en: string, uk: string];

/** Canada and Moldova have ten digits, everybody else eight. */
export function commodities(countryCode: string | undefined, locale: string | undefined) {
  const long = countryCode === 'CA' || countryCode === 'MD';
  const text = ([en, uk]: Texts) => ({ en, currentLocal: locale === 'uk' ? uk : en });
  return COMMODITY_ROWS.map(([hsCode, category, product, keywords], index) => ({
    words: [...category, ...product, ...keywords].join('\n').toLowerCase(),
    row: {
      id: String(index + 1),
      hsCode: long ? `${hsCode}00` : hsCode,
      category: text(category),
      subCategory: text(category),
      keywords: text(keywords),
      product: text(product),
      description: text(product),
      exportFromUA: true,
      importToUA: true,
    },
  }));
}
