import type { Conversation, InboxInfo } from '@besedka/protocol';
import { type Client, conversationsInOrder, createClient, hasEarlier, type Row, unread } from '@besedka/sdk';
import { addressIn } from '@besedka/sdk/media';
import { tieToPage } from '@besedka/sdk/page';
import type { PanelHost } from '../contract';
import { type Chat, chatOf } from './chat';
import { FilesDesk } from './filesDesk';
import type { Letter } from './letter';
import { consentOf, isClosedAt, type OfferedTopic, topicsOf } from './offer';
import type { Asked } from './rating';
import type { Answer } from './useRating';
import type { Words } from './words';

/** A closed panel without an open conversation keeps its line for so long. */
const LINGER_MS = 60_000;

const defaults: Pick<InboxInfo, 'text_limit' | 'edit_window_ms'> = {
  text_limit: 4000,
  edit_window_ms: 900_000,
};

/** The conversation behind the panel: when to be connected, what to tell the page, and what the screen shows. */
export class Session {
  readonly client: Client;
  readonly files: FilesDesk;
  inbox: InboxInfo | null = null;
  /** What the visitor has said that it is about. */
  chosenTopic: string | null = null;
  private readonly leaving: (() => void)[] = [];
  private linger: ReturnType<typeof setTimeout> | null = null;
  private isShown = false;
  private hasIntroduced = false;
  private hasListed = false;
  private toldUnread = 0;

  constructor(
    private readonly host: PanelHost,
    words: Words,
  ) {
    const { settings, pocket } = host;
    const identity = host.identity();
    this.client = createClient({
      url: settings.base,
      audience: 'visitor',
      inbox: settings.inbox,
      locale: settings.locale,
      ...(identity ? { identity } : {}),
      ...(pocket.storage ? { storage: pocket.storage } : {}),
    });
    this.files = new FilesDesk(this, host, words);
    this.leaving.push(
      tieToPage(this.client, window, () => this.isWanted),
      this.client.subscribe(() => this.follow()),
      this.client.on('event', (event) => {
        if (event.type !== 'entry' || event.entry.direction !== 'outgoing' || event.entry.version > 1) return;
        host.tell('message', { conversationId: event.entry.conversation_id, text: event.entry.text });
      }),
    );
  }

  get chat(): Chat {
    return chatOf(this.client.state);
  }

  shown(): void {
    this.isShown = true;
    this.hasListed = false;
    this.stay();
    this.client.connect();
    void this.readInbox();
  }

  hidden(): void {
    this.isShown = false;
    if (this.host.pocket.get('talking')) this.client.connect();
    else this.leaveSoon();
  }

  /** Set by the screen: told when something beside the client's state has changed. */
  redraw: () => void = () => undefined;
  onAccent: (accent: string | null) => void = () => undefined;

  get limits(): Pick<InboxInfo, 'text_limit' | 'edit_window_ms'> {
    return this.inbox ?? defaults;
  }

  /** The clock that `edit_window_ms` runs by. */
  serverNow(): number {
    return Date.now() + this.client.state.serverOffset;
  }

  get isClosedNow(): boolean {
    return isClosedAt(this.inbox, this.serverNow());
  }

  get opensAt(): number | null {
    return this.inbox?.opens_at ?? null;
  }

  get hasMail(): boolean {
    return this.inbox?.mail === true;
  }

  get consent(): string | null {
    return consentOf(this.inbox, this.host.settings.locale);
  }

  /** What the visitor may say that it is about, unless the page says it. */
  get topics(): readonly OfferedTopic[] {
    return this.host.topic() === null ? topicsOf(this.inbox, this.host.settings.locale) : [];
  }

  /** The visitor's name, if the page or the contact says it. */
  get givenName(): string | null {
    return this.chat.conversation?.contact.name ?? this.host.settings.name;
  }

  /** A path that the server gave, as a page of another host can ask for it. */
  address(path: string): string {
    return addressIn(this.host.settings.base, path);
  }

  /** The address of an operator's picture. */
  photo(name: string): string {
    return `${this.host.settings.base}/photos/${encodeURIComponent(name)}`;
  }

  /** The address of a linked page's picture. */
  preview(name: string): string {
    return `${this.host.settings.base}/previews/${encodeURIComponent(name)}`;
  }

  /** A topic goes with the word that opens a conversation. */
  send(text: string, uploads: readonly string[] = []): void {
    this.client.send(text, this.chat.isOpen ? null : this.topic, uploads);
    this.stay();
  }

  leaveMessage({ name, email, phone, text, consent }: Letter): Promise<unknown> {
    this.stay();
    return this.client.act<'leave_message'>({
      type: 'leave_message',
      name: name.trim() || null,
      email: email.trim() || null,
      phone: phone.trim() || null,
      text: text.trim(),
      consent,
      topic: this.topic,
    });
  }

  wantMail(email: string, consent: boolean): Promise<unknown> {
    return this.client.act<'want_mail'>({ type: 'want_mail', email, consent });
  }

  stillHere(): void {
    void this.client.act<'still_here'>({ type: 'still_here' });
  }

  rate({ conversationId, episode }: Asked, answer: Answer): Promise<unknown> {
    return this.client.act<'rate'>({ type: 'rate', conversation_id: conversationId, episode, ...answer });
  }

  skipRating({ conversationId, episode }: Asked): void {
    void this.client.act<'skip_rating'>({ type: 'skip_rating', conversation_id: conversationId, episode });
  }

  typing(on: boolean): void {
    if (this.chat.isOpen) this.client.typing(null, on);
  }

  remove({ entry }: Row): void {
    if (entry) this.client.remove(entry.id);
  }

  end(): void {
    const { conversation } = this.chat;
    if (conversation) this.client.close(conversation.id);
  }

  /** What is before the first row: earlier entries of the same conversation, then the one before it. */
  async loadEarlier(): Promise<void> {
    const newestFirst = [...conversationsInOrder(this.client.state)].reverse();
    const next = newestFirst.find(({ id }) => hasEarlier(this.client.state, id));
    if (next) await this.client.loadEarlier(next.id);
  }

  destroy(): void {
    this.stay();
    this.client.stop();
    for (const leave of this.leaving) leave();
  }

  private get topic(): string | null {
    return this.host.topic() ?? this.chosenTopic;
  }

  private get isWanted(): boolean {
    return this.isShown || this.host.pocket.get('talking') !== null;
  }

  private follow(): void {
    const { state } = this.client;
    const { conversation, isOpen } = this.chat;
    if (state.cursor !== null || state.pending.length > 0) this.remember(isOpen || state.pending.length > 0);
    if (conversation) {
      this.introduce(conversation);
      this.listFormer();
    }
    const count = conversation ? unread(state, conversation.id) : 0;
    if (count === this.toldUnread) return;
    this.toldUnread = count;
    this.host.setUnread(count);
  }

  /** So that the next page, or another tab, connects by itself. */
  private remember(isTalking: boolean): void {
    const { pocket } = this.host;
    if (isTalking === (pocket.get('talking') !== null)) return;
    if (isTalking) pocket.set('talking', '1');
    else pocket.remove('talking');
    if (!isTalking && !this.isShown) this.leaveSoon();
  }

  /** The page knows the visitor's name: told once a conversation shows that we do not. */
  private introduce({ contact }: Conversation): void {
    const { name } = this.host.settings;
    if (!name || this.hasIntroduced || contact.name !== null) return;
    this.hasIntroduced = true;
    this.client.introduce(name);
  }

  /** Once an opening, when there is a conversation: whether there were conversations before this one. */
  private listFormer(): void {
    if (!this.isShown || this.hasListed || this.client.state.status !== 'online') return;
    this.hasListed = true;
    this.client.loadConversations().catch(() => undefined);
  }

  private leaveSoon(): void {
    this.stay();
    this.linger = setTimeout(() => this.client.stop(), LINGER_MS);
  }

  private stay(): void {
    if (this.linger !== null) clearTimeout(this.linger);
    this.linger = null;
  }

  private async readInbox(): Promise<void> {
    const { settings } = this.host;
    try {
      this.inbox = await this.client.request<InboxInfo>(
        'GET',
        `/inboxes/${encodeURIComponent(settings.inbox)}`,
      );
      this.onAccent(this.inbox.brand.accent);
      this.redraw();
    } catch {
      // The defaults do until the panel is opened again.
    }
  }
}
