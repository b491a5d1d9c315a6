import { CloseButton } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useI18n } from './i18n';
import { IconAlertTriangle } from './icons';
import { useShortcut } from './shortcuts';
import styles from './Toasts.module.css';

export interface Toast {
  readonly text: string;
  readonly isError?: boolean;
  readonly undo?: () => void;
  /** What it is about: a later toast about the same takes its place, with its own way back. */
  readonly about?: string;
  /** How long it stays while nobody points at it. Default: 5 s, errors 9 s. */
  readonly ms?: number;
}

interface Shown extends Toast {
  readonly id: number;
}

type Tell = (toast: Toast) => void;
const Context = createContext<Tell>(() => undefined);

/** Short words about what just happened, in one corner, with a way back where there is one. */
export function ToastsProvider({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const drop = useCallback((id: number) => setShown((all) => all.filter((each) => each.id !== id)), []);
  const tell = useCallback(
    (toast: Toast) => setShown((all) => [...unlike(all, toast).slice(-2), { ...toast, id: nextId() }]),
    [],
  );
  const list = useMemo(
    () => shown.map((each) => <ToastCard key={each.id} toast={each} onGone={() => drop(each.id)} />),
    [shown, drop],
  );
  return (
    <Context value={tell}>
      {children}
      <section className={styles.region} aria-label={t('toast.region')}>
        {list}
      </section>
    </Context>
  );
}

function unlike(all: readonly Shown[], { about }: Toast): readonly Shown[] {
  return about === undefined ? all : all.filter((each) => each.about !== about);
}

export function useToast(): Tell {
  return useContext(Context);
}

function ToastCard({ toast, onGone }: { toast: Shown; onGone: () => void }) {
  const { t } = useI18n();
  const [isHeld, setHeld] = useState(false);
  const undo = () => {
    toast.undo?.();
    onGone();
  };
  useShortcut('KeyU', undo, toast.undo !== undefined);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onGone, toast.ms ?? (toast.isError ? 9_000 : 5_000));
    return () => clearTimeout(timer);
  }, [isHeld, onGone, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only holds it; what it offers are buttons
    <div
      className={styles.toast}
      role={toast.isError ? 'alert' : 'status'}
      data-error={toast.isError || undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.isError && <IconAlertTriangle size={18} aria-hidden />}
      <span className={styles.text}>{toast.text}</span>
      {toast.undo && (
        <button type="button" className={styles.undo} onClick={undo}>
          {t('toast.undo')}
        </button>
      )}
      <CloseButton size="sm" aria-label={t('toast.dismiss')} onClick={onGone} />
    </div>
  );
}

let lastId = 0;
function nextId(): number {
  lastId += 1;
  return lastId;
}
