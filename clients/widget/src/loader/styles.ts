import { dark, light } from '@besedka/ui-tokens';
import css from './launcher.css?inline';

type Values = Readonly<Record<string, string>>;

const variables = (values: Values) =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** Both themes as variables of the host element. `auto` follows the system. */
const themes = `:host{${variables(light)};color-scheme:light}
:host([data-theme=dark]){${variables(dark)};color-scheme:dark}
@media(prefers-color-scheme:dark){:host([data-theme=auto]){${variables(dark)};color-scheme:dark}}`;

export const launcherCss = css + themes;

/** Constructable sheets need nothing of the page's policy; older browsers get a `<style>` with the page's nonce. */
export function addStyles(root: ShadowRoot, text: string, nonce: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.nonce = nonce;
    style.textContent = text;
    root.append(style);
  }
}
