import type { Upload } from '@besedka/sdk';
import { fit, type Size } from '@besedka/sdk/media';
import { ActionIcon, Button, RingProgress } from '@mantine/core';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconFile, IconMicrophone, IconX } from '../../shared/icons';
import styles from './Files.module.css';
import { Preview } from './Preview';
import { fileSize } from './size';

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
  const Icon = kind === 'voice' ? IconMicrophone : IconFile;
  return (
    <span className={styles.thumb} style={size}>
      {file && width !== null ? <Preview file={file} size={size} /> : <Icon size={24} aria-hidden />}
      {state !== 'ready' && state !== 'refused' && (
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
      {problem && problem.code !== 'file_lost' && (
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
