import type { Conversation, Department, Entry, FrameEvent, ServerMessage } from '@besedka/protocol';
import { describe, expect, it } from 'vitest';
import { apply, applyPage, emptyModel, holds, isGap } from '../src/reducer';
import type { Model } from '../src/types';
import { Facts } from './memory/facts';

const facts = () => new Facts(() => 1_000);

function entry(seq: number, fields: Partial<Entry> = {}): Entry {
  const made = facts();
  made.open('c');
  return { ...made.reply('c', `text ${seq}`), id: `e${seq}`, seq, ...fields };
}

function conversation(fields: Partial<Conversation> = {}): Conversation {
  return { ...facts().open('c'), ...fields };
}

function snapshot(fields: Partial<{ conversations: Conversation[]; entries: Entry[] }> = {}): ServerMessage {
  const state = { conversations: [conversation()], entries: [], operators: [], departments: [], ...fields };
  return { type: 'snapshot', cursor: '0', state };
}

function frame(from: string, to: string, ...events: FrameEvent[]): ServerMessage {
  return { type: 'frame', from, to, events };
}

const made = (entry: Entry): FrameEvent => ({ type: 'entry', cause: 'ReplyPosted', entry });
const edited = (entry: Entry): FrameEvent => ({ type: 'entry', cause: 'MessageEdited', entry });
const play = (...messages: ServerMessage[]): Model => messages.reduce(apply, emptyModel);
const seqs = (model: Model) => model.entries.c?.map((each) => each.seq);

describe('the cursor', () => {
  it('moves to the end of each frame, also of an empty one', () => {
    expect(play(snapshot(), frame('0', '1')).cursor).toBe('1');
  });

  it('does not move over a gap, and nothing of the frame is applied', () => {
    const before = play(snapshot());
    const late = frame('1', '2', made(entry(1)));
    expect(late.type === 'frame' && isGap(before, late)).toBe(true);
    expect(apply(before, late)).toBe(before);
  });

  it('takes a repeated frame for no gap', () => {
    const after = play(snapshot(), frame('0', '1', made(entry(1))));
    const again = frame('0', '1', made(entry(1)));
    expect(again.type === 'frame' && isGap(after, again)).toBe(false);
    expect(apply(after, again)).toEqual(after);
  });

  it('is forgotten at a resync, so that nothing but a snapshot can follow', () => {
    expect(play(snapshot(), { type: 'resync', reason: 'too_far' }).cursor).toBeNull();
  });
});

describe('an entry that was there before', () => {
  it.each([
    'MessageEdited',
    'MessageDeleted',
    'PromiseKept',
    'PromiseBroken',
    'PromiseWithdrawn',
    'RatingGiven',
    'RatingSkipped',
    'SurveyGiven',
    'SurveySkipped',
    'CardShown',
  ])('and is told again by %s does not make a log of its own', (cause) => {
    const start = snapshot({ conversations: [conversation({ last_seq: 3 })] });
    const changed: FrameEvent = { type: 'entry', cause, entry: entry(1, { version: 2 }) };
    expect(play(start, frame('0', '1', changed)).floors.c).toBeUndefined();
  });
});

describe('departments', () => {
  const [support] = facts().departments;
  const told = (id: string, version: number, needs_topic: boolean) => ({
    type: 'department' as const,
    department: { ...support, id, version, needs_topic } as Department,
  });

  it('change where they stand, come at the end, and never go back to an older version', () => {
    const events = [told('a', 1, false), told('b', 1, false), told('a', 3, true), told('a', 2, false)];
    const model = play(snapshot(), frame('0', '1', ...events));
    expect(model.departments.map((each) => [each.id, each.version])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
    expect(holds(model, told('a', 3, true))).toBe(true);
    expect(holds(model, told('a', 4, true))).toBe(false);
  });

  it('open and close by the clock, in the same version', () => {
    const [open, closed] = [told('a', 1, false), told('a', 1, false)].map((event, n) => ({
      ...event,
      department: {
        ...event.department,
        is_open: n === 0,
        opens_at: n === 0 ? null : 9,
        closes_at: n === 0 ? 6 : null,
      },
    })) as [FrameEvent, FrameEvent];
    const model = play(snapshot(), frame('0', '1', open, closed));
    expect(model.departments[0]).toMatchObject({ is_open: false, opens_at: 9, closes_at: null });
    expect([holds(model, closed), holds(model, open)]).toEqual([true, false]);
  });
});

describe('rows', () => {
  it('are replaced by newer versions only', () => {
    const newer = entry(1, { version: 3, text: 'newer' });
    const model = play(
      snapshot(),
      frame('0', '1', made(newer)),
      frame('1', '2', edited(entry(1, { version: 2 }))),
    );
    expect(model.entries.c).toEqual([newer]);
  });

  it('stand in the order of seq whatever the order of arrival', () => {
    const start = snapshot({ entries: [entry(1)] });
    expect(seqs(play(start, frame('0', '1', made(entry(4)), made(entry(2)), made(entry(3)))))).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('of a conversation keep the newest contact, even when the rest is older', () => {
    const named = { id: 'p', version: 2, name: 'Anna P.' };
    const model = play(
      snapshot({
        conversations: [conversation({ version: 5, contact: { ...named, version: 1, name: null } })],
      }),
      frame('0', '1', {
        type: 'conversation',
        conversation: conversation({ version: 4, status: 'closed', contact: named }),
      }),
    );
    expect(model.conversations.c).toMatchObject({ version: 5, status: 'queued', contact: named });
  });

  it('of a contact change in all conversations with that person', () => {
    const old = { id: 'p', version: 1, name: null };
    const model = play(
      snapshot({ conversations: [conversation({ contact: old }), conversation({ id: 'd', contact: old })] }),
      frame('0', '1', {
        type: 'conversation',
        conversation: conversation({ version: 2, contact: { ...old, version: 2, name: 'Anna' } }),
      }),
    );
    expect(model.conversations.d?.contact.name).toBe('Anna');
  });

  it('that are gone leave nothing behind', () => {
    const start = snapshot({ entries: [entry(1)] });
    const { conversations, entries, floors, strays } = play(
      start,
      frame('0', '1', { type: 'gone', conversation_id: 'c' }),
    );
    expect({ conversations, entries, floors, strays }).toEqual({
      conversations: {},
      entries: {},
      floors: {},
      strays: {},
    });
  });

  it('of unknown types move the cursor and change nothing else', () => {
    const strange = { type: 'weather', cause: 'Rain' } as unknown as FrameEvent;
    const before = play(snapshot());
    expect(apply(before, frame('0', '1', strange))).toEqual({ ...before, cursor: '1' });
    expect(apply(before, { type: 'weather' } as unknown as ServerMessage)).toBe(before);
  });

  it('that we hold are no news', () => {
    const model = play(snapshot(), frame('0', '1', made(entry(1))));
    expect(holds(model, made(entry(1)))).toBe(true);
    expect(holds(model, edited(entry(1, { version: 2 })))).toBe(false);
    expect(holds(model, made(entry(2)))).toBe(false);
  });
});

describe('the floor', () => {
  it('keeps a change of an old entry out of sight until its page is loaded', () => {
    const start = snapshot({ entries: [entry(9), entry(10)] });
    const model = play(start, frame('0', '1', edited(entry(3, { version: 2, text: 'edited' }))));
    expect(seqs(model)).toEqual([9, 10]);
    const page = [3, 4, 5, 6, 7, 8].map((seq) => entry(seq));
    const loaded = applyPage(model, 'c', { entries: page, has_more: true });
    expect(seqs(loaded)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(loaded.entries.c?.[0]?.text).toBe('edited');
    expect(loaded.strays).toEqual({});
    expect(loaded.floors.c).toBe(3);
  });

  it('of a conversation without entries is where the first new one comes', () => {
    const model = play(
      snapshot(),
      frame('0', '1', edited(entry(3, { version: 2 })), made(entry(8)), made(entry(9))),
    );
    expect(seqs(model)).toEqual([8, 9]);
    expect(model.floors.c).toBe(8);
  });

  it('of a late reader is the first entry, though every row is edited by now', () => {
    const late = [1, 2, 4].map((seq) => made(entry(seq, { version: 2 })));
    expect(seqs(play(snapshot(), frame('0', '1', ...late)))).toEqual([1, 2, 4]);
  });

  it('is the beginning once there is no more history, holes for notes included', () => {
    const model = applyPage(play(snapshot({ entries: [entry(9)] })), 'c', {
      entries: [entry(2), entry(5)],
      has_more: false,
    });
    expect(model.floors.c).toBe(1);
    expect(seqs(model)).toEqual([2, 5, 9]);
  });
});
