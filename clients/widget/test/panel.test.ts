import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, type Page, pass, stage } from './stage';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened() {
  const scene = stage();
  const page = await scene.page();
  page.button('Open chat').click();
  await pass(200);
  return { ...scene, page };
}

async function send({ write, button }: Page, text: string): Promise<void> {
  write(text);
  button('Send').click();
  await pass(200);
}

describe('a message', () => {
  it('is shown at once with a clock, then with ticks as it gets on', async () => {
    const { page, server } = await opened();
    page.write('Hello');
    page.button('Send').click();
    await pass(1);
    expect([page.texts(), page.ticks()]).toEqual([['Hello'], ['Sending']]);
    await pass(200);
    expect(page.ticks()).toEqual(['Sent']);
    server.facts.change('conv-1', 'ReadByOperator', { operator_delivered_seq: 1, operator_read_seq: 1 });
    server.wake();
    await pass(100);
    expect(page.ticks()).toEqual(['Read']);
    expect(page.field().value).toBe('');
  });

  it('goes at Enter, not at Shift+Enter, and never while an input method composes', async () => {
    const { page, server } = await opened();
    page.write('Hello');
    page.press('Enter', page.field(), { shiftKey: true });
    page.press('Enter', page.field(), { isComposing: true });
    await pass(100);
    expect(server.arrived.filter((each) => each.type === 'send')).toEqual([]);
    page.press('Enter', page.field());
    await pass(100);
    expect(page.texts()).toEqual(['Hello']);
  });

  it('is text and nothing but text', async () => {
    const { page, server } = await opened();
    await send(page, '<img src=x onerror=alert(1)> **bold**');
    answer(server, '<script>alert(1)</script> https://a.example/<b>');
    await pass(100);
    expect(page.log().querySelectorAll('img, script, b')).toHaveLength(0);
    const link = page.log().querySelector('a');
    expect([link?.href, link?.rel, link?.target]).toEqual([
      'https://a.example/',
      'noopener noreferrer nofollow',
      '_blank',
    ]);
  });

  it('that is refused says why, and can be sent again or deleted', async () => {
    const { page, server } = await opened();
    server.refuseNext = { code: 'text_too_long' };
    await send(page, 'one');
    expect(page.log().textContent).toContain('Not sent. It is too long');
    page.button('Retry').click();
    await pass(200);
    expect([page.texts(), page.ticks()]).toEqual([['one'], ['Sent']]);
    server.refuseNext = { code: 'strange_code' };
    await send(page, 'two');
    expect(page.log().textContent).toContain('strange_code');
    page.button('Delete').click();
    await pass(100);
    expect(page.texts()).toEqual(['one']);
  });

  it('longer than the limit is not sent, and says by how much', async () => {
    const { page, server } = await opened();
    page.write('я'.repeat(4_003));
    await pass(10);
    expect(page.status()).toContain('Too long by 3 characters');
    page.button('Send').click();
    await pass(100);
    expect(server.arrived.filter((each) => each.type === 'send')).toEqual([]);
  });
});

describe('an own message', () => {
  it('can be changed by keyboard alone', async () => {
    const { page, server } = await opened();
    await send(page, 'Helo');
    page.button('Message actions').click();
    await pass(10);
    expect(page.root.activeElement?.textContent).toBe('Edit');
    page.press('ArrowDown');
    expect(page.root.activeElement?.textContent).toBe('Delete');
    page.press('ArrowDown');
    (page.root.activeElement as HTMLElement).click();
    await pass(10);
    expect([page.field().value, page.root.activeElement === page.field()]).toEqual(['Helo', true]);
    page.write('Hello');
    page.press('Enter', page.field());
    await pass(200);
    expect(page.texts()).toEqual(['Hello']);
    expect(server.facts.entriesOf('conv-1')[0]).toMatchObject({ text: 'Hello', version: 2 });
    expect(page.log().textContent).toContain('edited');
  });

  it('that is being changed is left as it was at Escape, and the draft comes back', async () => {
    const { page } = await opened();
    await send(page, 'Hello');
    page.write('a draft');
    page.button('Message actions').click();
    await pass(10);
    page.button('Edit').click();
    await pass(10);
    expect(page.field().value).toBe('Hello');
    page.press('Escape', page.field());
    await pass(10);
    expect(page.field().value).toBe('a draft');
    expect(page.dialog()).not.toBeNull();
  });

  it('can be deleted', async () => {
    const { page, server } = await opened();
    await send(page, 'Hello');
    page.button('Message actions').click();
    await pass(10);
    page.button('Delete').click();
    await pass(200);
    expect(page.texts()).toEqual([]);
    expect(page.log().textContent).toContain('Message deleted');
    expect(server.facts.entriesOf('conv-1')[0]?.deleted_at).not.toBeNull();
  });

  it('closes its menu at Escape without closing the panel', async () => {
    const { page } = await opened();
    await send(page, 'Hello');
    page.button('Message actions').click();
    await pass(10);
    page.press('Escape');
    await pass(10);
    expect([page.hasButton('Edit'), page.dialog() !== null]).toEqual([false, true]);
    expect(page.root.activeElement).toBe(page.button('Message actions'));
  });

  it('cannot be changed after the time for it', async () => {
    const { page, server } = await opened();
    await send(page, 'Hello');
    expect(page.hasButton('Message actions')).toBe(true);
    await pass(900_000);
    answer(server, 'Good day');
    await pass(100);
    expect(page.hasButton('Message actions')).toBe(false);
  });
});

describe('the conversation', () => {
  it('tells who answers and who types', async () => {
    const { page, server } = await opened();
    await send(page, 'Hello');
    server.facts.system('conv-1', 'waiting');
    server.facts.system('conv-1', 'assigned', { operator_name: 'Anna' });
    answer(server, 'Good day');
    for (const reader of server.readers) {
      const who = { kind: 'operator', id: 'op-1', name: 'Anna' } as const;
      reader.tell({ type: 'typing', conversation_id: 'conv-1', who, on: true });
    }
    await pass(100);
    expect(page.notices()).toEqual([
      'Please wait, an operator will join shortly',
      'You are talking with Anna',
    ]);
    expect(page.status()).toContain('Anna is typing');
    expect(page.dialog()?.querySelector('.name')?.textContent).toBe('Anna');
  });

  it('ends at once, and goes on with the next message', async () => {
    const { page, server } = await opened();
    expect(page.hasButton('End chat')).toBe(false);
    await send(page, 'Hello');
    page.button('End chat').click();
    await pass(1);
    expect(page.hasButton('End chat')).toBe(false);
    await pass(200);
    expect(page.notices()).toEqual(['Conversation ended. Write to continue it']);
    expect(page.root.activeElement).toBe(page.field());
    await send(page, 'One more thing');
    expect(page.texts()).toEqual(['Hello', 'One more thing']);
    expect(server.facts.conversations.get('conv-1')?.status).toBe('active');
  });

  it('that came before is shown above, when asked for', async () => {
    const { page: makePage, server } = stage();
    server.facts.open();
    for (let i = 1; i <= 70; i++) server.facts.reply('conv-1', `text ${i}`);
    const page = await makePage();
    page.button('Open chat').click();
    await pass(200);
    expect(page.texts()[0]).toBe('text 21');
    page.button('Earlier messages').click();
    await pass(200);
    expect(page.texts()).toHaveLength(70);
    expect(page.hasButton('Earlier messages')).toBe(false);
  });

  it('learns the name that the page knows, once there is a conversation', async () => {
    const { page: makePage, server } = stage();
    const page = await makePage({ name: 'Anna P.' });
    page.button('Open chat').click();
    await pass(200);
    expect(server.arrived).toEqual([]);
    await send(page, 'Hello');
    const told = server.arrived.flatMap((each) => (each.type === 'introduce' ? [each.name] : []));
    expect(told).toEqual(['Anna P.']);
  });
});

describe('read marks', () => {
  it('are set by an open panel in a visible tab only', async () => {
    const { page, server } = await opened();
    await send(page, 'Hello');
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    answer(server, 'Good day');
    await pass(200);
    const marks = () => {
      const row = server.facts.conversations.get('conv-1');
      return [row?.visitor_delivered_seq, row?.visitor_read_seq];
    };
    expect(marks()).toEqual([2, 0]);
    visible.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(200);
    expect(marks()).toEqual([2, 2]);
    page.press('Escape', page.field());
    answer(server, 'Are you there?');
    await pass(200);
    expect(marks()).toEqual([3, 2]);
    vi.restoreAllMocks();
  });
});

describe('a lost connection', () => {
  it('is told after two seconds, and its messages go when it is back', async () => {
    const { page, network, server } = await opened();
    await send(page, 'one');
    network.down();
    await pass(1_000);
    expect(page.status()).toEqual([]);
    page.write('two');
    page.button('Send').click();
    await pass(1_500);
    expect(page.status()).toEqual(['No connection. Your message will go by itself when you are back.']);
    expect(page.ticks()).toEqual(['Sent', 'Sending']);
    network.up();
    window.dispatchEvent(new Event('online'));
    await pass(300);
    expect(page.status()).toEqual([]);
    expect(page.ticks()).toEqual(['Sent', 'Sent']);
    expect(server.facts.entriesOf('conv-1').map((entry) => entry.text)).toEqual(['one', 'two']);
  });

  it('is told when the browser says that there is no network, before the line is found dead', async () => {
    const { page } = await opened();
    window.dispatchEvent(new Event('offline'));
    await pass(2_100);
    expect(page.status()).toEqual(['No connection. Reconnecting…']);
    window.dispatchEvent(new Event('online'));
    await pass(100);
    expect(page.status()).toEqual([]);
  });

  it('over a closed panel without a conversation is not kept up', async () => {
    const { page, network } = await opened();
    expect(network.lines.size).toBe(1);
    page.press('Escape', page.field());
    await pass(61_000);
    expect(network.lines.size).toBe(0);
    page.button('Open chat').click();
    await pass(200);
    expect(network.lines.size).toBe(1);
  });
});
