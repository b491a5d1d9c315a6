import { useState } from 'preact/hooks';
import type { FilesDesk } from './filesDesk';

/** Files that are dragged onto the panel, or pasted into it. */
export function useDrop(desk: FilesDesk, isWanted: boolean) {
  const [isOver, setOver] = useState(false);
  const isOn = isWanted && desk.rules !== null;
  const takes = (data: DataTransfer | null) => isOn && data?.types.includes('Files') === true;
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      if (!isOver) void desk.load();
      setOver(true);
    },
    onDragLeave: (event: DragEvent & { readonly currentTarget: HTMLElement }) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      setOver(false);
      void desk.attach([...(event.dataTransfer as DataTransfer).files]);
    },
    onPaste: (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || !isOn) return;
      event.preventDefault();
      void desk.attach(files);
    },
  };
  return { isOver, handlers };
}
