const SVG = 'http://www.w3.org/2000/svg';

/** An element whose content is text, whatever it holds: nothing of an answer becomes markup. */
export function element(name, text = '', attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Rows of name and value. */
export function showFacts(list, facts) {
  list.replaceChildren(
    ...facts.map(([name, value, kind = '']) => {
      const row = document.createElement('div');
      row.append(element('dt', name), element('dd', String(value), kind === '' ? {} : { class: kind }));
      return row;
    }),
  );
}

/** A line of a timeline: when, and what. */
export function timed(at, text, mark = '') {
  const line = element('li', '', mark === '' ? {} : { class: mark });
  line.append(element('time', timeOfDay(at), { datetime: at }), ` ${text}`);
  return line;
}

/** Dates before 2000 stand for "never" in answers of the API. */
export function timeOfDay(at) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime()) || date.getFullYear() < 2000) return '–';
  const { lang } = document.documentElement;
  return date.toLocaleTimeString(navigator.languages.find((one) => one.startsWith(lang)) ?? lang);
}

/** Calls the gateway. Its errors become messages of the page. */
export async function call(path, { method = 'GET', body } = {}) {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  });
  const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const fields = Object.entries(answer?.fields ?? {}).map(
    ([field, texts]) => `${field}: ${[texts].flat().join(', ')}`,
  );
  throw new Error([answer?.message ?? `HTTP ${response.status}`, ...fields].flat().join(' '));
}
