import type { Call, Handlers, Language } from '../api/call.js';
import { PLACES, STREETS, type Place } from './places.js';

const STREETS_PER_SETTLEMENT = 1000;

/** Settlements and streets: those that the divisions stand in. */
export const ADDRESS_HANDLERS: Handlers = { getSettlements, getStreets };

function getSettlements({ query, language }: Call) {
  const countries = query.list('countryCodes');
  const words = query.text('textSearch')?.toLowerCase() ?? '';
  const fits = wildcard(query.text('name') ?? '*');
  const found = PLACES.filter(
    ({ countryCode, en, uk }) =>
      (countries.length === 0 || countries.includes(countryCode)) &&
      `${en}\n${uk}`.toLowerCase().includes(words) &&
      (fits.test(en) || fits.test(uk)),
  );
  return query.page(found.map((place) => settlement(place, language)));
}

function settlement(place: Place, language: Language) {
  const { id, en, uk, regionId, regionEn, regionUk } = place;
  const [name, other, region] = language === 'uk' ? [uk, en, regionUk] : [en, uk, regionEn];
  return {
    id,
    name,
    region: { id: regionId, name: region },
    alternativeNames: [other],
    prohibitedSending: false,
    prohibitedIssuance: false,
  };
}

/** `textSearch` is not looked at: the real service ignores it, too. */
function getStreets({ query, language }: Call) {
  const place = PLACES.find(({ id }) => id === query.integer('settlementId', 0));
  const name = query.text('name') ?? '*';
  const fits = wildcard(name.includes('*') ? name : `*${name}*`);
  const streets = place === undefined ? [] : streetsOf(place, language);
  return query.page(
    streets.filter((street) => fits.test(street.name) || fits.test(street.alternativeNames[0])),
  );
}

function streetsOf(place: Place, language: Language) {
  return STREETS.map(([en, uk], index) => ({
    id: place.id * STREETS_PER_SETTLEMENT + index,
    name: language === 'uk' ? uk : en,
    settlement: { id: place.id, name: language === 'uk' ? place.uk : place.en },
    alternativeNames: [language === 'uk' ? en : uk] as const,
  }));
}

/** `Ky*` fits Kyiv; without an asterisk the whole name must fit. Case does not matter. */
export function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'iu');
}
