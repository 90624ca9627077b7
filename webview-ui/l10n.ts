import { render, type Text, type Translate, text } from '../src/model/text';

let translations: Readonly<Record<string, string>> = {};

export function useTranslations(given: Readonly<Record<string, string>>): void {
  translations = given;
}

const translate: Translate = (template) => {
  const found = Object.hasOwn(translations, template) ? translations[template] : undefined;
  return typeof found === 'string' ? found : template;
};

/** A string for the user in their language. The first argument is always a literal: a test collects them. */
export function t(template: string, ...args: (string | number)[]): string {
  return render(text(template, ...args), translate);
}

/** A text of the model in the user's language. */
export const say = (words: Text): string => render(words, translate);

const language = document.documentElement.lang || 'en';
const numbers = new Intl.NumberFormat(language);
const times = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' });

export const number = (n: number): string => numbers.format(n);
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
/** The time of day, to the second. */
export const clock = (ms: number): string => times.format(ms);
