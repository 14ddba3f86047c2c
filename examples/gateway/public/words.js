import { ENGLISH } from './english.js';
import { UKRAINIAN } from './ukrainian.js';

const WORDS = { en: ENGLISH, uk: UKRAINIAN };

let language = navigator.language.startsWith('uk') ? 'uk' : 'en';
const listeners = [];

/** A text in the language of the page; `{name}` is filled in. A text that is missing is `fallback`. */
export function word(key, values = {}, fallback = key) {
  const text = WORDS[language][key] ?? fallback;
  return text.replace(/\{(\w+)\}/g, (_found, name) => String(values[name] ?? '–'));
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
  onLanguage(showWords);
}

/** Fills in the texts that stand in the page itself. */
export function showWords() {
  document.documentElement.lang = language;
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]'))
    element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', word(element.dataset.label));
  for (const code of Object.keys(WORDS)) {
    document.getElementById(`language-${code}`).setAttribute('aria-pressed', String(code === language));
  }
}
