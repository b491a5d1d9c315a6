import { clock, Player } from '@besedka/sdk/media';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { usePanel } from '../context';
import { Sign } from './Sign';
import { words } from './words';

interface Props {
  readonly load: () => Promise<ArrayBuffer>;
  /** As far as it is known before it is played. */
  readonly durationMs: number | null;
}

/** Play, pause, and where in the recording. */
export function Voice({ load, durationMs }: Props) {
  const { locale, words: panelWords } = usePanel();
  const say = words[locale];
  const [, redraw] = useState({});
  const [hasFailed, setFailed] = useState(false);
  const player = useMemo(() => new Player(load, () => redraw({})), []);
  const { isPlaying } = player;
  useEffect(() => () => player.pause(), [player]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(() => redraw({}), 200);
    return () => clearInterval(timer);
  }, [isPlaying]);

  const duration = player.duration ?? (durationMs ?? 0) / 1000;
  const toggle = () => {
    if (isPlaying) return player.pause();
    setFailed(false);
    void player.play().catch(() => setFailed(true));
  };
  return (
    <fieldset class="player" aria-label={panelWords.files.voice}>
      <button
        type="button"
        class="tool"
        aria-label={isPlaying ? say.pause : say.play}
        title={isPlaying ? say.pause : say.play}
        onClick={toggle}
      >
        <Sign name={isPlaying ? 'pause' : 'play'} />
      </button>
      <input
        type="range"
        aria-label={say.position}
        aria-valuetext={clock(player.position)}
        min={0}
        max={duration || 1}
        step={0.1}
        value={player.position}
        onInput={(event) => player.seek(event.currentTarget.valueAsNumber)}
      />
      <span class="clock">{clock(isPlaying || player.position > 0 ? player.position : duration)}</span>
      {hasFailed && (
        <span class="why-not" role="alert">
          {say.cannotPlay}
        </span>
      )}
    </fieldset>
  );
}
