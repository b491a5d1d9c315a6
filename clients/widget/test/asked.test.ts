import type { RatingRequest } from '@besedka/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, type Page, pass, stage } from './stage';

beforeEach(() => void vi.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A conversation that an operator has closed, and what the visitor is asked about it. */
async function ended(asked: Partial<RatingRequest> = {}) {
  const scene = stage();
  const page = await scene.page();
  page.button('Open chat').click();
  await pass(200);
  page.write('Hello');
  page.button('Send').click();
  await pass(200);
  answer(scene.server, 'Good day');
  const { facts } = scene.server;
  facts.change('conv-1', 'ConversationClosed', { status: 'closed', closed_by: 'operator' });
  facts.system('conv-1', 'closed', { by: 'operator' });
  facts.askRating('conv-1', asked);
  scene.server.wake();
  await pass(200);
  const sent = () => scene.server.arrived.filter(({ type }) => type === 'rate' || type === 'skip_rating');
  return { ...scene, page, newPage: scene.page, facts, sent };
}

async function rate(page: Page, points: string): Promise<void> {
  page.input(points).click();
  await pass(10);
  page.button('Send rating').click();
  await pass(200);
}

describe('the rating sheet', () => {
  it('comes over the log when a conversation is over, with names for everything', async () => {
    const { page } = await ended({ scale: 'both' });
    const sheet = page.sheet() as HTMLElement;
    expect([sheet.getAttribute('role'), sheet.getAttribute('aria-label')]).toEqual([
      'dialog',
      'Rate the operator',
    ]);
    const groups = [...sheet.querySelectorAll('[role=radiogroup]')];
    const names = groups.map((each) => page.root.getElementById(each.getAttribute('aria-labelledby') ?? ''));
    expect(names.map((each) => each?.textContent)).toEqual(['Rate the operator', 'Would you recommend us?']);
    expect(groups.map((each) => each.querySelectorAll('input[type=radio]').length)).toEqual([5, 11]);
    expect(page.log().closest('[hidden]')).toBeNull();
  });

  it('sends the numbers and the comment, says thanks, and leaves the answer in the log', async () => {
    const { page, sent } = await ended();
    const comment = page.input('Comment');
    comment.value = 'quick';
    comment.dispatchEvent(new Event('input', { bubbles: true }));
    await rate(page, '5');
    expect(sent()).toMatchObject([
      { type: 'rate', conversation_id: 'conv-1', episode: 1, five: 5, ten: null, comment: 'quick' },
    ]);
    expect(page.status().join()).toContain('Thank you for your rating');
    page.button('Close').click();
    await pass(10);
    expect(page.sheet()).toBeNull();
    expect(page.log().textContent).toContain('Your rating: 5 of 5');
    expect(page.root.activeElement).toBe(page.field());
  });

  it('says what is missing when nothing is chosen', async () => {
    const { page, sent } = await ended();
    page.button('Send rating').click();
    await pass(10);
    expect([page.status(), sent()]).toEqual([['Choose a number, or skip the rating.'], []]);
  });

  it('can be skipped, and the log still offers it while there is time', async () => {
    const { page, sent } = await ended();
    page.button('Skip').click();
    await pass(200);
    expect(sent()).toMatchObject([{ type: 'skip_rating', episode: 1 }]);
    expect([page.sheet(), page.log().textContent?.includes('Rating skipped')]).toEqual([null, true]);
    page.button('Rate').click();
    await pass(10);
    await rate(page, '4');
    expect(sent().at(-1)).toMatchObject({ type: 'rate', five: 4 });
  });

  it('is put away by Escape without an answer and without closing the panel', async () => {
    const { page, sent } = await ended();
    page.press('Escape');
    await pass(10);
    expect([page.sheet(), page.dialog() !== null, sent()]).toEqual([null, true, []]);
    expect(page.root.activeElement).toBe(page.field());
  });

  it('opens again to change the answer, with what was answered', async () => {
    const { page, sent } = await ended({ five: 2, text: 'slow' });
    expect(page.sheet()).toBeNull();
    page.button('Change my rating').click();
    await pass(10);
    expect([page.input('2').checked, page.input('Comment').value]).toEqual([true, 'slow']);
    expect(page.root.activeElement).toBe(page.input('2'));
    await rate(page, '3');
    expect(sent()).toMatchObject([{ five: 3, comment: 'slow' }]);
  });

  it('waits for somebody who has left', async () => {
    const { newPage } = await ended();
    const returned = await newPage();
    await pass(200);
    expect(returned.sheet()).not.toBeNull();
  });

  it('is not there when its time is over, nor is a way to it', async () => {
    const { page } = await ended({ until: 1_790_000_000_000 });
    expect([page.sheet(), page.hasButton('Rate')]).toEqual([null, false]);
  });

  it('goes when the visitor writes on', async () => {
    const { page } = await ended();
    page.write('One more thing');
    page.button('Send').click();
    await pass(200);
    expect(page.sheet()).toBeNull();
  });

  it('does not take the focus from somebody who is writing', async () => {
    const { page, facts, server } = await ended({ skipped: true });
    page.write('half a sen');
    page.field().focus();
    facts.askRating('conv-1', { episode: 2 });
    server.wake();
    await pass(100);
    expect(page.sheet()).not.toBeNull();
    expect(page.root.activeElement).toBe(page.field());
  });

  it('says why an answer was refused, and stays', async () => {
    const { page, server } = await ended();
    server.refuseNext = { code: 'rating_over' };
    await rate(page, '5');
    expect(page.status()).toContain('The time for this rating is over.');
    expect(page.sheet()).not.toBeNull();
  });
});

describe('a request in the log', () => {
  it('that nobody answered is not asked again while the conversation goes on', async () => {
    const { page } = await ended();
    page.write('One more thing');
    page.button('Send').click();
    await pass(200);
    expect([page.hasButton('Rate'), page.log().textContent?.includes('How was this')]).toEqual([
      false,
      false,
    ]);
  });

  it('that was answered can be changed also then', async () => {
    const { page } = await ended({ five: 5 });
    page.write('One more thing');
    page.button('Send').click();
    await pass(200);
    page.button('Change my rating').click();
    await pass(10);
    expect(page.input('5').checked).toBe(true);
  });
});
