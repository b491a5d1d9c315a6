import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly file: Blob;
  readonly width: number;
  readonly height: number;
}

/** An own picture, drawn: an address of it (`blob:`) would need leave from the policy of the customer's page. */
export function Preview({ file, width, height }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    void draw(file, () => (isGone ? null : canvas.current));
    return () => {
      isGone = true;
    };
  }, [file]);
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  return <canvas ref={canvas} width={width * ratio} height={height * ratio} style={{ width, height }} />;
}

/** Fills the canvas, cutting off what goes beyond. */
async function draw(file: Blob, place: () => HTMLCanvasElement | null): Promise<void> {
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
