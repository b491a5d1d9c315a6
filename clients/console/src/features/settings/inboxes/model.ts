import type { InboxBrand, InboxChange, InboxRules, InboxSettings, NewInbox } from '@besedka/protocol';
import type { FieldOf } from '../form/refused';

/** Everything that is set on the page of an inbox; origins as they are typed, one a line. */
export interface InboxForm {
  readonly version: number;
  readonly name: string;
  readonly brand: InboxBrand;
  readonly department_id: string;
  readonly origins: string;
  readonly rules: InboxRules;
}

export interface PartProps {
  readonly values: InboxForm;
  readonly set: (change: Partial<InboxForm>) => void;
  readonly refused: (field: Field) => string | undefined;
}

export type Field = 'key' | 'origins' | 'department';

export const FIELD_OF: FieldOf<Field> = {
  key_taken: 'key',
  bad_key: 'key',
  bad_origin: 'origins',
  unknown_department: 'department',
};

export const ACCENT = '#2F6B4F';

export function formOf(inbox: InboxSettings): InboxForm {
  const { version, name, brand, department_id, origins, rules } = inbox;
  return { version, name, brand, department_id, origins: origins.join('\n'), rules };
}

export function changeOf(form: InboxForm): InboxChange {
  return { ...form, origins: originsOf(form.origins) };
}

export type NewInboxForm = Pick<InboxForm, 'name' | 'brand' | 'department_id' | 'origins'>;

export function newInbox(values: NewInboxForm, key: string): NewInbox {
  return { ...values, key, origins: originsOf(values.origins) };
}

/** Whether a newcomer can be sent as it is: the server looks more closely. */
export function isReady(values: NewInboxForm, key: string, taken: readonly string[]): boolean {
  const { name, brand, department_id, origins } = values;
  const isNamed =
    name.trim() !== '' && department_id !== '' && brand.name.trim() !== '' && isAccent(brand.accent);
  const isKey = /^[a-z0-9][a-z0-9-]*$/.test(key) && !taken.includes(key);
  return isNamed && isKey && wrongOrigins(origins).length === 0;
}

/** Lines and commas divide; what was copied from a browser's address bar is made an origin. */
export function originsOf(text: string): readonly string[] {
  const found = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(originOf);
  return [...new Set(found)];
}

function originOf(typed: string): string {
  const url = /^https?:\/\//i.test(typed) && URL.canParse(typed) ? new URL(typed) : null;
  return url ? url.origin : typed.toLowerCase();
}

/** What cannot be an origin: the server takes `scheme://host[:port]`, or `*`. */
export function wrongOrigins(text: string): readonly string[] {
  return originsOf(text).filter((each) => !/^(https?:\/\/[a-z0-9.\-[\]:]{1,253}|\*)$/.test(each));
}

/** One that is open to any site, whatever else is named. */
export function isForAnySite(text: string): boolean {
  return originsOf(text).includes('*');
}

/** What must not be saved like this: the field's name. */
export type Fault = 'name' | 'brand' | 'accent' | 'origins' | 'page' | 'languages';

export function faultsOf(form: InboxForm): ReadonlySet<Fault> {
  const { name, brand, origins, rules } = form;
  const found: readonly (Fault | false)[] = [
    name.trim() === '' && 'name',
    brand.name.trim() === '' && 'brand',
    !isAccent(brand.accent) && 'accent',
    wrongOrigins(origins).length > 0 && 'origins',
    !isPage(rules.page_url) && 'page',
    rules.languages.length === 0 && 'languages',
  ];
  return new Set(found.filter((each) => each !== false));
}

export function isAccent(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

function isPage(text: string): boolean {
  return text === '' || (/^https?:\/\/\S+$/.test(text) && URL.canParse(text));
}

/** The languages of the widget: the main one first, the others as they stand. */
export function withMain(languages: readonly string[], main: string): readonly string[] {
  return [main, ...languages.filter((each) => each !== main)];
}

/** A text that is emptied is none. */
export function withConsent(consent: InboxRules['consent'], language: string, text: string) {
  if (text.trim() === '')
    return Object.fromEntries(Object.entries(consent).filter(([each]) => each !== language));
  return { ...consent, [language]: text };
}
