import '@besedka/ui-tokens/tokens.css';
import './app/mantine.css';
import './app/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { markTheme, schemes } from './app/theme';
import { pruneDrafts } from './features/messages/drafts';
import { listenForShortcuts } from './shared/shortcuts';

markTheme(schemes.get('auto'));
pruneDrafts(Date.now());
listenForShortcuts(document);

const root = document.getElementById('root');
if (!root) throw new Error('index.html must have an element #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
