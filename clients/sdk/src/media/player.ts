/**
 * Plays one recording at a time. The sound is fetched and decoded here: a `<audio>` would need leave from the policy of
 * the customer's page, and what browsers record has no table to jump by.
 */
export class Player {
  private static playing: Player | null = null;
  private static context: AudioContext | null = null;
  private sound: AudioBuffer | null = null;
  private source: AudioBufferSourceNode | null = null;
  private startedAt = 0;
  private place = 0;

  constructor(
    private readonly load: () => Promise<ArrayBuffer>,
    private readonly changed: () => void,
  ) {}

  get isPlaying(): boolean {
    return this.source !== null;
  }

  /** Seconds; `null` before the sound has come. */
  get duration(): number | null {
    return this.sound?.duration ?? null;
  }

  get position(): number {
    if (!this.source || !Player.context) return this.place;
    return Math.min(this.place + Player.context.currentTime - this.startedAt, this.duration ?? 0);
  }

  async play(): Promise<void> {
    Player.context ??= newContext();
    const { context } = Player;
    await context.resume();
    this.sound ??= await context.decodeAudioData(await this.load());
    if (Player.playing !== this) Player.playing?.pause();
    Player.playing = this;
    if (this.place >= this.sound.duration) this.place = 0;
    const source = context.createBufferSource();
    source.buffer = this.sound;
    source.connect(context.destination);
    source.onended = () => this.ended(source);
    this.source = source;
    this.startedAt = context.currentTime;
    source.start(0, this.place);
    this.changed();
  }

  pause(): void {
    this.place = this.position;
    const { source } = this;
    this.source = null;
    source?.stop();
    this.changed();
  }

  seek(seconds: number): void {
    const goesOn = this.isPlaying;
    if (goesOn) this.pause();
    this.place = seconds;
    if (goesOn) void this.play();
    this.changed();
  }

  private ended(source: AudioBufferSourceNode): void {
    if (this.source !== source) return;
    this.source = null;
    this.place = 0;
    this.changed();
  }
}

/** On an iPhone a recording is heard though the ringer is off. */
function newContext(): AudioContext {
  const session = (navigator as { audioSession?: { type: string } }).audioSession;
  if (session) session.type = 'playback';
  return new AudioContext();
}

/** 0:07, 12:40 */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
