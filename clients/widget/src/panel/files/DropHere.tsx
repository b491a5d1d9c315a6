import { usePanel } from '../context';
import { Icon } from '../Icon';
import { words } from './words';

/** Over the panel while files are dragged across it: what may be dropped. */
export function DropHere() {
  const { session, locale } = usePanel();
  const { rules } = session.files;
  if (!rules) return null;
  return (
    <div class="drop-here">
      <Icon name="clip" size={32} />
      <b>{words[locale].drop}</b>
      <span>{words[locale].limits(rules)}</span>
    </div>
  );
}
