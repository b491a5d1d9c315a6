import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Widget } from '../src/loader/widget';
import { mount } from '../src/panel';
import { en } from '../src/panel/words/en';
import { answer, pass, stage } from './stage';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('before the visitor opens the chat', () => {
  it('nothing is stored, nothing is loaded, and no connection is opened', async () => {
    const { page, network } = stage();
    const { loads, hasButton, dialog } = await page();
    await pass(60_000);
    expect(hasButton('Open chat')).toBe(true);
    expect(dialog()).toBeNull();
    expect([localStorage.length, loads.length, network.tried.length]).toEqual([0, 0, 0]);
  });

  it('pointing at the launcher loads the panel, and still opens no connection', async () => {
    const { page, network } = stage();
    const { button, loads } = await page();
    button('Open chat').dispatchEvent(new Event('pointerenter'));
    await pass(1_000);
    expect([loads.length, network.tried.length, localStorage.length]).toEqual([1, 0, 0]);
  });
});

describe('the launcher', () => {
  it('opens the panel, goes out of its way, and gets the focus back at Escape', async () => {
    const { page } = stage();
    const { button, hasButton, dialog, press, root, field } = await page();
    button('Open chat').click();
    await pass(100);
    expect(dialog()).not.toBeNull();
    expect(hasButton('Open chat')).toBe(false);
    expect(root.activeElement).toBe(field());
    press('Escape');
    await pass(100);
    expect(dialog()).toBeNull();
    expect(root.activeElement).toBe(button('Open chat'));
  });

  it('counts what is unread in its name while the panel is closed', async () => {
    const { page, server } = stage();
    const { button, write, press } = await page();
    button('Open chat').click();
    await pass(200);
    write('Hello');
    button('Send').click();
    await pass(200);
    press('Escape');
    answer(server, 'Good day');
    answer(server, 'Are you there?');
    await pass(200);
    expect(button(/^Open chat/).getAttribute('aria-label')).toBe('Open chat, 2 unread messages');
    button(/^Open chat/).click();
    await pass(200);
    press('Escape');
    await pass(100);
    expect(button(/^Open chat/).getAttribute('aria-label')).toBe('Open chat');
  });

  it('says so when the panel cannot be loaded, and tries again when pressed', async () => {
    stage();
    let works = false;
    const load = async () => {
      if (!works) throw new TypeError('network');
      return { panel: { mount }, words: en };
    };
    const settings = { inbox: 'demo', base: 'https://help.example', locale: 'en', theme: 'light' } as const;
    const widget = new Widget(
      { ...settings, open: false, name: null, topic: null, identity: null, nonce: '' },
      document,
      load,
    );
    widget.start();
    const root = widget.element.shadowRoot as ShadowRoot;
    const launcher = root.querySelector('button') as HTMLButtonElement;
    launcher.click();
    await pass(100);
    expect(root.querySelector('.hint')?.textContent).toContain('could not be loaded');
    expect(launcher.hidden).toBe(false);
    works = true;
    launcher.click();
    await pass(100);
    expect(root.querySelector('.hint')?.textContent).toBe('');
    expect(root.querySelector<HTMLElement>('[role=dialog]')?.hidden).toBe(false);
    widget.destroy();
  });
});

describe('the next page', () => {
  it('opens the panel again if it was open, without taking the focus', async () => {
    const { page } = stage();
    const first = await page();
    first.button('Open chat').click();
    await pass(100);
    const second = await page();
    await pass(100);
    expect(second.dialog()).not.toBeNull();
    expect(second.root.activeElement).toBeNull();
  });

  it('keeps the draft, also of a closed panel', async () => {
    const { page } = stage();
    const first = await page();
    first.button('Open chat').click();
    await pass(100);
    first.write('half a sen');
    first.press('Escape', first.field());
    const second = await page();
    second.button('Open chat').click();
    await pass(100);
    expect(second.field().value).toBe('half a sen');
  });

  it('connects by itself if a conversation is open, so that the badge can count', async () => {
    const { page, server } = stage();
    const first = await page();
    first.button('Open chat').click();
    await pass(200);
    first.write('Hello');
    first.button('Send').click();
    await pass(200);
    first.press('Escape', first.field());
    await pass(100);
    const second = await page();
    answer(server, 'Good day');
    await pass(300);
    expect(second.button(/^Open chat/).getAttribute('aria-label')).toBe('Open chat, 1 unread message');
  });

  it('leaves the visitor alone when the conversation is over', async () => {
    const { page, network } = stage();
    const first = await page();
    first.button('Open chat').click();
    await pass(200);
    first.write('Hello');
    first.button('Send').click();
    await pass(200);
    first.button('End chat').click();
    await pass(200);
    first.press('Escape', first.field());
    network.tried.length = 0;
    const second = await page();
    await pass(5_000);
    expect([second.loads.length, network.tried.length]).toEqual([0, 0]);
  });

  it('opens by itself where the page asks for it, until the visitor has closed it once', async () => {
    const { page } = stage();
    const first = await page({ open: true });
    await pass(100);
    expect(first.dialog()).not.toBeNull();
    first.press('Escape', first.field());
    const second = await page({ open: true });
    await pass(100);
    expect(second.dialog()).toBeNull();
  });

  it('works where the browser forbids storage', async () => {
    const { page } = stage();
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const { button, write, texts, ticks } = await page();
    button('Open chat').click();
    await pass(200);
    write('Hello');
    button('Send').click();
    await pass(200);
    expect([texts(), ticks()]).toEqual([['Hello'], ['Sent']]);
    vi.restoreAllMocks();
  });
});

it('another tab that begins a conversation wakes this one', async () => {
  const { page, network } = stage();
  await page();
  expect(network.tried).toEqual([]);
  localStorage.setItem('besedka:demo:talking', '1');
  window.dispatchEvent(new StorageEvent('storage', { key: 'besedka:demo:talking', newValue: '1' }));
  await pass(200);
  expect(network.tried).toEqual(['websocket']);
});

it('destroying takes everything away', async () => {
  const { page, network } = stage();
  const { widget, button } = await page();
  button('Open chat').click();
  await pass(200);
  widget.destroy();
  await pass(200);
  expect(document.querySelector('besedka-widget')).toBeNull();
  expect(network.lines.size).toBe(0);
});
