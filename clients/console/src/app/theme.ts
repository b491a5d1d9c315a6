import tokens from '@besedka/ui-tokens';
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type MantineColorScheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const FONT = tokens.font.family;

/** White words on the light green of the dark theme could not be read: the token says what can. */
const withTokens: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled' && input.color === 'garden'
    ? { ...colors, color: 'var(--b-on-accent)' }
    : colors;
};

/** Mantine wants ten shades; the console uses the tokens, which the variables below put in their place. */
const garden: MantineColorsTuple = [
  '#EDF5F0',
  '#DCEAE2',
  '#B9D6C6',
  '#93C1A8',
  '#74AF8F',
  '#5AA07C',
  '#478B68',
  '#2F6B4F',
  '#275A42',
  '#1C4632',
];

export const theme = createTheme({
  primaryColor: 'garden',
  primaryShade: { light: 7, dark: 3 },
  colors: { garden },
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", monospace',
  headings: { fontFamily: FONT, fontWeight: '650' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.35' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  variantColorResolver: withTokens,
  respectReducedMotion: true,
});

/** Joins Mantine's own variables to ours (tokens.css), one table for both themes. */
const joined = {
  '--mantine-color-body': 'var(--b-bg)',
  '--mantine-color-text': 'var(--b-text)',
  '--mantine-color-dimmed': 'var(--b-muted)',
  '--mantine-color-placeholder': 'var(--b-muted)',
  '--mantine-color-error': 'var(--b-danger)',
  '--mantine-color-default': 'var(--b-surface)',
  '--mantine-color-default-hover': 'var(--b-raised)',
  '--mantine-color-default-color': 'var(--b-text)',
  '--mantine-color-default-border': 'var(--b-line)',
  '--mantine-color-disabled': 'var(--b-raised)',
  '--mantine-color-disabled-color': 'var(--b-muted)',
  '--mantine-color-disabled-border': 'var(--b-line)',
  '--mantine-primary-color-filled': 'var(--b-accent)',
  '--mantine-primary-color-filled-hover': 'var(--b-accent-strong)',
  '--mantine-primary-color-contrast': 'var(--b-on-accent)',
  '--mantine-primary-color-light': 'var(--b-accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--b-line)',
  '--mantine-primary-color-light-color': 'var(--b-accent)',
  '--mantine-color-garden-filled': 'var(--b-accent)',
  '--mantine-color-garden-filled-hover': 'var(--b-accent-strong)',
  '--mantine-color-garden-contrast': 'var(--b-on-accent)',
  '--mantine-color-garden-light': 'var(--b-accent-soft)',
  '--mantine-color-garden-light-hover': 'var(--b-line)',
  '--mantine-color-garden-light-color': 'var(--b-accent)',
  '--mantine-color-garden-text': 'var(--b-accent)',
};

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: joined,
  dark: joined,
});

export const schemes = localStorageColorSchemeManager({ key: 'besedka.console.theme' });

/** The tokens know a theme by this mark; without it they follow the system. */
export function markTheme(scheme: MantineColorScheme): void {
  if (scheme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = scheme;
}

/** The server puts a fresh nonce into each page; without it a strict policy would drop Mantine's styles. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
