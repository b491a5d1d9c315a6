import type { Attachment, AttachmentRules, Entry } from '@besedka/protocol';
import { type Upload, uploadsIn } from '@besedka/sdk';
import type { PanelHost } from '../contract';
import type * as code from './files';
import type { Session } from './session';
import type { Words } from './words';

export type FilesCode = typeof code;

/** A picture of the log. */
export interface Picture {
  readonly entry: Entry;
  readonly attachment: Attachment;
}

/** Files of messages: what is chosen, recorded and looked at. Their code is loaded when the first of it is needed. */
export class FilesDesk {
  code: FilesCode | null = null;
  /** Said over the field, until the next file. */
  notice: string | null = null;
  isRecording = false;
  isChoosing = false;
  /** The attachment that is looked at. */
  viewed: string | null = null;
  private loading: Promise<FilesCode | null> | null = null;

  constructor(
    readonly session: Session,
    readonly host: PanelHost,
    private readonly words: Words,
  ) {}

  get rules(): AttachmentRules | null {
    const rules = this.session.inbox?.attachments;
    return rules?.enabled ? rules : null;
  }

  get canRecord(): boolean {
    return this.rules?.voice === true && 'MediaRecorder' in window && Boolean(navigator.mediaDevices);
  }

  /** Chosen, and not in a message yet. */
  get chosen(): readonly Upload[] {
    return uploadsIn(this.session.client.state);
  }

  /** Every picture of the log, in its order. */
  get pictures(): readonly Picture[] {
    return this.session.chat.rows.flatMap(({ entry, attachments }) =>
      entry
        ? attachments.filter(({ kind }) => kind === 'image').map((attachment) => ({ entry, attachment }))
        : [],
    );
  }

  async attach(files: readonly File[]): Promise<void> {
    if (files.length > 0) await (await this.load())?.attach(this, files);
  }

  choose(isOn: boolean): void {
    this.isChoosing = isOn;
    if (isOn) void this.load();
    this.session.redraw();
  }

  record(isOn: boolean): void {
    this.isRecording = isOn;
    if (isOn) void this.load();
    this.session.redraw();
  }

  view(id: string | null): void {
    this.viewed = id;
    if (id !== null) void this.load();
    this.session.redraw();
  }

  say(notice: string | null): void {
    this.notice = notice;
    this.session.redraw();
  }

  load(): Promise<FilesCode | null> {
    this.loading ??= import('./files').then((code) => this.loaded(code));
    return this.loading.catch(() => this.notLoaded());
  }

  private loaded(code: FilesCode): FilesCode {
    this.host.addStyles(code.css);
    this.code = code;
    this.session.redraw();
    return code;
  }

  private notLoaded(): null {
    Object.assign(this, { loading: null, isRecording: false, isChoosing: false, viewed: null });
    this.say(this.words.files.notLoaded);
    return null;
  }
}
