import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCopy, IconDownload } from '../../../shared/icons';
import { useToast } from '../../../shared/Toasts';
import { useWords } from '../words';
import { textOf } from './document';
import styles from './File.module.css';
import { useConfig } from './useConfig';

/** The settings as they stand, as a file or on the clipboard. */
export function TakeOut() {
  const { t } = useWords();
  const tell = useToast();
  const present = useConfig();
  const taking = useMutation({
    mutationFn: async (give: (text: string) => unknown) => give(textOf(await present())),
    onError: () => tell({ text: t('file.notTaken'), isError: true }),
  });
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    tell({ text: t('file.copied') });
  };
  return (
    <section className={styles.part} aria-labelledby="file-out">
      <h3 id="file-out">{t('file.out')}</h3>
      <p>{t('file.outHint')}</p>
      <div className={styles.buttons}>
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          disabled={taking.isPending}
          onClick={() => taking.mutate(download)}
        >
          {t('file.download')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCopy size={18} aria-hidden />}
          disabled={taking.isPending}
          onClick={() => taking.mutate(copy)}
        >
          {t('file.copy')}
        </Button>
      </div>
    </section>
  );
}

function download(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `besedka-settings-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  // The download has begun by then, or never will.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
