import type { AttachmentRules } from '@besedka/protocol';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../context';
import type { FilesDesk } from '../filesDesk';
import { MenuItems } from '../Menu';
import { words } from './words';

/** What a file dialog offers for each kind of content; the server looks at the content itself. */
const ENDINGS: Readonly<Record<string, string>> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
  pdf: '.pdf',
  text: 'text/*',
  office: '.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.rtf',
  archive: '.zip,.rar,.7z,.gz,.tar',
};

/** Opens the browser's file dialog. A finger is asked first where from: the camera, the gallery or the files. */
export function Chooser({ desk, rules: { types } }: { desk: FilesDesk; rules: AttachmentRules }) {
  const { locale } = usePanel();
  const say = words[locale];
  const input = useRef<HTMLInputElement>(null);
  const accept = types === 'any' ? '' : types.map((type) => ENDINGS[type] ?? '').join(',');
  const hasMenu = isTouch() && (types === 'any' || types.includes('image'));
  const choose = (asked: string, isCamera = false) => {
    const field = input.current as HTMLInputElement;
    field.accept = asked;
    field.multiple = !isCamera;
    if (isCamera) field.setAttribute('capture', 'environment');
    else field.removeAttribute('capture');
    field.click();
  };
  useLayoutEffect(() => {
    if (!desk.isChoosing || hasMenu) return;
    desk.choose(false);
    choose(accept);
  }, [desk.isChoosing]);
  const close = (isBack: boolean) => {
    desk.choose(false);
    if (isBack) input.current?.closest('.attach')?.querySelector('button')?.focus();
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        onChange={({ currentTarget: field }) => {
          void desk.attach([...(field.files ?? [])]);
          field.value = '';
        }}
      />
      {desk.isChoosing && hasMenu && (
        <MenuItems
          isUp
          onClose={close}
          items={[
            { label: say.camera, run: () => choose('image/*', true) },
            { label: say.gallery, run: () => choose('image/*') },
            { label: say.file, run: () => choose(accept) },
          ]}
        />
      )}
    </>
  );
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
