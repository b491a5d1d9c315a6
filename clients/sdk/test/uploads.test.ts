import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../src/types';
import { uploadsIn } from '../src/views';
import { online, pass, scene, shown, texts } from './memory/setup';

const START = 1_790_000_000_000;
beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const KB = 1024;
const photo = (size = 10 * KB) => new Blob([new Uint8Array(size)], { type: 'image/png' });
const named = { name: 'photo.png' } as const;

/** What carries files is loaded with the first of them. */
async function settle(ms: number): Promise<void> {
  await vi.dynamicImportSettled();
  await pass(ms);
}

const stateOf = (client: Client, id: string) => client.state.uploads[id]?.state;

describe('a file', () => {
  it('goes at once, and the message with it once it is there', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    const id = visitor.upload(photo(), { ...named, width: 40, height: 30 });
    expect(uploadsIn(visitor.state)).toMatchObject([{ id, state: 'waiting', name: 'photo.png', width: 40 }]);
    visitor.send('', null, [id]);
    expect(uploadsIn(visitor.state)).toEqual([]);
    expect(shown(visitor)).toMatchObject([{ text: '', tick: 'waiting', uploads: [{ id }] }]);
    await settle(200);
    expect(server.arrived.at(-1)).toMatchObject({ type: 'send', attachments: ['upload-1'] });
    expect(shown(visitor)).toMatchObject([
      { tick: 'sent', uploads: [], attachments: [{ id: 'upload-1', kind: 'image', name: 'photo.png' }] },
    ]);
    expect(visitor.state.uploads).toEqual({});
    expect(server.files.deleted).toEqual([]);
  });

  it('goes in pieces that grow on a good line, and shows how far it is', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    const id = visitor.upload(photo(600 * KB), named);
    const seen = new Set<number | undefined>();
    visitor.subscribe(() => seen.add(visitor.state.uploads[id]?.progress));
    await settle(500);
    expect(server.files.pieces).toEqual([64 * KB, 128 * KB, 256 * KB, 152 * KB]);
    expect([...seen]).toEqual([0, 64 / 600, 192 / 600, 448 / 600, 1]);
    expect(stateOf(visitor, id)).toBe('ready');
  });

  it('goes on after a lost line with what the server has not got', async () => {
    const { client, server, network } = scene();
    const visitor = await online(client());
    const id = visitor.upload(photo(150 * KB), named);
    await vi.dynamicImportSettled();
    await pass(12);
    network.weather.files = 'deaf';
    await pass(5_000);
    expect(stateOf(visitor, id)).toBe('waiting');
    network.weather.files = 'ok';
    await pass(30_000);
    expect(stateOf(visitor, id)).toBe('ready');
    expect(server.files.uploads.size).toBe(1);
    expect(server.files.pieces.reduce((sum, size) => sum + size)).toBe(150 * KB);
  });

  it('goes on at once when the network is back', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    network.weather.files = 'refused';
    const id = visitor.upload(photo(), named);
    await settle(20_000);
    network.weather.files = 'ok';
    visitor.nudge();
    await pass(50);
    expect(stateOf(visitor, id)).toBe('ready');
  });

  it('that another tab has carried further asks where it is', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    const id = visitor.upload(photo(), named);
    server.files.refuseNext = { status: 409, code: 'wrong_offset' };
    await settle(1_000);
    expect(stateOf(visitor, id)).toBe('ready');
  });

  it('is asked about while the server examines it', async () => {
    const { client, server } = scene();
    server.files.isSlow = true;
    const visitor = await online(client());
    const id = visitor.upload(photo(), named);
    await settle(100);
    expect(stateOf(visitor, id)).toBe('examining');
    await pass(1_100);
    expect(stateOf(visitor, id)).toBe('ready');
  });

  it('lets words pass by that were written later', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    network.weather.files = 'refused';
    visitor.send('with a photo', null, [visitor.upload(photo(), named)]);
    visitor.send('words');
    await settle(100);
    expect(shown(visitor).map(({ text, tick }) => [text, tick])).toEqual([
      ['words', 'sent'],
      ['with a photo', 'waiting'],
    ]);
    network.weather.files = 'ok';
    visitor.nudge();
    await pass(200);
    expect(texts(visitor)).toEqual(['words', 'with a photo']);
    expect(shown(visitor)[1]).toMatchObject({ tick: 'sent', attachments: [{ name: 'photo.png' }] });
  });
});

describe('a file that is refused', () => {
  it('says why, and can be tried again', async () => {
    const { client, server } = scene();
    const visitor = await online(client());
    server.files.refuseNext = { code: 'file_too_large' };
    const id = visitor.upload(photo(), named);
    await settle(100);
    expect(visitor.state.uploads[id]).toMatchObject({
      state: 'refused',
      problem: { code: 'file_too_large' },
    });
    visitor.retryUpload(id);
    await settle(100);
    expect(stateOf(visitor, id)).toBe('ready');
  });

  it('after it was examined is begun anew when it is tried again', async () => {
    const { client, server } = scene();
    server.files.verdict = () => 'upload_lost';
    const visitor = await online(client());
    const id = visitor.upload(photo(), named);
    await settle(100);
    expect(visitor.state.uploads[id]).toMatchObject({ state: 'refused', problem: { code: 'upload_lost' } });
    server.files.verdict = () => null;
    visitor.retryUpload(id);
    await settle(100);
    expect(visitor.state.uploads[id]).toMatchObject({ state: 'ready', serverId: 'upload-2' });
  });

  it('after it was examined holds its message back, until that goes without it', async () => {
    const { client, server } = scene();
    server.files.verdict = ({ name }) => (name === 'bad.exe' ? 'file_type_refused' : null);
    const visitor = await online(client());
    const ids = ['bad.exe', 'good.png'].map((name) => visitor.upload(photo(), { name }));
    visitor.send('', null, ids);
    await settle(200);
    expect(shown(visitor)).toMatchObject([
      { tick: 'waiting', uploads: [{ problem: { code: 'file_type_refused' } }, { state: 'ready' }] },
    ]);
    visitor.cancelUpload(ids[0] as string);
    await settle(200);
    expect(shown(visitor)).toMatchObject([{ tick: 'sent', attachments: [{ name: 'good.png' }] }]);
  });
});

describe('a file that is taken back', () => {
  it('on its way is forgotten by the server too', async () => {
    const { client, server, network } = scene();
    const visitor = await online(client());
    const id = visitor.upload(photo(300 * KB), named);
    await vi.dynamicImportSettled();
    await pass(12);
    network.weather.files = 'ok';
    visitor.cancelUpload(id);
    await settle(100);
    expect(visitor.state.uploads).toEqual({});
    expect(server.files.deleted).toEqual(['upload-1']);
    expect(server.files.uploads.size).toBe(0);
  });

  it('takes a message along that had nothing else', async () => {
    const { client, network } = scene();
    const visitor = await online(client());
    network.weather.files = 'refused';
    const id = visitor.upload(photo(), named);
    visitor.send('', null, [id]);
    visitor.cancelUpload(id);
    await settle(100);
    expect(visitor.state.pending).toEqual([]);
  });
});

describe('after a reload', () => {
  it('a message still goes with its file, where the browser kept it', async () => {
    const { client, server, network } = scene();
    const before = await online(client());
    network.weather.files = 'refused';
    before.send('look', null, [before.upload(photo(), named)]);
    await settle(100);
    before.stop();
    network.weather.files = 'ok';
    const after = await online(client());
    await settle(300);
    expect(shown(after)).toMatchObject([
      { text: 'look', tick: 'sent', attachments: [{ name: 'photo.png' }] },
    ]);
    expect(server.files.uploads.size).toBe(1);
  });

  it('a file that was not kept is asked for, by its name', async () => {
    const { client, network } = scene();
    const lossy = { put: () => Promise.reject(new Error('no room')) };
    const shelf = { ...lossy, get: async () => null, remove: async () => null, prune: async () => null };
    const before = await online(client({ fileShelf: shelf }));
    network.weather.files = 'refused';
    before.send('look', null, [before.upload(photo(), named)]);
    await settle(100);
    before.stop();
    network.weather.files = 'ok';
    const after = await online(client({ fileShelf: shelf }));
    await settle(300);
    expect(shown(after)).toMatchObject([
      { text: 'look', tick: 'waiting', uploads: [{ name: 'photo.png', problem: { code: 'file_lost' } }] },
    ]);
  });
});

it('notes and replies carry files of their conversation', async () => {
  const { client, server } = scene();
  server.facts.open();
  const staff = await online(client({ audience: 'operator' }));
  const [reply, note] = ['reply', 'note'].map((tray) =>
    staff.upload(photo(), { ...named, tray, conversationId: 'conv-1' }),
  ) as [string, string];
  expect(uploadsIn(staff.state, 'note', 'conv-1').map(({ id }) => id)).toEqual([note]);
  staff.reply('conv-1', 'here', [reply]);
  staff.note('conv-1', '', [note]);
  await settle(300);
  expect(shown(staff).map(({ kind, attachments }) => [kind, attachments.length])).toEqual([
    ['message', 1],
    ['note', 1],
  ]);
  expect([...server.files.uploads.values()][0]).toMatchObject({ conversation_id: 'conv-1', kind: 'file' });
});

it('addresses of files are renewed', async () => {
  const { client } = scene();
  const visitor = await online(client());
  visitor.send('look', null, [visitor.upload(photo(), named)]);
  await settle(200);
  const renewed = visitor.renewFiles('conv-1', 1);
  await pass(50);
  expect((await renewed)[0]?.url).toContain('again');
});
