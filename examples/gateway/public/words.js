/** Every text of the page, in each language. */
const WORDS = {
  en: {
    title: 'Nova Post gateway',
    'connected.emulator': 'Nova Post is an emulator in this process; its data is made up.',
    'connected.service': 'Connected to Nova Post with a real key.',
    disconnected: 'The gateway does not answer. Trying again …',
    'token.heading': 'The token',
    'token.about':
      'It is refreshed at the refresh point, with traffic or without. The striped part is the reserve for outages; in the red part it is not handed out.',
    'token.bar': 'Age {age} s of {life} s; refresh at {refresh} s; not handed out from {floor} s on',
    'token.none': 'There is no token.',
    'token.history': 'What happened to it',
    'token.state': 'State',
    'token.fingerprint': 'Fingerprint',
    'token.left': 'Seconds left',
    'token.next': 'Next refresh in',
    'token.store': 'Store',
    'token.requests': 'Token requests',
    'token.failed': 'Failed refreshes',
    'state.empty': 'none yet',
    'state.fresh': 'fresh',
    'state.degraded': 'in force, refreshing fails',
    'state.expired': 'expired',
    'state.refused': 'credentials refused',
    'store.up': 'up',
    'store.down': 'down',
    'event.refreshed': 'refreshed: #{fingerprint}',
    'event.adopted': 'taken over from another process: #{fingerprint}',
    'event.refreshFailed': 'refresh failed: {reason}',
    'event.invalidated': 'rejected or forgotten: #{fingerprint}',
    'event.refreshOverdue': 'refresh overdue',
    'event.storeDown': 'store down',
    'event.storeUp': 'store up again',
    'trouble.heading': 'Trouble',
    'trouble.about':
      'While this page is open, the gateway makes five calls a second. Break something and watch the failed calls.',
    'trouble.token-down': 'Token endpoint down',
    'trouble.revoke': 'Revoke the token',
    'trouble.slow': 'Slow API',
    'trouble.session-limit': 'One session only',
    'trouble.unavailable': 'API answers 503 at times',
    'trouble.cut-labels': 'Cut labels off',
    'trouble.end': 'End all trouble',
    'traffic.chart': 'Calls per second in the last minute: {calls} now, {failed} failed in all',
    'traffic.calls': 'Calls',
    'traffic.rate': 'Calls per second',
    'traffic.failed': 'Failed calls',
    'divisions.heading': 'Divisions',
    'divisions.country': 'Country',
    'divisions.search': 'Text',
    'divisions.category': 'Type',
    'divisions.any': 'all',
    'divisions.branch': 'branch',
    'divisions.locker': 'parcel locker',
    'divisions.pudo': 'pick-up point',
    'divisions.show': 'Show',
    'divisions.back': 'Previous page',
    'divisions.next': 'Next page',
    'divisions.page': 'Page {page} of {pages}, {total} in all',
    'divisions.map': '{count} divisions on a map',
    'divisions.hours': 'Opening hours',
    'parcel.heading': 'A parcel',
    'parcel.from': 'From division',
    'parcel.to': 'To division',
    'parcel.weight': 'Grams',
    'parcel.quote': 'Quote',
    'parcel.create': 'Create',
    'parcel.label': 'Label',
    'parcel.move': 'Move it on',
    'parcel.cancel': 'Cancel',
    'parcel.cost': 'It costs {cost} {currency}.',
    'parcel.created': 'Created: {number}',
    'parcel.cancelled': 'Cancelled: {number}',
    'parcel.labelOf': 'Label of {number}',
    'parcel.pushes': 'Pushes received',
    'links.docs': 'API of this gateway',
    'links.health': 'Health',
    'links.metrics': 'Metrics',
    'links.token': 'Token status',
  },
  uk: {
    title: 'Шлюз Nova Post',
    'connected.emulator': 'Nova Post тут — емулятор у цьому процесі; його дані вигадані.',
    'connected.service': 'З’єднано з Nova Post справжнім ключем.',
    disconnected: 'Шлюз не відповідає. Пробуємо ще раз …',
    'token.heading': 'Токен',
    'token.about':
      'Він оновлюється в точці оновлення, є запити чи ні. Смугаста частина — запас на збої; у червоній частині його вже не видають.',
    'token.bar': 'Вік {age} с із {life} с; оновлення на {refresh} с; не видається від {floor} с',
    'token.none': 'Токена немає.',
    'token.history': 'Що з ним було',
    'token.state': 'Стан',
    'token.fingerprint': 'Відбиток',
    'token.left': 'Залишилося секунд',
    'token.next': 'Наступне оновлення через',
    'token.store': 'Сховище',
    'token.requests': 'Запитів токена',
    'token.failed': 'Невдалих оновлень',
    'state.empty': 'ще немає',
    'state.fresh': 'чинний',
    'state.degraded': 'чинний, але оновлення не вдається',
    'state.expired': 'прострочений',
    'state.refused': 'ключ відхилено',
    'store.up': 'працює',
    'store.down': 'не працює',
    'event.refreshed': 'оновлено: #{fingerprint}',
    'event.adopted': 'перейнято від іншого процесу: #{fingerprint}',
    'event.refreshFailed': 'оновлення не вдалося: {reason}',
    'event.invalidated': 'відхилено або забуто: #{fingerprint}',
    'event.refreshOverdue': 'оновлення запізнюється',
    'event.storeDown': 'сховище не працює',
    'event.storeUp': 'сховище знову працює',
    'trouble.heading': 'Негаразди',
    'trouble.about':
      'Поки сторінка відкрита, шлюз робить п’ять викликів за секунду. Зламайте щось і стежте за невдалими викликами.',
    'trouble.token-down': 'Сервер токенів не працює',
    'trouble.revoke': 'Відкликати токен',
    'trouble.slow': 'Повільний API',
    'trouble.session-limit': 'Лише один сеанс',
    'trouble.unavailable': 'API часом відповідає 503',
    'trouble.cut-labels': 'Обривати етикетки',
    'trouble.end': 'Припинити всі негаразди',
    'traffic.chart': 'Викликів за секунду за останню хвилину: зараз {calls}, невдалих усього {failed}',
    'traffic.calls': 'Викликів',
    'traffic.rate': 'Викликів за секунду',
    'traffic.failed': 'Невдалих викликів',
    'divisions.heading': 'Відділення',
    'divisions.country': 'Країна',
    'divisions.search': 'Текст',
    'divisions.category': 'Тип',
    'divisions.any': 'усі',
    'divisions.branch': 'відділення',
    'divisions.locker': 'поштомат',
    'divisions.pudo': 'пункт видачі',
    'divisions.show': 'Показати',
    'divisions.back': 'Попередня сторінка',
    'divisions.next': 'Наступна сторінка',
    'divisions.page': 'Сторінка {page} з {pages}, усього {total}',
    'divisions.map': 'Відділень на мапі: {count}',
    'divisions.hours': 'Години роботи',
    'parcel.heading': 'Посилка',
    'parcel.from': 'З відділення',
    'parcel.to': 'До відділення',
    'parcel.weight': 'Грамів',
    'parcel.quote': 'Розрахувати',
    'parcel.create': 'Створити',
    'parcel.label': 'Етикетка',
    'parcel.move': 'Просунути далі',
    'parcel.cancel': 'Скасувати',
    'parcel.cost': 'Вартість: {cost} {currency}.',
    'parcel.created': 'Створено: {number}',
    'parcel.cancelled': 'Скасовано: {number}',
    'parcel.labelOf': 'Етикетка {number}',
    'parcel.pushes': 'Отримані сповіщення',
    'links.docs': 'API цього шлюзу',
    'links.health': 'Здоров’я',
    'links.metrics': 'Метрики',
    'links.token': 'Стан токена',
  },
};

let language = navigator.language.startsWith('uk') ? 'uk' : 'en';
const listeners = [];

/** A text in the language of the page; `{name}` is filled in. */
export function word(key, values = {}) {
  const text = WORDS[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_found, name) => String(values[name] ?? '–'));
}

export function hasWord(key) {
  return key in WORDS[language];
}

/** Calls now and with each change of the language. */
export function onLanguage(listener) {
  listeners.push(listener);
  listener();
}

export function speak(chosen) {
  language = chosen;
  for (const listener of listeners) listener();
}

export function startWords() {
  for (const code of Object.keys(WORDS)) {
    document.getElementById(`language-${code}`).addEventListener('click', () => speak(code));
  }
  onLanguage(() => {
    document.documentElement.lang = language;
    document.title = word('title');
    for (const element of document.querySelectorAll('[data-word]'))
      element.textContent = word(element.dataset.word);
    for (const code of Object.keys(WORDS)) {
      document.getElementById(`language-${code}`).setAttribute('aria-pressed', String(code === language));
    }
  });
}
