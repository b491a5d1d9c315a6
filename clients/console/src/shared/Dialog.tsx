import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from './i18n';

interface Props {
  readonly isShown: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: 'md' | 'lg';
  readonly children: ReactNode;
}

/** A window over the page. What it holds is made when it opens, so each opening starts fresh. */
export function Dialog({ isShown, title, onClose, size = 'md', children }: Props) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isShown}
      onClose={onClose}
      title={title}
      size={size}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {children}
    </Modal>
  );
}
