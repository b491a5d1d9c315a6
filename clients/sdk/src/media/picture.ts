/** The box of a picture in a log, known before it comes: nothing moves then. */
const BOX = 260;
const LEAST = 48;
const UNKNOWN = { width: 240, height: 180 };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As large as the box allows; never larger than it is. */
export function fit({
  width,
  height,
}: {
  readonly width: number | null;
  readonly height: number | null;
}): Size {
  if (!width || !height) return UNKNOWN;
  const scale = Math.min(1, BOX / width, BOX / height);
  const scaled = (side: number) => Math.max(LEAST, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** Shows the middle of a picture that is larger than its room. */
export function toMiddle(room: HTMLElement | null): void {
  if (!room) return;
  room.scrollLeft = (room.scrollWidth - room.clientWidth) / 2;
  room.scrollTop = (room.scrollHeight - room.clientHeight) / 2;
}

/**
 * Draws an own picture into a canvas, which it fills, cutting off what goes beyond. An address of the picture (`blob:`)
 * would need leave from the policy of the page. `place`: where, once it can be drawn; `null`: nowhere any more.
 */
export async function drawPicture(file: Blob, place: () => HTMLCanvasElement | null): Promise<void> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const canvas = place();
    if (!canvas) return;
    const scale = Math.max(canvas.width / bitmap.width, canvas.height / bitmap.height);
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    const [x, y] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
    canvas.getContext('2d')?.drawImage(bitmap, x, y, width, height);
    bitmap.close();
  } catch {
    // Not a picture that this browser knows: the empty box stands for it.
  }
}
