import type { Pocket } from '../contract';

/** A message that is left in writing, as it is being filled in. */
export interface Letter {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly text: string;
  readonly consent: boolean;
}

export type FieldName = keyof Letter;
/** What is wrong, by field; `form`: with the whole. The values are keys of the catalogue, or a server's code. */
export type Faults = Readonly<Partial<Record<FieldName | 'form', string>>>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function isEmail(text: string): boolean {
  return EMAIL.test(text.trim());
}

/** What the visitor should mend before it is sent, in the order of the form. */
export function faultsOf(letter: Letter, needsConsent: boolean): Faults {
  const faults: Partial<Record<FieldName, string>> = {};
  const { email, phone, text, consent } = letter;
  if (!email.trim() && !phone.trim()) faults.email = 'no_address';
  else if (email.trim() && !isEmail(email)) faults.email = 'bad_email';
  if (phone.trim() && phone.replace(/\D/g, '').length < 5) faults.phone = 'bad_phone';
  if (!text.trim()) faults.text = 'empty_text';
  if (needsConsent && !consent) faults.consent = 'no_consent';
  return faults;
}

/** At which field a server's refusal is shown. */
export function faultOfCode(code: string): Faults {
  const field = (['name', 'email', 'phone', 'consent', 'text'] as const).find((each) => code.includes(each));
  return { [field ?? (code === 'no_address' ? 'email' : 'form')]: code };
}

/** What an earlier page has left unfinished. */
export function keptLetter(pocket: Pocket, name: string | null): Letter {
  const empty: Letter = { name: name ?? '', email: '', phone: '', text: '', consent: false };
  try {
    return { ...empty, ...(JSON.parse(pocket.get('form') ?? '{}') as Partial<Letter>) };
  } catch {
    return empty;
  }
}
