import type { Action } from '@besedka/protocol';
import type { Door } from './door';
import type { FileShelf, Upload, UploadOptions } from './files';
import { uuid7 } from './ids';
import { Alarm, backOff } from './timing';
import type { Clock, State } from './types';
import type { Uploading } from './uploading';

/** What an upload is beside how far it has got: kept with its message across reloads. */
export type UploadDraft = Pick<
  Upload,
  'id' | 'conversationId' | 'tray' | 'name' | 'type' | 'size' | 'kind' | 'width' | 'height'
>;

export interface UploadsPort {
  readonly clock: Clock;
  readonly door: Door;
  readonly shelf: FileShelf | undefined;
  readonly held: () => State['uploads'];
  readonly show: (uploads: State['uploads']) => void;
  /** One more is ready: what waits for it may go. */
  readonly ready: () => void;
}

/** Files on their way. What carries them is loaded with the first one. */
export class Uploads {
  private engine: Promise<Uploading> | null = null;
  private failures = 0;
  private readonly again: Alarm;

  constructor(private readonly port: UploadsPort) {
    this.again = new Alarm(port.clock);
  }

  begin(file: Blob, { conversationId = null, tray = '', ...options }: UploadOptions = {}): string {
    const { name = '', kind = 'file', width = null, height = null } = options;
    const { type, size } = file;
    const id = uuid7(this.port.clock.now());
    this.put({ id, conversationId, tray, name, type, size, kind, width, height, ...fresh, file });
    this.use((engine) => engine.added(id));
    return id;
  }

  /** Takes back what messages of an earlier page wait for. */
  restore(drafts: readonly UploadDraft[]): void {
    const unknown = drafts.filter(({ id }) => !this.port.held()[id]);
    for (const draft of unknown) this.put({ ...draft, ...fresh });
    if (unknown.length > 0) this.use((engine) => engine.restored(unknown.map(({ id }) => id)));
  }

  retry(id: string): void {
    const { serverId } = this.port.held()[id] ?? {};
    this.change(id, { state: 'waiting', progress: 0, problem: null, serverId: null });
    this.use((engine) => engine.retried(id, Boolean(serverId)));
  }

  /** Their message has arrived with them, or does without them: then the server need not keep them. */
  forget(ids: readonly string[], isUnsent: boolean): void {
    for (const id of ids) {
      const { [id]: upload, ...others } = this.port.held();
      if (!upload) continue;
      this.port.show(others);
      this.use((engine) => engine.forgotten(upload, isUnsent));
    }
  }

  /** The line is back: end the pause. */
  wake(): void {
    if (this.engine) this.use((engine) => engine.wake());
  }

  stop(): void {
    if (this.engine) this.use((engine) => engine.stop());
  }

  drafts(ids: readonly string[]): readonly UploadDraft[] {
    return ids.flatMap((id) => this.port.held()[id] ?? []).map(draftOf);
  }

  /** The command as the server takes it, with the ids that it gave; `null` while a file of it is not ready. */
  resolved(command: Action): Action | null {
    const own = attachmentsOf(command);
    if (own.length === 0) return command;
    const ready = own.map((id) => this.port.held()[id]).filter((each) => each?.state === 'ready');
    return ready.length < own.length
      ? null
      : ({ ...command, attachments: ready.map((each) => each?.serverId) } as Action);
  }

  private put(upload: Upload): void {
    this.port.show({ ...this.port.held(), [upload.id]: upload });
  }

  private change(id: string, patch: Partial<Upload>): void {
    const upload = this.port.held()[id];
    if (!upload) return;
    this.put({ ...upload, ...patch });
    if (patch.state === 'ready') this.port.ready();
  }

  /** On a bad line the code itself may not come at once. */
  private use(run: (engine: Uploading) => void): void {
    this.engine ??= import('./uploading').then(
      ({ Uploading }) => new Uploading(this.port, (id, patch) => this.change(id, patch)),
    );
    this.engine.then(run, () => {
      this.engine = null;
      this.again.set(backOff(this.failures++), () => this.use((engine) => engine.pump()));
    });
  }
}

const fresh = {
  file: null,
  state: 'waiting',
  progress: 0,
  problem: null,
  serverId: null,
} as const satisfies Partial<Upload>;

/** Own ids of the uploads that a command waits for. */
export function attachmentsOf(command: Action): readonly string[] {
  return ('attachments' in command && command.attachments) || [];
}

function draftOf(upload: Upload): UploadDraft {
  const { id, conversationId, tray, name, type, size, kind, width, height } = upload;
  return { id, conversationId, tray, name, type, size, kind, width, height };
}
