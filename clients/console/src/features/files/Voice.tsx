import { clock, Player } from '@besedka/sdk/media';
import { ActionIcon } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconPlayerPause, IconPlayerPlay } from '../../shared/icons';
import styles from './Files.module.css';

interface Props {
  readonly load: () => Promise<ArrayBuffer>;
  /** As far as it is known before it is played. */
  readonly durationMs: number | null;
}

/** Play, pause, and where in the recording. */
export function Voice({ load, durationMs }: Props) {
  const { t } = useI18n();
  const [, setTurn] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef(load);
  latest.current = load;
  const [player] = useState(
    () =>
      new Player(
        () => latest.current(),
        () => setTurn((turn) => turn + 1),
      ),
  );
  const { isPlaying } = player;
  useEffect(() => () => player.pause(), [player]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(() => setTurn((turn) => turn + 1), 200);
    return () => clearInterval(timer);
  }, [isPlaying]);

  const duration = player.duration ?? (durationMs ?? 0) / 1000;
  const toggle = () => {
    if (isPlaying) return player.pause();
    setFailed(false);
    player.play().catch(() => setFailed(true));
  };
  const Icon = isPlaying ? IconPlayerPause : IconPlayerPlay;
  const label = t(isPlaying ? 'files.pause' : 'files.play');
  return (
    <fieldset className={styles.voice} aria-label={t('files.voice')}>
      <ActionIcon size="lg" radius="xl" aria-label={label} title={label} onClick={toggle}>
        <Icon size={20} aria-hidden />
      </ActionIcon>
      <input
        type="range"
        aria-label={t('files.position')}
        aria-valuetext={clock(player.position)}
        min={0}
        max={duration || 1}
        step={0.1}
        value={player.position}
        onChange={(event) => player.seek(event.currentTarget.valueAsNumber)}
      />
      <span className={styles.clock}>
        {clock(isPlaying || player.position > 0 ? player.position : duration)}
      </span>
      {hasFailed && (
        <span className={styles.problem} role="alert">
          {t('files.cannotPlay')}
        </span>
      )}
    </fieldset>
  );
}
