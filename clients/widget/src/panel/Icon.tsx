/** Strokes of Tabler's set, 24 px, and the mark as a filled path. */
const strokes = {
  send: 'M10 14 21 3M21 3l-6.5 18a.55.55 0 0 1-1 0L10 14l-7-3.500a.55.55 0 0 1 0-1L21 3',
  down: 'M6 9l6 6 6-6',
  arrowDown: 'M12 5v14M6 13l6 6 6-6',
  dots: 'M12 12h.01M19 12h.01M5 12h.01',
  close: 'M18 6 6 18M6 6l12 12',
  check: 'M5 12l5 5L20 7',
  checks: 'M7 12l5 5L22 7M2 12l5 5M12 12l5-5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 3',
  alert: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 8v4M12 16h.01',
  star: 'M12 17.750l-6.172 3.245 1.179-6.873-5-4.867 6.900-1 3.086-6.253 3.086 6.253 6.900 1-5 4.867 1.179 6.873z',
  text: 'M3 19l5-13 5 13M5 14h6M21 19v-7M21 15.500a2.500 3 0 1 1-5 0a2.500 3 0 1 1 5 0',
  clip: 'M15 7l-6.500 6.500a1.500 1.500 0 0 0 3 3l6.500-6.500a3 3 0 0 0-6-6l-6.500 6.500a4.500 4.500 0 0 0 9 9l6.500-6.500',
  microphone: 'M9 5a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0zM5 10a7 7 0 0 0 14 0M8 21h8M12 17v4',
  file: 'M14 3v4a1 1 0 0 0 1 1h4M17 21H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h7l5 5v11a2 2 0 0 1-2 2z',
} as const;

const MARK =
  'M12 1.6 1.6 8.4l1.2 1.9L12 4.3l9.2 6 1.2-1.9L12 1.6ZM4.6 10.6h4.9c.9 0 1.6.7 1.6 1.6v4.2c0 .9-.7 1.6-1.6 1.6H7.4L4.4 21v-3.1C3.6 17.8 3 17.2 3 16.4v-4.2c0-.9.7-1.6 1.6-1.6ZM14.5 10.6h4.9c.9 0 1.6.7 1.6 1.6v4.2c0 .8-.6 1.4-1.4 1.5V21l-3-3h-2.1c-.9 0-1.6-.7-1.6-1.6v-4.2c0-.9.7-1.6 1.6-1.6Z';

export type IconName = keyof typeof strokes;

/** Beside words, or inside a button that has a name: nothing for a screen reader. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return <Strokes path={strokes[name]} size={size} />;
}

export function Strokes({ path, size }: { path: string; size: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export function Mark({ size }: { size: number }) {
  return (
    <svg class="mark" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={MARK} />
    </svg>
  );
}
