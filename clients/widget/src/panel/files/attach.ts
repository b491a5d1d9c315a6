import { shrunk } from '@besedka/sdk/media';
import type { FilesDesk } from '../filesDesk';
import { words } from './words';

/** The server takes so many with one message. */
export const MOST = 10;

/** Begins to send what was chosen, dropped or pasted; what cannot go is said at once. */
export async function attach(desk: FilesDesk, chosen: readonly File[]): Promise<void> {
  const say = words[desk.host.settings.locale];
  const { rules, session } = desk;
  if (!rules) return;
  const room = MOST - desk.chosen.length;
  desk.say(chosen.length > room ? say.tooMany(MOST) : null);
  for (const file of chosen.slice(0, room)) {
    const { blob, name, width, height } = await shrunk(file);
    if (blob.size > rules.max_bytes) desk.say(say.tooLarge(name, rules.max_bytes));
    else session.client.upload(blob, { name, width, height });
  }
}
