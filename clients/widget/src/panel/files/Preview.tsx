import { drawPicture } from '@besedka/sdk/media';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly file: Blob;
  readonly width: number;
  readonly height: number;
}

/** An own picture, before the server shows it. */
export function Preview({ file, width, height }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    void drawPicture(file, () => (isGone ? null : canvas.current));
    return () => {
      isGone = true;
    };
  }, [file]);
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  return <canvas ref={canvas} width={width * ratio} height={height * ratio} style={{ width, height }} />;
}
