import { vi } from 'vitest';
import { MemoryNetwork } from '../../sdk/test/memory/network';
import { MemoryServer } from '../../sdk/test/memory/server';
import type { Settings } from '../src/contract';
import { Widget } from '../src/loader/widget';
import { mount } from '../src/panel';
import { en } from '../src/panel/words/en';
import { ru } from '../src/panel/words/ru';
import { within } from './within';

const settings: Settings = {
  inbox: 'demo',
  base: 'https://help.example',
  locale: 'en',
  theme: 'light',
  open: false,
  name: null,
  topic: null,
  identity: null,
  nonce: '',
};

export interface Stage {
  readonly server: MemoryServer;
  readonly network: MemoryNetwork;
  /** A new page of the same browser; the former one is left. */
  page(options?: Partial<Settings>): Promise<Page>;
}

export interface Page extends ReturnType<typeof within> {
  readonly widget: Widget;
  /** How often the panel was loaded. */
  readonly loads: readonly number[];
}

let former: Widget | null = null;

/** A browser with an empty storage, and a pretend server at the other end of the wire. */
export function stage(): Stage {
  const server = new MemoryServer();
  const network = new MemoryNetwork(server);
  former?.destroy();
  former = null;
  localStorage.clear();
  vi.stubGlobal('WebSocket', network.WebSocket);
  vi.stubGlobal('fetch', network.fetch);
  const page = async (options: Partial<Settings> = {}) => {
    former?.destroy();
    const loads: number[] = [];
    const widget = new Widget({ ...settings, ...options }, document, async (attempt) => {
      loads.push(attempt);
      return { panel: { mount }, words: options.locale === 'ru' ? ru : en };
    });
    former = widget;
    widget.start();
    await pass(50);
    return { widget, loads, ...within(widget.element.shadowRoot as ShadowRoot) };
  };
  return { server, network, page };
}

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** The operator has taken the latest conversation. */
export function answer(server: MemoryServer, text: string): void {
  const id = [...server.facts.conversations.keys()].at(-1) as string;
  server.facts.change(id, 'ConversationAssigned', { status: 'active', operator_id: 'op-1' });
  server.facts.reply(id, text);
  server.wake();
}
