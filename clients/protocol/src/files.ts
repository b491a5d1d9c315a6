import type { Millis } from './rows';

/** Files of messages: how they go up, and what a message says of them. */

export type AttachmentKind = 'image' | 'file' | 'voice';

/** A file of a message. Its addresses are paths below the public base, signed for this reader, and good for an hour. */
export interface Attachment {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly name: string;
  /** By its content, as the server found it. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_ms: Millis | null;
  readonly url: string;
  /** A small picture of it, if there is one. */
  readonly preview_url: string | null;
}

/** Kinds of content. */
export type FileGroup = 'archive' | 'audio' | 'image' | 'office' | 'pdf' | 'text' | 'video';

/** What may be attached to a message. */
export interface AttachmentRules {
  readonly enabled: boolean;
  readonly max_bytes: number;
  readonly types: readonly FileGroup[] | 'any';
  /** Whether voice messages may be recorded. */
  readonly voice: boolean;
}

/** `POST …/uploads`; the same `client_id` is answered with the same upload. */
export interface UploadWish {
  readonly client_id: string;
  readonly conversation_id: string | null;
  readonly name: string;
  readonly size: number;
  readonly kind: 'file' | 'voice';
}

/** `POST` and `GET …/uploads`, `PUT …/uploads/{id}?offset=`: how far it has got. */
export interface UploadAnswer {
  readonly id: string;
  /** Bytes that the server has. */
  readonly offset: number;
  readonly size: number;
  /** The most that one `PUT` may carry. */
  readonly chunk_max: number;
  readonly state: 'receiving' | 'examining' | 'ready' | 'refused';
  /** Why it was refused. */
  readonly code?: string | null;
}

/** `GET …/conversations/{id}/entries/{seq}/files`: the same files with fresh addresses. */
export interface FilesAnswer {
  readonly attachments: readonly Attachment[];
}
