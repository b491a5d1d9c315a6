import { clock, LONGEST_MS, Recording } from '@besedka/sdk/media';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from '../context';
import type { FilesDesk } from '../filesDesk';
import { Icon } from '../Icon';
import { Sign } from './Sign';
import { Voice } from './Voice';
import { words } from './words';

/** A finger or a mouse that stays down for longer holds: letting go ends the recording. */
const HOLD_MS = 600;

/** In the place of the field: recording, then listening before it is sent. */
export function Recorder({ desk, onSent }: { desk: FilesDesk; onSent: () => void }) {
  const { locale, words: panelWords } = usePanel();
  const say = words[locale];
  const [made, setMade] = useState<File | null>(null);
  const { isOpen, seconds, stop } = useRecording(desk, say.noMicrophone, setMade);
  const main = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => main.current?.focus(), [isOpen, made]);

  const leave = () => {
    desk.record(false);
    desk.host.root.querySelector('textarea')?.focus();
  };
  const send = () => {
    if (!made) return;
    const { client } = desk.session;
    desk.session.send('', [client.upload(made, { name: made.name, kind: 'voice' })]);
    leave();
    onSent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
  return (
    <fieldset class="entry recorder" aria-label={panelWords.files.record} onKeyDown={onKeyDown}>
      <button type="button" class="tool" aria-label={say.discard} title={say.discard} onClick={leave}>
        <Sign name="trash" />
      </button>
      {made ? (
        <Voice load={() => made.arrayBuffer()} durationMs={seconds * 1000} />
      ) : (
        <span class="recording" role="status">
          {isOpen && say.recording} <span class="clock">{clock(seconds)}</span>
        </span>
      )}
      {made ? (
        <button type="button" class="send" ref={main} aria-label={panelWords.send} onClick={send}>
          <Icon name="send" size={22} />
        </button>
      ) : (
        <button type="button" class="send" ref={main} aria-label={say.stop} title={say.stop} onClick={stop}>
          <Sign name="stop" />
        </button>
      )}
    </fieldset>
  );
}

/** Records from the first moment on; ends by `stop`, by letting go, or when it is as long as it may be. */
function useRecording(desk: FilesDesk, refusal: string, onMade: (made: File) => void) {
  const recording = useRef<Recording | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const stop = async () => {
    const open = recording.current;
    recording.current = null;
    if (!open) return;
    setOpen(false);
    onMade(await open.stop());
  };
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    let isGone = false;
    const began = Date.now();
    const letGo = () => Date.now() - began > HOLD_MS && void stop();
    window.addEventListener('pointerup', letGo, { once: true });
    Recording.start().then(
      (open) => {
        if (isGone) return open.close();
        recording.current = open;
        setOpen(true);
        const since = Date.now();
        timer = setInterval(() => {
          if (!recording.current) return;
          setSeconds((Date.now() - since) / 1000);
          if (Date.now() - since > LONGEST_MS) void stop();
        }, 200);
      },
      () => {
        desk.say(refusal);
        desk.record(false);
      },
    );
    return () => {
      isGone = true;
      clearInterval(timer);
      window.removeEventListener('pointerup', letGo);
      recording.current?.close();
    };
  }, []);
  return { isOpen, seconds, stop: () => void stop() };
}
