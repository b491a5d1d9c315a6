import { usePanel } from './context';
import { Icon } from './Icon';

/** Asks for files. What it opens comes with the rest of their code, which begins to load when somebody comes near. */
export function AttachButton() {
  const { session, words, locale } = usePanel();
  const { files } = session;
  const { code, rules } = files;
  if (!rules) return null;
  const load = () => void files.load();
  return (
    <div class="attach">
      <button
        type="button"
        class="tool"
        aria-label={words.files.attach}
        title={code?.words[locale].limits(rules)}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => files.choose(true)}
      >
        <Icon name="clip" size={22} />
      </button>
      {code && <code.Chooser desk={files} rules={rules} />}
    </div>
  );
}
