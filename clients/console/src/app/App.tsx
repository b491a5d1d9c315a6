import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { SessionGate } from '../features/session/SessionGate';
import { I18nProvider } from '../shared/i18n';
import { ToastsProvider } from '../shared/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { markTheme, schemes, styleNonce, theme, variables } from './theme';
import { Workspace } from './Workspace';

export function App() {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000 } } }));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      deduplicateInlineStyles
    >
      <ThemeMark />
      <I18nProvider>
        <ErrorBoundary>
          <QueryClientProvider client={queries}>
            <ToastsProvider>
              <SessionGate>
                <Workspace />
              </SessionGate>
            </ToastsProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </I18nProvider>
    </MantineProvider>
  );
}

/** Keeps the shared tokens on the theme that Mantine has. */
function ThemeMark() {
  const { colorScheme } = useMantineColorScheme();
  useLayoutEffect(() => markTheme(colorScheme), [colorScheme]);
  return null;
}
