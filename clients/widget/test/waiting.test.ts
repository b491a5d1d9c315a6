import type { InboxInfo } from '@besedka/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../src/contract';
import { answer, type Page, pass, stage } from './stage';

const NOW = 1_790_000_000_000;
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(inbox: Partial<InboxInfo> = {}, options: Partial<Settings> = {}) {
  const scene = stage();
  scene.network.inbox = { ...scene.network.inbox, ...inbox };
  const page = await scene.page(options);
  page.button('Open chat').click();
  await pass(200);
  return { ...scene, page, newPage: scene.page };
}

async function send({ write, button }: Page, text: string): Promise<void> {
  write(text);
  button('Send').click();
  await pass(200);
}

function fill(page: Page, label: string, value: string): void {
  const input = page.input(label);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('outside the hours', () => {
  const closed = { is_open: false, opens_at: NOW + 3600_000, consent: { en: 'I agree that you keep this' } };

  it('a form says when we open, and where the answer will be', async () => {
    const { page } = await opened({ ...closed, mail: false });
    expect(page.form()?.getAttribute('aria-label')).toBe('Leave a message');
    expect(page.form()?.textContent).toMatch(/We are closed now\. We open .+ at \d\d:\d\d \(.+\)\./);
    expect(page.form()?.textContent).toContain('the answer will be here, in this chat');
  });

  it('says at each field what is missing, and goes to the first', async () => {
    const { page, server } = await opened(closed);
    page.button('Send').click();
    await pass(10);
    const faults = [...page.root.querySelectorAll('.field-error')]
      .map((each) => each.textContent)
      .filter(Boolean);
    expect(faults).toEqual([
      'Leave an e-mail or a phone number, so that the answer finds you.',
      'Write your message.',
      'We need your consent to answer.',
    ]);
    expect(page.root.activeElement).toBe(page.input('E-mail'));
    expect(page.input('E-mail').getAttribute('aria-describedby')).toBe('letter-email-fault');
    expect(server.arrived).toEqual([]);
  });

  it('a message becomes a conversation, and the next page knows nothing of the form', async () => {
    const { page, server } = await opened(closed, { name: 'Anna', topic: 'tariffs' });
    fill(page, 'E-mail', 'anna@example.com');
    fill(page, 'Message', 'When do you open?');
    page.input('I agree that you keep this').click();
    await pass(10);
    page.button('Send').click();
    await pass(200);
    expect(server.arrived.find((each) => each.type === 'leave_message')).toMatchObject({
      name: 'Anna',
      email: 'anna@example.com',
      phone: null,
      text: 'When do you open?',
      consent: true,
      topic: 'tariffs',
    });
    expect([page.form(), page.texts()]).toEqual([null, ['When do you open?']]);
    expect(page.strip()).toContain('We have your message. The answer will come by e-mail');
    expect(page.notices()).toContain('Your message is with us. We will answer in writing');
    expect(localStorage.getItem('besedka:demo:form')).toBeNull();
  });

  it('what was filled in survives a reload, and a refusal is shown at its field', async () => {
    const { page, newPage, server } = await opened({ ...closed, consent: {} });
    fill(page, 'E-mail', 'anna@example.com');
    fill(page, 'Message', 'When do you open?');
    const next = await newPage();
    await pass(200);
    expect([next.input('E-mail').value, next.input('Message').value]).toEqual([
      'anna@example.com',
      'When do you open?',
    ]);
    server.refuseNext = { code: 'bad_email' };
    next.button('Send').click();
    await pass(200);
    expect(next.root.getElementById('letter-email-fault')?.textContent).toContain('not a whole e-mail');
    expect(localStorage.getItem('besedka:demo:form')).toContain('When do you open?');
  });

  it('a former conversation stays to be read, with a way to write', async () => {
    const { page, network, newPage } = await opened();
    await send(page, 'Hello');
    page.button('End chat').click();
    await pass(200);
    network.inbox = { ...network.inbox, ...closed };
    const next = await newPage();
    await pass(200);
    expect([next.form(), next.texts()]).toEqual([null, ['Hello']]);
    next.button('Leave a message').click();
    await pass(10);
    expect(next.root.activeElement).toBe(next.input('Name'));
    next.button('Back').click();
    await pass(10);
    expect(next.texts()).toEqual(['Hello']);
  });

  it('an inbox that lets people wait says so above the log', async () => {
    const { page } = await opened({ ...closed, offline: 'queue' });
    expect(page.form()).toBeNull();
    expect(page.strip()).toMatch(/^We are closed now\. We open .+ at /);
  });
});

describe('in the line', () => {
  const stand = async (wait_ms: number | null, choices: readonly ('wait' | 'form' | 'mail')[] = []) => {
    const scene = await opened();
    await send(scene.page, 'Hello');
    for (const reader of scene.server.readers)
      reader.tell({ type: 'queue', conversation_id: 'conv-1', place: 3, wait_ms, choices });
    await pass(50);
    return scene;
  };

  it('the place and the wait are told until somebody answers', async () => {
    const { page, server } = await stand(200_000);
    expect(page.strip()).toBe('You are third, about 4 minutes');
    answer(server, 'Good day');
    await pass(100);
    expect(page.strip()).toBeNull();
  });

  it('a full one offers to wait, to write, or to be told by mail', async () => {
    const { page, server } = await stand(null, ['wait', 'form', 'mail']);
    expect(page.strip()).toContain('All operators are busy now. You are third');
    page.button('Tell me by e-mail').click();
    await pass(10);
    page.button('Tell me').click();
    await pass(10);
    expect(page.root.getElementById('mail-email-fault')?.textContent).toContain('not a whole e-mail');
    fill(page, 'E-mail', 'anna@example.com');
    await pass(10);
    page.button('Tell me').click();
    await pass(200);
    expect(server.arrived.at(-1)).toMatchObject({ type: 'want_mail', email: 'anna@example.com' });
    expect(page.notices()).toContain('We will tell you of the answer by e-mail');
    expect([page.hasButton('Tell me'), page.hasButton('Wait here')]).toEqual([false, false]);
  });

  it('an inbox that asks for consent asks for it here, too', async () => {
    const scene = await opened({ consent: { en: 'I agree that you keep this' } });
    await send(scene.page, 'Hello');
    for (const reader of scene.server.readers)
      reader.tell({ type: 'queue', conversation_id: 'conv-1', place: 3, wait_ms: null, choices: ['mail'] });
    await pass(50);
    const { page, server } = scene;
    page.button('Tell me by e-mail').click();
    await pass(10);
    fill(page, 'E-mail', 'anna@example.com');
    await pass(10);
    page.button('Tell me').click();
    await pass(10);
    expect(page.root.getElementById('mail-consent-fault')?.textContent).toBe(
      'We need your consent to answer.',
    );
    page.input('I agree that you keep this').click();
    await pass(10);
    page.button('Tell me').click();
    await pass(200);
    expect(server.arrived.at(-1)).toMatchObject({
      type: 'want_mail',
      email: 'anna@example.com',
      consent: true,
    });
  });

  it('a full one takes a message in writing', async () => {
    const { page } = await stand(null, ['form']);
    expect(page.hasButton('Wait here')).toBe(false);
    page.button('Leave a message').click();
    await pass(10);
    expect(page.form()?.textContent).toContain('All operators are busy now.');
  });
});

describe('a warning of silence', () => {
  it('is answered by one press', async () => {
    const { page, server } = await opened();
    await send(page, 'Hello');
    server.facts.system('conv-1', 'silence_warning', { closes_at: NOW + 600_000 });
    server.wake();
    await pass(100);
    expect(page.notices()[0]).toMatch(/The conversation will end at \d\d:\d\d/);
    page.button('I am still here').click();
    await pass(100);
    expect(server.arrived.at(-1)).toMatchObject({ type: 'still_here' });
    expect(page.hasButton('I am still here')).toBe(false);
  });

  it('is past once somebody writes', async () => {
    const { page, server } = await opened();
    await send(page, 'Hello');
    server.facts.system('conv-1', 'silence_warning', { closes_at: NOW + 600_000 });
    answer(server, 'Are you there?');
    await pass(100);
    expect(page.hasButton('I am still here')).toBe(false);
  });
});

it("an operator's picture stands in the header, or the letter if it does not load", async () => {
  const { page, server } = await opened();
  server.facts.operators[0] = { id: 'op-1', version: 2, name: 'Anna', photo: 'ab12' };
  await send(page, 'Hello');
  answer(server, 'Good day');
  server.resync([...server.readers][0] as never);
  await pass(100);
  const picture = page.root.querySelector<HTMLImageElement>('.avatar img');
  expect(picture?.src).toBe('https://help.example/photos/ab12');
  picture?.dispatchEvent(new Event('error'));
  await pass(10);
  expect(page.root.querySelector('.avatar')?.textContent).toBe('A');
});

describe('a topic', () => {
  it('of the page goes with the word that opens a conversation, and with no other', async () => {
    const { page, server } = await opened({}, { topic: 'tariffs' });
    await send(page, 'one');
    await send(page, 'two');
    const sent = server.arrived.flatMap((each) => (each.type === 'send' ? [each.topic] : []));
    expect(sent).toEqual(['tariffs', undefined]);
  });

  it('may be chosen by the visitor, where the inbox offers some and the page names none', async () => {
    const topics = [
      { id: 'tariffs', names: { en: 'Tariffs', ru: 'Тарифы' } },
      { id: 'router', names: { ru: 'Роутер' } },
    ];
    const { page, server } = await opened({ topics });
    page.button('Tariffs').click();
    await pass(10);
    page.button('Роутер').click();
    await pass(10);
    const pressed = ['Tariffs', 'Роутер'].map((name) => page.button(name).getAttribute('aria-pressed'));
    expect(pressed).toEqual(['false', 'true']);
    await send(page, 'one');
    expect(server.arrived.find((each) => each.type === 'send')).toMatchObject({ topic: 'router' });
    const named = await opened({ topics }, { topic: 'other' });
    expect(named.page.hasButton('Tariffs')).toBe(false);
  });

  it('may be named by the page when it opens the chat', async () => {
    const { page: makePage, server } = stage();
    const page = await makePage();
    page.widget.openFor({ topic: 'router' });
    await pass(200);
    await send(page, 'one');
    expect(server.arrived.find((each) => each.type === 'send')).toMatchObject({ topic: 'router' });
  });
});

describe('a return link', () => {
  it('opens the panel as the person it was sent to, and leaves the address clean', async () => {
    const { page: makePage, network, server } = stage();
    server.facts.open();
    server.facts.reply('conv-1', 'The answer');
    const tokens: string[] = [];
    network.weather.toServer = (message) => {
      if (message.type === 'hello' && 'token' in message) tokens.push(message.token);
      return true;
    };
    window.location.hash = '#besedka=r.identity.1.signature';
    const page = await makePage();
    await pass(200);
    expect(page.texts()).toEqual(['The answer']);
    expect([tokens, window.location.hash]).toEqual([['r.identity.1.signature'], '']);
  });

  it('leaves other fragments alone', async () => {
    const { page: makePage } = stage();
    window.location.hash = '#prices';
    const page = await makePage();
    await pass(100);
    expect([page.dialog(), window.location.hash]).toEqual([null, '#prices']);
    window.location.hash = '';
  });
});
