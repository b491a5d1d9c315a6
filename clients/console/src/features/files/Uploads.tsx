import type { Upload } from '@besedka/sdk';
import { fit, type Size } from '@besedka/sdk/media';
import { ActionIcon, Button, RingProgress } from '@mantine/core';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconFile, IconMicrophone, IconX } from '../../shared/icons';
import styles from './Files.module.css';
import { Preview } from './Preview';
import { fileSize } from './size';

/** Trying again would end the same way. */
const FINAL = new Set([
  'file_lost',
  'file_empty',
  'file_too_large',
  'file_type_refused',
  'picture_broken',
  'picture_too_large',
  'virus_found',
  'attachments_off',
]);
const THUMB: Size = { width: 40, height: 40 };

interface Props {
  readonly uploads: readonly Upload[];
  /** In a log a picture is as large as it will be; in a composer it is a thumb. */
  readonly isLarge?: boolean;
}

/** Files on their way, each with how far it is and what can be done about it. */
export function Uploads({ uploads, isLarge = false }: Props) {
  const { t } = useI18n();
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.uploads} aria-label={t('files.chosen')}>
      {uploads.map((each) => (
        <li key={each.id} className={styles.upload} data-refused={each.state === 'refused' || undefined}>
          <Thumb upload={each} size={isLarge && each.width !== null ? fit(each) : THUMB} />
          <About upload={each} />
        </li>
      ))}
    </ul>
  );
}

function Thumb({ upload, size }: { upload: Upload; size: Size }) {
  const { file, width, kind, name, state, progress } = upload;
  const isPicture = file !== null && width !== null;
  const isUnderway = state !== 'ready' && state !== 'refused';
  const Icon = kind === 'voice' ? IconMicrophone : IconFile;
  return (
    <span className={styles.thumb} style={size}>
      {isPicture && <Preview file={file} size={size} />}
      {!isPicture && !isUnderway && <Icon size={24} aria-hidden />}
      {isUnderway && (
        <RingProgress
          className={styles.ring}
          size={34}
          thickness={4}
          roundCaps
          sections={[{ value: Math.max(4, progress * 100), color: '#fff' }]}
          rootColor="rgb(255 255 255 / 30%)"
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(progress * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
        />
      )}
    </span>
  );
}

function About({ upload: { id, name, size, state, problem } }: { upload: Upload }) {
  const { t, language, refusal } = useI18n();
  const client = useClient();
  return (
    <>
      <span className={styles.about}>
        <span className={styles.name}>{name}</span>
        {problem ? (
          <span className={styles.problem} role="alert">
            {refusal(problem)}
          </span>
        ) : (
          <span className={styles.more}>
            {fileSize(size, language)}
            {state !== 'refused' && ` · ${t(`files.${state}`)}`}
          </span>
        )}
      </span>
      {problem && !FINAL.has(problem.code) && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('files.again', { name })}
          onClick={() => client.retryUpload(id)}
        >
          {t('app.tryAgain')}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('files.remove', { name })}
        title={t('files.remove', { name })}
        onClick={() => client.cancelUpload(id)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}
