import { usePanel } from './context';
import { Menu } from './Menu';

interface Props {
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** The menu of an own message. */
export function MessageMenu({ onEdit, onDelete }: Props) {
  const { words } = usePanel();
  const items = [
    { label: words.edit, run: onEdit },
    { label: words.delete, isDanger: true, run: onDelete },
  ];
  return <Menu label={words.actions} items={items} />;
}
