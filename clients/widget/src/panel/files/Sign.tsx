import { Strokes } from '../Icon';

/** Strokes of the same set, for what is loaded with the files. */
const strokes = {
  play: 'M7 4v16l13-8z',
  pause: 'M8 5v14M16 5v14',
  download: 'M4 17v2a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-2M7 11l5 5 5-5M12 4v12',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  stop: 'M7 7h10v10H7z',
  trash: 'M4 7h16M10 11v6M14 11v6M5 7l1 12a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2l1-12M9 7V4h6v3',
} as const;

export type SignName = keyof typeof strokes;

export function Sign({ name }: { readonly name: SignName }) {
  return <Strokes path={strokes[name]} size={22} />;
}
