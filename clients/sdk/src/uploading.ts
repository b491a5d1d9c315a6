import type { UploadAnswer, UploadWish } from '@besedka/protocol';
import { indexedShelf } from './fileShelf';
import type { FileShelf, Upload } from './files';
import { uuid7 } from './ids';
import { isRefusedError, ownProblem, refusedError } from './problems';
import { Alarm, backOff } from './timing';
import type { UploadsPort } from './uploads';

/** What one request carries grows and shrinks with the line. */
const FIRST_PIECE = 64 * 1024;
const SMALLEST_PIECE = 16 * 1024;
const QUICK_MS = 1_000;
const SLOW_MS = 5_000;
/** A request without an answer for so long is given up, and said again. */
const PATIENCE_MS = 30_000;
/** How soon to ask while the server examines a file; more and more rarely. */
const LOOK_MS = 1_000;
const LOOK_MAX_MS = 30_000;

type Change = (id: string, patch: Partial<Upload>) => void;

/**
 * Carries files to the server, one after another and piece by piece. A lost line costs one piece: opening the same
 * upload again answers how far it has got.
 */
export class Uploading {
  private readonly shelf: FileShelf;
  private readonly pause: Alarm;
  private current: { readonly id: string; readonly abort: AbortController } | null = null;
  /** Under which client id an upload was begun anew: the server's answer to the first one stands. */
  private readonly renamed = new Map<string, string>();
  private piece = FIRST_PIECE;
  private pauses = 0;
  private isStopped = false;

  constructor(
    private readonly port: UploadsPort,
    private readonly change: Change,
  ) {
    this.shelf = port.shelf ?? indexedShelf();
    this.pause = new Alarm(port.clock);
    void this.shelf.prune(port.clock.now()).catch(ignore);
  }

  added(id: string): void {
    const { file } = this.port.held()[id] ?? {};
    if (file) void this.shelf.put(id, file).catch(ignore);
    this.pump();
  }

  /** Their bytes are on the shelf, if the browser could keep them. */
  async restored(ids: readonly string[]): Promise<void> {
    this.pump();
    for (const id of ids) this.change(id, { file: await this.shelf.get(id).catch(() => null) });
  }

  retried(id: string, wasBegun: boolean): void {
    if (wasBegun) this.renamed.set(id, uuid7(this.port.clock.now()));
    this.pump();
  }

  forgotten({ id, serverId }: Upload, isUnsent: boolean): void {
    void this.shelf.remove(id).catch(ignore);
    if (this.current?.id === id) this.current.abort.abort();
    if (isUnsent && serverId) void this.port.door.call('DELETE', `/uploads/${serverId}`).catch(ignore);
  }

  wake(): void {
    this.isStopped = false;
    this.pause.clear();
    this.pump();
  }

  stop(): void {
    this.isStopped = true;
    this.pause.clear();
    this.current?.abort.abort();
  }

  pump(): void {
    if (this.current || this.pause.isSet || this.isStopped) return;
    const next = Object.values(this.port.held()).find(({ state }) => state === 'waiting');
    if (next) void this.carry(next);
  }

  private async carry(upload: Upload): Promise<void> {
    const { id } = upload;
    this.current = { id, abort: new AbortController() };
    try {
      await this.bring(upload);
      this.pauses = 0;
    } catch (error) {
      this.failed(id, error);
    }
    this.current = null;
    this.pump();
  }

  private async bring(upload: Upload): Promise<void> {
    const { id } = upload;
    let answer = await this.ask('POST', '/uploads', wishOf(upload, this.renamed.get(id) ?? id));
    while (answer.state === 'receiving') {
      this.change(id, { state: 'sending', serverId: answer.id, progress: answer.offset / answer.size });
      answer = await this.sendPiece(upload, answer);
    }
    this.took(id, answer, LOOK_MS);
  }

  /** The server has all of it: it is good, or refused, or still examined; then it is asked again, and the next one goes. */
  private took(id: string, { id: serverId, state, code }: UploadAnswer, pauseMs: number): void {
    if (state === 'ready') this.change(id, { state, serverId, progress: 1 });
    else if (state === 'refused') {
      this.change(id, { state, problem: ownProblem(code ?? 'file_refused', 'Refused') });
    } else {
      this.change(id, { state: 'examining', serverId, progress: 1 });
      this.port.clock.setTimeout(() => void this.look(id, serverId, pauseMs), pauseMs);
    }
  }

  private async look(id: string, serverId: string, pauseMs: number): Promise<void> {
    if (this.port.held()[id]?.state !== 'examining') return;
    try {
      const answer = await this.port.door.call<UploadAnswer>('GET', `/uploads/${serverId}`);
      this.took(id, answer, Math.min(pauseMs * 1.5, LOOK_MAX_MS));
    } catch {
      this.change(id, { state: 'waiting' });
      this.pump();
    }
  }

  private async sendPiece(upload: Upload, { id, offset, chunk_max }: UploadAnswer): Promise<UploadAnswer> {
    const file = upload.file ?? (await this.shelf.get(upload.id).catch(() => null));
    if (!file) throw refusedError(ownProblem('file_lost', 'The browser did not keep the file'));
    const piece = file.slice(offset, offset + Math.min(this.piece, chunk_max), 'application/octet-stream');
    const began = this.port.clock.now();
    const answer = await this.ask('PUT', `/uploads/${id}?offset=${offset}`, piece);
    const took = this.port.clock.now() - began;
    if (took < QUICK_MS) this.piece = Math.min(this.piece * 2, chunk_max);
    if (took > SLOW_MS) this.shrink();
    this.pauses = 0;
    return answer;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<UploadAnswer> {
    const { clock, door } = this.port;
    const abort = this.current?.abort;
    const timer = clock.setTimeout(() => abort?.abort(), PATIENCE_MS);
    try {
      return await door.call<UploadAnswer>(method, path, body, abort?.signal);
    } finally {
      clock.clearTimeout(timer);
    }
  }

  /** Whatever was in the way of it: only what the server means for good is told; the rest is tried again. */
  private failed(id: string, error: unknown): void {
    const problem = isRefusedError(error) ? error.problem : null;
    const retryMs = problem?.retry_ms;
    if (problem && typeof retryMs !== 'number' && problem.code !== 'wrong_offset') {
      return this.change(id, { state: 'refused', problem });
    }
    this.change(id, { state: 'waiting' });
    this.shrink();
    if (this.port.held()[id] && !this.isStopped)
      this.pause.set(retryMs ?? backOff(this.pauses++), () => this.pump());
  }

  private shrink(): void {
    this.piece = Math.max(this.piece / 2, SMALLEST_PIECE);
  }
}

function wishOf({ conversationId, name, size, kind }: Upload, clientId: string): UploadWish {
  return { client_id: clientId, conversation_id: conversationId, name, size, kind };
}

function ignore(): void {
  // What cannot be kept is not kept; what cannot be taken back goes by itself after a day.
}
