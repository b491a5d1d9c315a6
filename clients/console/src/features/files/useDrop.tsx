import { type ClipboardEvent, type DragEvent, type ReactNode, useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconPaperclip } from '../../shared/icons';
import styles from './Files.module.css';

/** For a pane: takes files that are dragged onto it or pasted into it. `onFiles`: `null` where none can be sent. */
export function useDrop(onFiles: () => ((files: readonly File[]) => void) | null) {
  const [isOver, setOver] = useState(false);
  const takes = ({ types }: DataTransfer) => types.includes('Files') && onFiles() !== null;
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      setOver(false);
      onFiles()?.([...event.dataTransfer.files]);
    },
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files];
      const take = onFiles();
      if (files.length === 0 || !take) return;
      event.preventDefault();
      take(files);
    },
  };
  return { handlers, veil: isOver ? <DropHere /> : (null as ReactNode) };
}

function DropHere() {
  const { t } = useI18n();
  return (
    <div className={styles.drop}>
      <IconPaperclip size={32} aria-hidden />
      {t('files.drop')}
    </div>
  );
}
