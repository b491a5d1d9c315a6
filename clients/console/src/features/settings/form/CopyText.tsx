import { Button } from '@mantine/core';
import { useState } from 'react';
import { IconCheck, IconCopy } from '../../../shared/icons';
import { useWords } from '../words';
import styles from './CopyText.module.css';

interface Props {
  readonly label: string;
  readonly text: string;
}

/** Something to be taken elsewhere as it is. Where the browser gives no clipboard the text is marked instead. */
export function CopyText({ label, text }: Props) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = copied === text;
  const copy = async (box: HTMLElement | null) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      if (box) getSelection()?.selectAllChildren(box);
    }
  };
  return (
    <fieldset className={styles.copy}>
      <legend>{label}</legend>
      <code>{text}</code>
      <Button
        variant="default"
        aria-label={t('form.copyOf', { label })}
        leftSection={isCopied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
        onClick={(event) => void copy(event.currentTarget.parentElement?.querySelector('code') ?? null)}
      >
        {t(isCopied ? 'form.copied' : 'form.copy')}
      </Button>
      <span role="status" className="hidden">
        {isCopied && t('form.copied')}
      </span>
    </fieldset>
  );
}
