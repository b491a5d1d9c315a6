import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attachment } from '../../sdk/test/memory/files';
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

/** Their own code is loaded with the first file. */
async function settle(ms = 300): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await vi.dynamicImportSettled();
    await pass(ms / 3);
  }
}

const file = (name: string, type: string, size = 1000) => new File([new Uint8Array(size)], name, { type });

function hand(page: Page, kind: 'drop' | 'paste', ...files: File[]): void {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  const data = { files, types: ['Files'] };
  Object.assign(event, kind === 'drop' ? { dataTransfer: data } : { clipboardData: data });
  page.field().dispatchEvent(event);
}

const chips = (page: Page) =>
  [...page.root.querySelectorAll('.tray .about')].map((each) => each.textContent?.replace(/\s+/g, ' '));
const pictures = (page: Page) => [...page.log().querySelectorAll<HTMLImageElement>('.picture img')];

describe('a file', () => {
  it('that is pasted stands over the field, and goes without a word', async () => {
    const { page, server } = await opened();
    hand(page, 'paste', file('photo.png', 'image/png'));
    await settle();
    expect(chips(page)).toEqual(['photo.png1 kB · Ready']);
    page.button('Send').click();
    await settle();
    expect(chips(page)).toEqual([]);
    expect(server.facts.entriesOf('conv-1')[0]).toMatchObject({
      text: '',
      attachments: [{ name: 'photo.png' }],
    });
    const [picture] = pictures(page) as [HTMLImageElement];
    expect([picture.alt, picture.width, picture.height]).toEqual(['photo.png', 260, 195]);
    expect(picture.src).toMatch(/^https:\/\/help\.example\/api\/visitor\/v1\/files\/upload-1\?.*p=1$/);
  });

  it('goes with words, and shows how far it is as long as the line is bad', async () => {
    const { page, network } = await opened();
    network.weather.files = 'refused';
    hand(page, 'drop', file('bill.pdf', 'application/pdf'), file('plan.pdf', 'application/pdf'));
    await settle();
    expect(chips(page)).toHaveLength(2);
    page.write('Here they are');
    page.button('Send').click();
    await settle();
    expect([page.texts(), page.ticks()]).toEqual([['Here they are'], ['Sending']]);
    expect(page.log().querySelectorAll('[role=progressbar]')).toHaveLength(2);
    network.weather.files = 'ok';
    await settle(30_000);
    expect(page.ticks()).toEqual(['Sent']);
    const cards = [...page.log().querySelectorAll<HTMLAnchorElement>('a.file')];
    expect(cards.map(({ download }) => download)).toEqual(['bill.pdf', 'plan.pdf']);
  });

  it('that is refused says why, and can be removed', async () => {
    const { page, server } = await opened();
    server.files.verdict = () => 'file_type_refused';
    hand(page, 'drop', file('run.exe', 'application/x-msdownload'));
    await settle();
    expect(chips(page)).toEqual(['run.exeFiles of this type are not taken here.']);
    page.button('Send').click();
    await settle();
    expect(server.arrived.filter(({ type }) => type === 'send')).toEqual([]);
    page.button('Remove run.exe').click();
    await pass(50);
    expect(chips(page)).toEqual([]);
  });

  it('that is too large is not even begun', async () => {
    const { page, network, server } = await opened();
    network.inbox = {
      ...network.inbox,
      attachments: { ...network.inbox.attachments, max_bytes: 2 * 1024 * 1024 },
    };
    page.button('Minimise').click();
    page.button('Open chat').click();
    await pass(200);
    hand(page, 'drop', file('film.mp4', 'video/mp4', 3 * 1024 * 1024));
    await settle();
    expect(page.root.querySelector('[role=alert]')?.textContent).toBe('film.mp4 is too large: at most 2 MB.');
    expect(server.files.uploads.size).toBe(0);
  });

  it('has no button where the inbox takes none', async () => {
    const { page, network } = await opened();
    expect(page.hasButton('Attach a file')).toBe(true);
    network.inbox = { ...network.inbox, attachments: { ...network.inbox.attachments, enabled: false } };
    page.button('Minimise').click();
    page.button('Open chat').click();
    await pass(200);
    expect(page.hasButton('Attach a file')).toBe(false);
  });
});

describe('pictures', () => {
  async function withPictures() {
    const scene = await opened();
    const { page, server } = scene;
    page.write('Hello');
    page.button('Send').click();
    await pass(200);
    answer(server, 'Look');
    const attachments = ['one', 'two'].map((id) => attachment({ id, kind: 'image', name: `${id}.png` }));
    server.facts.post('conv-1', 'ReplyPosted', {
      direction: 'outgoing',
      author: { kind: 'operator', id: 'op-1', name: 'Anna' },
      attachments,
    });
    server.wake();
    await pass(100);
    return scene;
  }

  it('open in a viewer that goes from one to the other, and back by Escape', async () => {
    const { page } = await withPictures();
    const first = pictures(page)[0]?.closest('button') as HTMLButtonElement;
    first.focus();
    first.click();
    await settle();
    const viewer = () => page.root.querySelector<HTMLElement>('.viewer');
    expect(viewer()?.getAttribute('aria-label')).toBe('one.png');
    page.press('ArrowRight', viewer());
    await pass(10);
    expect([viewer()?.getAttribute('aria-label'), viewer()?.textContent]).toEqual([
      'two.png',
      'two.png2 of 2',
    ]);
    page.press('+', viewer());
    await pass(10);
    expect(viewer()?.querySelector('img')?.style.width).toBe('150%');
    page.press('Escape', viewer());
    await pass(10);
    expect([viewer(), page.root.activeElement === first, page.dialog() !== null]).toEqual([null, true, true]);
  });

  it('whose address is past its time are asked for anew, once', async () => {
    const { page } = await withPictures();
    pictures(page)[0]?.dispatchEvent(new Event('error'));
    await pass(100);
    expect(pictures(page)[0]?.src).toMatch(/&again$/);
    pictures(page)[0]?.dispatchEvent(new Event('error'));
    await pass(100);
    expect(pictures(page)[0]?.src).not.toMatch(/again.*again/);
  });
});

describe('a voice message', () => {
  function microphone(isAllowed: boolean): void {
    const track = { stop: vi.fn() };
    const getUserMedia = isAllowed
      ? async () => ({ getTracks: () => [track] })
      : async () => Promise.reject(new Error('denied'));
    vi.stubGlobal('navigator', Object.assign(navigator, { mediaDevices: { getUserMedia } }));
    vi.stubGlobal(
      'MediaRecorder',
      class {
        static isTypeSupported = (type: string) => type === 'audio/mp4';
        state = 'inactive';
        mimeType = 'audio/mp4';
        ondataavailable: (event: { data: Blob }) => void = () => undefined;
        onstop: () => void = () => undefined;
        start() {
          this.state = 'recording';
        }
        stop() {
          this.ondataavailable({ data: new Blob(['sound']) });
          setTimeout(() => this.onstop(), 1);
        }
      },
    );
  }

  it('is recorded, can be listened to, and is sent', async () => {
    microphone(true);
    const { page, server } = await opened();
    page.button('Record a voice message').click();
    await settle();
    await pass(3_000);
    expect(page.status()).toContain('Recording 0:03');
    page.button('Stop recording').click();
    await pass(50);
    expect(page.hasButton('Play')).toBe(true);
    page.button('Send').click();
    await settle();
    expect(server.facts.entriesOf('conv-1')[0]?.attachments).toMatchObject([
      { kind: 'voice', name: 'voice.m4a' },
    ]);
    expect(page.log().querySelector('.player .clock')?.textContent).toBe('0:04');
    expect(page.root.activeElement).toBe(page.field());
  });

  it('is given up by Escape', async () => {
    microphone(true);
    const { page, server } = await opened();
    page.button('Record a voice message').click();
    await settle();
    page.press('Escape', page.button('Stop recording'));
    await settle();
    expect([page.hasButton('Stop recording'), server.files.uploads.size]).toEqual([false, 0]);
  });

  it('says so where the microphone is not allowed', async () => {
    microphone(false);
    const { page } = await opened();
    page.button('Record a voice message').click();
    await settle();
    expect(page.root.querySelector('[role=alert]')?.textContent).toContain('The microphone cannot be used');
    expect(page.hasButton('Attach a file')).toBe(true);
  });
});
