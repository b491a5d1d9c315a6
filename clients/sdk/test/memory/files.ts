import type { Attachment, Problem, UploadAnswer, UploadWish } from '@besedka/protocol';

interface Held extends UploadWish {
  readonly id: string;
  offset: number;
  state: UploadAnswer['state'];
  code: string | null;
}

/** What the pretend server knows of files: how far each upload has got, and which became a part of a message. */
export class MemoryFiles {
  readonly uploads = new Map<string, Held>();
  readonly deleted: string[] = [];
  /** Sizes of the pieces that arrived. */
  readonly pieces: number[] = [];
  /** Set: the next request is refused so. */
  refuseNext: Partial<Problem> | null = null;
  /** What an examined file comes to: a code refuses it. */
  verdict: (upload: UploadWish) => string | null = () => null;
  /** Whether the last piece is answered before the file is examined. */
  isSlow = false;
  chunkMax = 1024 * 1024;

  async answer(method: string, path: string, query: URLSearchParams, body: unknown): Promise<Response> {
    const refusal = this.refuseNext;
    this.refuseNext = null;
    if (refusal) return problem(refusal);
    if (method === 'POST') return Response.json(this.opened(JSON.parse(String(body))), { status: 201 });
    const id = path.split('/').at(-1) as string;
    const held = this.uploads.get(id);
    if (!held) return problem({ status: 404, code: 'not_found' });
    if (method === 'DELETE') return this.remove(id);
    if (method === 'GET') this.examined(held);
    if (method === 'PUT' && Number(query.get('offset')) !== held.offset)
      return problem({ status: 409, code: 'wrong_offset' });
    if (method === 'PUT') this.put(held, (body as Blob).size);
    return Response.json(this.viewOf(held));
  }

  /** The files of a message. */
  attached(ids: readonly string[]): readonly Attachment[] {
    return ids.map((id) => {
      const { name, size, kind } = this.uploads.get(id) as Held;
      const isImage = /\.(png|jpe?g|webp)$/.test(name);
      return attachment({ id, name, size, kind: kind === 'voice' ? 'voice' : isImage ? 'image' : 'file' });
    });
  }

  private opened(wish: UploadWish): UploadAnswer {
    const known = [...this.uploads.values()].find((each) => each.client_id === wish.client_id);
    const id = known?.id ?? `upload-${this.uploads.size + 1}`;
    const held = known ?? { ...wish, id, offset: 0, state: 'receiving' as const, code: null };
    this.uploads.set(id, held);
    return this.viewOf(held);
  }

  private put(held: Held, size: number): void {
    this.pieces.push(size);
    held.offset += size;
    if (held.offset < held.size) return;
    held.state = 'examining';
    if (!this.isSlow) this.examined(held);
  }

  private examined(held: Held): void {
    if (held.state !== 'examining') return;
    held.code = this.verdict(held);
    held.state = held.code ? 'refused' : 'ready';
  }

  private remove(id: string): Response {
    this.uploads.delete(id);
    this.deleted.push(id);
    return new Response(null, { status: 204 });
  }

  private viewOf({ id, offset, size, state, code }: Held): UploadAnswer {
    return { id, offset, size, chunk_max: this.chunkMax, state, code };
  }
}

/** As the server describes a file of a message. */
export function attachment(fields: Partial<Attachment> = {}): Attachment {
  const { id = 'file-1', kind = 'file' } = fields;
  return {
    id,
    kind,
    name: 'bill.pdf',
    type: kind === 'image' ? 'image/png' : kind === 'voice' ? 'audio/webm' : 'application/pdf',
    size: 1000,
    width: kind === 'image' ? 800 : null,
    height: kind === 'image' ? 600 : null,
    duration_ms: kind === 'voice' ? 4_000 : null,
    url: `api/visitor/v1/files/${id}?e=1790003600&r=reader&s=sig`,
    preview_url: kind === 'image' ? `api/visitor/v1/files/${id}?e=1790003600&r=reader&s=sig&p=1` : null,
    ...fields,
  };
}

function problem(fields: Partial<Problem>): Response {
  const whole = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'refused',
    retry_ms: null,
    ...fields,
  };
  return Response.json(whole, {
    status: whole.status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}
