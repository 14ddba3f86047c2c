/** Country, name and region in English and Ukrainian, latitude, longitude. */
const ROWS = [
  ['UA', 'Kyiv', 'Київ', 'Kyiv Oblast', 'Київська область', 50.4501, 30.5234],
  ['UA', 'Lviv', 'Львів', 'Lviv Oblast', 'Львівська область', 49.8397, 24.0297],
  ['UA', 'Odesa', 'Одеса', 'Odesa Oblast', 'Одеська область', 46.4825, 30.7233],
  ['UA', 'Kharkiv', 'Харків', 'Kharkiv Oblast', 'Харківська область', 49.9935, 36.2304],
  ['UA', 'Dnipro', 'Дніпро', 'Dnipropetrovsk Oblast', 'Дніпропетровська область', 48.4647, 35.0462],
  ['UA', 'Vinnytsia', 'Вінниця', 'Vinnytsia Oblast', 'Вінницька область', 49.2331, 28.4682],
  ['PL', 'Warszawa', 'Варшава', 'Mazowieckie', 'Мазовецьке', 52.2297, 21.0122],
  ['PL', 'Krakow', 'Краків', 'Malopolskie', 'Малопольське', 50.0647, 19.945],
  ['PL', 'Wroclaw', 'Вроцлав', 'Dolnoslaskie', 'Нижньосілезьке', 51.1079, 17.0385],
  ['MD', 'Chisinau', 'Кишинів', 'Chisinau', 'Кишинів', 47.0105, 28.8638],
  ['MD', 'Balti', 'Бельці', 'Balti', 'Бельці', 47.7617, 27.9289],
  ['RO', 'Bucuresti', 'Бухарест', 'Bucuresti', 'Бухарест', 44.4268, 26.1025],
  ['RO', 'Cluj-Napoca', 'Клуж-Напока', 'Cluj', 'Клуж', 46.7712, 23.6236],
  ['LT', 'Vilnius', 'Вільнюс', 'Vilnius', 'Вільнюський повіт', 54.6872, 25.2797],
  ['LV', 'Riga', 'Рига', 'Riga', 'Рига', 56.9496, 24.1052],
  ['EE', 'Tallinn', 'Таллінн', 'Harju', 'Гар’юмаа', 59.437, 24.7536],
  ['CZ', 'Praha', 'Прага', 'Praha', 'Прага', 50.0755, 14.4378],
  ['SK', 'Bratislava', 'Братислава', 'Bratislava', 'Братиславський край', 48.1486, 17.1077],
  ['HU', 'Budapest', 'Будапешт', 'Budapest', 'Будапешт', 47.4979, 19.0402],
  ['DE', 'Berlin', 'Берлін', 'Berlin', 'Берлін', 52.52, 13.405],
  ['DE', 'Hamburg', 'Гамбург', 'Hamburg', 'Гамбург', 53.5511, 9.9937],
  ['FR', 'Paris', 'Париж', 'Ile-de-France', 'Іль-де-Франс', 48.8566, 2.3522],
  ['IT', 'Milano', 'Мілан', 'Lombardia', 'Ломбардія', 45.4642, 9.19],
  ['ES', 'Madrid', 'Мадрид', 'Madrid', 'Мадрид', 40.4168, -3.7038],
  ['NL', 'Amsterdam', 'Амстердам', 'Noord-Holland', 'Північна Голландія', 52.3676, 4.9041],
  ['GB', 'London', 'Лондон', 'Greater London', 'Великий Лондон', 51.5072, -0.1276],
] as const;

/** Every settlement that has divisions, in a fixed order. */
export const PLACES = ROWS.map(([countryCode, en, uk, regionEn, regionUk, latitude, longitude], index) => ({
  ...{ id: 1001 + index, countryCode, en, uk, latitude, longitude },
  ...{ regionId: 201 + index, regionEn, regionUk },
}));

export type Place = (typeof PLACES)[number];

/** Street names as [English, Ukrainian]; the prefix belongs to the name, as in the real directory. */
export const STREETS: readonly (readonly [en: string, uk: string])[] = [
  ['Shevchenka St', 'вул. Шевченка'],
  ['Sadova St', 'вул. Садова'],
  ['Soborna Sq', 'пл. Соборна'],
  ['Zelena St', 'вул. Зелена'],
  ['Lypova Aly', 'алея Липова'],
  ['Vokzalna St', 'вул. Вокзальна'],
  ['Peremohy Ave', 'просп. Перемоги'],
  ['Naberezhna St', 'вул. Набережна'],
  ['Shkilna St', 'вул. Шкільна'],
  ['Polova St', 'вул. Польова'],
];
