const LONGEST = 2048;
const QUALITY = 0.85;
/** A picture without a camera's data goes as it is up to here. */
const SMALL_BYTES = 1024 * 1024;

export interface Ready {
  readonly blob: Blob;
  readonly name: string;
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * A big photo smaller, and any photo without what a camera writes into it (where, when, with what). A file that is no
 * picture, or one that this browser cannot draw, goes as it is: the server takes the same care.
 */
export async function shrunk(file: File): Promise<Ready> {
  const asIs = { blob: file, name: file.name || nameless(file), width: null, height: null };
  if (!/^image\/(jpeg|png|webp|heic|heif|avif)$/.test(file.type)) return asIs;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const { width, height } = bitmap;
    if (scale === 1 && file.type === 'image/png' && file.size <= SMALL_BYTES)
      return { ...asIs, width, height };
    return await drawn(bitmap, scale, asIs);
  } catch {
    return asIs;
  }
}

async function drawn(bitmap: ImageBitmap, scale: number, { blob, name }: Ready): Promise<Ready> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const { width, height } = canvas;
  const wanted = blob.type === 'image/png' || blob.type === 'image/webp' ? 'image/webp' : 'image/jpeg';
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, wanted, QUALITY));
  if (!made) throw new Error('not drawn');
  return { blob: made, name: renamed(name, made.type), width, height };
}

/** A name ends as its content is. */
function renamed(name: string, type: string): string {
  const ending = type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length);
  const isRight = ending === 'jpg' ? /\.jpe?g$/i.test(name) : name.toLowerCase().endsWith(`.${ending}`);
  return isRight ? name : `${name.replace(/\.\w+$/, '')}.${ending}`;
}

function nameless({ type }: Blob): string {
  return `file.${type.split('/')[1] ?? 'bin'}`;
}
