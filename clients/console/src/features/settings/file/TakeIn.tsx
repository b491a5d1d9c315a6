import { Button, FileButton, Textarea } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { IconUpload } from '../../../shared/icons';
import { useWords } from '../words';
import { documentOf } from './document';
import styles from './File.module.css';
import { Outcome } from './Outcome';
import { useApplying } from './useConfig';

/** A file that is chosen, dropped or pasted: first what it would change, then the change. */
export function TakeIn() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const applying = useApplying();
  const forgetChosen = useRef<() => void>(null);
  const document = documentOf(text);
  const isBroken = text.trim() !== '' && document === null;
  const write = (next: string) => {
    applying.reset();
    setText(next);
  };
  const read = async (file: File | null | undefined) => {
    // Else the same file, edited meanwhile, could not be chosen again.
    forgetChosen.current?.();
    if (file) write(await file.text());
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  return (
    <section className={styles.part} aria-labelledby="file-in">
      <h3 id="file-in">{t('file.in')}</h3>
      <p>{t('file.inHint')}</p>
      <Textarea
        className={styles.text ?? ''}
        data-over={isOver || undefined}
        label={t('file.text')}
        description={t('file.textHint')}
        value={text}
        rows={12}
        spellCheck={false}
        error={isBroken && t('file.broken')}
        onChange={(event) => write(event.currentTarget.value)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      />
      <div className={styles.buttons}>
        <FileButton
          resetRef={forgetChosen}
          accept="application/json,.json"
          onChange={(file) => void read(file)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>
              {t('file.choose')}
            </Button>
          )}
        </FileButton>
        <Button
          disabled={document === null}
          loading={applying.isPending && applying.variables.isDryRun}
          onClick={() => document && applying.mutate({ document, isDryRun: true })}
        >
          {t('file.compare')}
        </Button>
      </div>
      <Outcome applying={applying} />
    </section>
  );
}
