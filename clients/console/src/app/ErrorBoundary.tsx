import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Blank } from '../shared/Blank';
import { useI18n } from '../shared/i18n';

/** A fault in drawing must not leave a white page: say that nothing is lost, and offer the way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useI18n();
  return (
    <Blank title={t('app.broken')} hint={t('app.brokenHint')}>
      <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
    </Blank>
  );
}
