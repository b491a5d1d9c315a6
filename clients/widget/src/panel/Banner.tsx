import type { State } from '@besedka/sdk';
import { useLasting, useOfflineSince, usePanel } from './context';
import { Icon } from './Icon';

const QUIET_MS = 2_000;

/** Says that there is no connection, once it is not a hiccup; and that there never will be, when the server said so. */
export function Banner({ state }: { state: State }) {
  const { words } = usePanel();
  const offlineSince = useOfflineSince();
  const isLong = useLasting(state.lostAt ?? offlineSince, QUIET_MS);
  const text = textOf(state, isLong, words);
  return (
    <div class="banner" role="status" hidden={text === null}>
      {text !== null && <Icon name="alert" size={18} />}
      <span>{text}</span>
    </div>
  );
}

function textOf(state: State, isLong: boolean, words: ReturnType<typeof usePanel>['words']): string | null {
  if (state.problem && (state.status === 'stopped' || state.status === 'signed_out')) {
    return words.unavailable(state.problem.code);
  }
  if (!isLong) return null;
  const waiting = state.pending.filter(
    ({ phase, command }) => phase === 'waiting' && command.type === 'send',
  ).length;
  return waiting > 0 ? words.offlineWaiting(waiting) : words.offline;
}
