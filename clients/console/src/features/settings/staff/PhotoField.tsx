import type { StaffMember } from '@besedka/protocol';
import { isRefusedError } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { useI18n } from '../../../shared/i18n';
import { useWords } from '../words';
import { Face } from './Face';
import styles from './PhotoField.module.css';
import { photoAddress, useStaffActions } from './useStaff';
import { useTold } from './useTold';

const TYPES = 'image/jpeg,image/png,image/webp';

/** The photo as customers see it. A picture is chosen or dropped here, and stands at once. */
export function PhotoField({ person }: { person: StaffMember }) {
  const { t } = useWords();
  const { refusal } = useI18n();
  const changing = usePhotoChange(person);
  const { isOver, ...drop } = useDrop(changing.give);
  const file = useRef<HTMLInputElement>(null);
  const { error, isPending } = changing;
  return (
    <fieldset className={styles.photo} data-over={isOver || undefined} {...drop}>
      <legend className="hidden">{t('staff.photo')}</legend>
      <Face person={person} isLarge />
      <div className={styles.side}>
        <p className={styles.hint}>{t('staff.photoHint')}</p>
        <div className={styles.buttons}>
          <Button variant="default" loading={isPending} onClick={() => file.current?.click()}>
            {t(person.photo ? 'staff.photo.another' : 'staff.photo.choose')}
          </Button>
          {person.photo && (
            <Button variant="default" disabled={isPending} onClick={changing.take}>
              {t('staff.photo.remove')}
            </Button>
          )}
        </div>
        {error && (
          <p className={styles.error} role="alert">
            {isRefusedError(error) ? refusal(error.problem) : t('form.away')}
          </p>
        )}
      </div>
      <input
        ref={file}
        type="file"
        accept={TYPES}
        aria-label={t('staff.photo.file')}
        hidden
        onChange={({ currentTarget: input }) => {
          if (input.files?.[0]) changing.give(input.files[0]);
          input.value = '';
        }}
      />
    </fieldset>
  );
}

/** The way back brings the picture that was there before, from where customers get it. */
function usePhotoChange({ id, photo }: StaffMember) {
  const { t } = useWords();
  const { givePhoto, takePhoto } = useStaffActions();
  const told = useTold({ isQuiet: true });
  const undo = async () => {
    if (!photo) return takePhoto(id);
    return givePhoto(id, await (await fetch(photoAddress(photo))).blob());
  };
  return {
    error: told.error,
    isPending: told.isPending,
    give: (file: File) => told.mutate({ run: () => givePhoto(id, file), done: t('staff.photo.given'), undo }),
    take: () => told.mutate({ run: () => takePhoto(id), done: t('staff.photo.removed'), undo }),
  };
}

function useDrop(onFile: (file: File) => void) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file) onFile(file);
    },
  };
}
