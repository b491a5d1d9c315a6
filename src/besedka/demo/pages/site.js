// The imaginary provider's own script. Alone on the screen it has nothing to do; inside the page with both sides it counts
// what the customer sees, and can write for him. It uses the widget as a person would: by what is on the screen.

const TALK = {
  en: [
    'Good evening. The internet at home has been slow since morning',
    'Films stop every minute, and calls break off',
    'I have switched the router off and on again',
    'The lamp on it is orange, not green',
    'The neighbours say that theirs works',
    'Is it the works on the Lakeside line?',
    'I have to send a large file tonight',
    'Can somebody have a look at our line?',
  ],
  ru: [
    'Добрый вечер. С утра дома медленный интернет',
    'Кино останавливается каждую минуту, звонки обрываются',
    'Роутер уже выключали и включали',
    'Лампочка на нём оранжевая, а не зелёная',
    'У соседей, говорят, всё работает',
    'Это из-за работ в Приозёрном районе?',
    'Сегодня нужно отправить большой файл',
    'Посмотрите, пожалуйста, нашу линию',
  ],
};
const KEY_MS = 35;
const BETWEEN_MS = 1400; // a person's pace, and slower than the server's limit
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

let isTalking = false;
let written = 0;

const widget = () => document.querySelector('besedka-widget')?.shadowRoot ?? null;
const field = () => widget()?.querySelector('textarea') ?? null;

/** Only a page that the policy's frame-ancestors lets frame this one can be the parent. */
const isFramed = window.parent !== window;

if (isFramed) {
  window.addEventListener('message', (event) => {
    if (event.source === window.parent && event.data?.type === 'besedka-demo:talk') talk(event.data.on);
  });
  watch();
}

/** Tells the page around us how the customer's messages stand, whenever the widget redraws. */
async function watch() {
  while (!widget()) await pause(100);
  new MutationObserver(tell).observe(widget(), { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
  tell();
}

function tell() {
  const ticks = [...widget().querySelectorAll('.own .tick')];
  const count = (...names) => ticks.filter(({ classList }) => names.some((name) => classList.contains(name))).length;
  const acknowledged = count('sent', 'delivered', 'read');
  const shown = count('delivered', 'read');
  window.parent.postMessage({ type: 'besedka-demo:counts', written: ticks.length, acknowledged, shown }, '*');
}

async function talk(on) {
  if (isTalking === on) return;
  isTalking = on;
  if (!on) return;
  window.Besedka?.open?.();
  const sentences = TALK[document.documentElement.lang] ?? TALK.en;
  while (isTalking) {
    await type(sentences[written % sentences.length]);
    if (isTalking) send();
    await pause(BETWEEN_MS);
  }
}

async function type(sentence) {
  written += 1;
  const words = `${written}. ${sentence}`;
  for (let end = 1; end <= words.length && isTalking; end += 1) {
    const box = field();
    if (box) {
      box.value = words.slice(0, end);
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await pause(KEY_MS);
  }
}

function send() {
  field()?.form?.requestSubmit();
}
