import { ownOrigin, fileAnswer } from '../divisions/directory.js';
import { storedFile } from '../divisions/directory-files.js';
import { PLACES, STREETS, type Place } from '../divisions/places.js';
import { wildcard } from '../divisions/wildcard.js';
import { fieldErrors, json, type Answer } from '../server/answer.js';
import { apiTime, DAY_MS } from '../server/api-time.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { Call, Language, Route } from '../server/route.js';

/** How the list of settlements without delivery behaves. */
export type ProhibitedIssuance = 'served' | 'action-not-available';

/** The list is renewed at 05:00 UTC. */
const RENEWAL_MS = 5 * 3_600_000;

const STREETS_PER_SETTLEMENT = 1000;

/** `GET /settlements`, `GET /streets` and `GET /dictionary/settlements/prohibited-issuance`. */
export function addressRoutes(prohibitedIssuance: ProhibitedIssuance): Route[] {
  return [
    { method: 'GET', path: '/settlements', token: 'needed', handle: listSettlements },
    { method: 'GET', path: '/streets', token: 'needed', handle: listStreets },
    {
      method: 'GET',
      path: '/dictionary/settlements/prohibited-issuance',
      token: 'needed',
      handle: (call) =>
        prohibitedIssuance === 'served'
          ? json(prohibitedManifest(call))
          : json({ ErrorMessage: 'Action_not_available' }, 404),
    },
  ];
}

/** The files that the list of settlements without delivery links to; at the root of the origin. */
export function addressFileRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/cdn/settlements/prohibited-issuance/{file}',
      token: 'none',
      handle: async (call) => {
        const language = call.params['file'] === 'uk.json.gz' ? 'uk' : 'en';
        const rows = PLACES.filter((place) => place.prohibitedIssuance).map((place) =>
          settlement(place, language),
        );
        return fileAnswer(await storedFile([JSON.stringify(rows)]), call);
      },
    },
  ];
}

function listSettlements({ request, language }: Call): Answer {
  const query = new QueryReader(request.query);
  const countries = query.list('countryCodes');
  const words = query.text('textSearch')?.toLowerCase();
  const name = query.text('name');
  const fits = name === undefined ? undefined : wildcard(name);
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);
  const found = PLACES.filter(
    ({ countryCode, en, uk }) =>
      (countries.length === 0 || countries.includes(countryCode)) &&
      (words === undefined || `${en}\n${uk}`.toLowerCase().includes(words)) &&
      (fits === undefined || fits.test(en) || fits.test(uk)),
  );
  const answer = pageOf(found, page, 'null');
  return json({ ...answer, items: answer.items.map((place) => settlement(place, language)) });
}

function settlement(place: Place, language: Language) {
  const { id, en, uk, regionId, regionEn, regionUk, prohibitedIssuance } = place;
  return {
    id,
    name: language === 'uk' ? uk : en,
    region: { id: regionId, name: language === 'uk' ? regionUk : regionEn },
    alternativeNames: [language === 'uk' ? en : uk],
    prohibitedSending: false,
    prohibitedIssuance,
  };
}

/** `textSearch` is not looked at: the real service ignores it, too. */
function listStreets({ request, language }: Call): Answer {
  const query = new QueryReader(request.query);
  const settlementId = query.integerFrom1('settlementId', 0);
  const name = query.text('name');
  const fits = name === undefined ? undefined : wildcard(name.includes('*') ? name : `*${name}*`);
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);
  const place = PLACES.find(({ id }) => id === settlementId);
  const streets = place === undefined ? [] : streetsOf(place, language);
  const found = streets.filter(
    (street) =>
      fits === undefined || [street.name, ...street.alternativeNames].some((text) => fits.test(text)),
  );
  return json(pageOf(found, page, 'null'));
}

function streetsOf(place: Place, language: Language) {
  return STREETS.map(([en, uk], index) => ({
    id: place.id * STREETS_PER_SETTLEMENT + index,
    name: language === 'uk' ? uk : en,
    settlement: { id: place.id, name: language === 'uk' ? place.uk : place.en },
    alternativeNames: [language === 'uk' ? en : uk],
  }));
}

/** The keys of the real answer are published nowhere; these are the emulator's own. */
function prohibitedManifest(call: Call) {
  const renewed = Math.floor((call.now - RENEWAL_MS) / DAY_MS) * DAY_MS + RENEWAL_MS;
  const folder = `${ownOrigin(call)}/cdn/settlements/prohibited-issuance`;
  const link = (language: Language) => ({
    url: `${folder}/${language}.json.gz`,
    updatedAt: apiTime(renewed),
  });
  return { uk: link('uk'), en: link('en') };
}
