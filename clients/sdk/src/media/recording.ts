/** A voice message is so long at most. */
export const LONGEST_MS = 5 * 60_000;

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const ENDINGS: Readonly<Record<string, string>> = {
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};

/** The microphone while it is open. */
export class Recording {
  private readonly pieces: Blob[] = [];

  private constructor(
    private readonly stream: MediaStream,
    private readonly recorder: MediaRecorder,
  ) {
    recorder.ondataavailable = ({ data }) => this.pieces.push(data);
    recorder.start();
  }

  /** Rejects when the person or the browser does not allow it. */
  static async start(): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    return new Recording(stream, new MediaRecorder(stream, mimeType ? { mimeType } : {}));
  }

  /** What was said. */
  async stop(): Promise<File> {
    const stopped = new Promise((resolve) => {
      this.recorder.onstop = resolve;
    });
    if (this.recorder.state !== 'inactive') this.recorder.stop();
    await stopped;
    this.close();
    const type = this.recorder.mimeType.split(';')[0] || 'audio/webm';
    return new File(this.pieces, `voice.${ENDINGS[type] ?? 'webm'}`, { type });
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}
