/** A text with `{placeholders}`, or one text for each plural form of `{count}` in that language. */
export type Message = string | Plural;
export type Plural = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };
export type Catalog = Readonly<Record<string, Message>>;
export type Values = Readonly<Record<string, string | number>>;

/** Fills one message. Numbers are written as the language writes them; an unknown placeholder stays visible. */
export function fill(message: Message, values: Values, language: string): string {
  const text = typeof message === 'string' ? message : pluralForm(message, Number(values.count), language);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}

function pluralForm(message: Plural, count: number, language: string): string {
  return message[new Intl.PluralRules(language).select(count)] ?? message.other;
}
