import type { Millis, Problem } from '@besedka/protocol';

/** A file on its way to the server. It is sent at once; a message that has it waits until it is `ready`. */
export interface Upload {
  /** Made here; a message names it so. */
  readonly id: string;
  /** Where it will be said; `null` for a visitor. */
  readonly conversationId: string | null;
  /** Which composer it stands in, as its caller calls that. */
  readonly tray: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly kind: 'file' | 'voice';
  /** Of a picture, if the caller knows them. */
  readonly width: number | null;
  readonly height: number | null;
  /** For a preview; `null` when the page was loaded anew and the browser had not kept it. */
  readonly file: Blob | null;
  readonly state: 'waiting' | 'sending' | 'examining' | 'ready' | 'refused';
  /** 0 to 1. */
  readonly progress: number;
  /** Set when `refused`. */
  readonly problem: Problem | null;
  /** The server's id of it. */
  readonly serverId: string | null;
}

export type UploadOptions = Partial<
  Pick<Upload, 'conversationId' | 'tray' | 'name' | 'kind' | 'width' | 'height'>
>;

/** Keeps files of unanswered messages across reloads. May reject at any call: then a file lives as long as the page. */
export interface FileShelf {
  put(id: string, file: Blob): Promise<void>;
  get(id: string): Promise<Blob | null>;
  remove(id: string): Promise<unknown>;
  /** Forgets what is older than a day. */
  prune(now: Millis): Promise<unknown>;
}
