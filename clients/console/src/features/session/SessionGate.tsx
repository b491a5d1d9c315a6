import type { SessionAnswer } from '@besedka/protocol';
import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { Blank } from '../../shared/Blank';
import { ClientProvider, useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { beginShift } from '../shift/shift';
import { Invitation } from './Invitation';
import { invitationIn } from './invitation';
import { SignIn } from './SignIn';
import { currentSession, signOut } from './session';

interface SessionControls {
  /** Ends the session on the server and goes back to the sign-in page. Rejects when the server was not reached. */
  readonly leave: () => Promise<void>;
}

const Context = createContext<SessionControls | null>(null);

export function useSession(): SessionControls {
  const controls = useContext(Context);
  if (!controls) throw new Error('useSession needs the SessionGate above');
  return controls;
}

const KEY = ['session'];

/** Lets in who is signed in; shows the sign-in page to the others, also when the session ends meanwhile. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [hasEnded, setEnded] = useState(false);
  const session = useQuery({ queryKey: KEY, queryFn: currentSession, retry: true, staleTime: Infinity });
  const enter = (answer: SessionAnswer | null) => {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
    queries.setQueryData(KEY, answer);
  };
  const [invitation, setInvitation] = useState(() => invitationIn(location.hash));
  const leaveInvitation = () => {
    history.replaceState(null, '', location.pathname + location.search);
    setInvitation(null);
  };
  const begin = (answer: SessionAnswer) => {
    setEnded(false);
    beginShift();
    if (invitation) leaveInvitation();
    enter(answer);
  };
  const end = () => {
    setEnded(true);
    enter(null);
  };
  if (invitation) return <Invitation token={invitation} onSignedIn={begin} onLeave={leaveInvitation} />;
  if (session.data === undefined) {
    return session.failureCount === 0 ? <Waiting /> : <Away onRetry={() => session.refetch()} />;
  }
  if (session.data === null) {
    return <SignIn notice={hasEnded ? t('signIn.ended') : null} onSignedIn={begin} />;
  }
  return (
    <SignedIn key={session.data.operator.id} session={session.data} onLeft={() => enter(null)} onEnded={end}>
      {children}
    </SignedIn>
  );
}

interface SignedInProps {
  readonly session: SessionAnswer;
  readonly onLeft: () => void;
  readonly onEnded: () => void;
  readonly children: ReactNode;
}

function SignedIn({ session, onLeft, onEnded, children }: SignedInProps) {
  const csrf = useRef(session.csrf);
  csrf.current = session.csrf;
  const [controls] = useState<SessionControls>(() => ({
    leave: async () => {
      await signOut(csrf.current);
      onLeft();
    },
  }));
  return (
    <Context value={controls}>
      <ClientProvider csrf={() => csrf.current}>
        <EndWatch onEnded={onEnded} />
        {children}
      </ClientProvider>
    </Context>
  );
}

function EndWatch({ onEnded }: { onEnded: () => void }) {
  const isOut = useClientState((state) => state.status === 'signed_out');
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    if (isOut) ended.current();
  }, [isOut]);
  return null;
}

function Waiting() {
  const { t } = useI18n();
  return (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <Loader role="status" aria-label={t('app.loading')} />
    </main>
  );
}

function Away({ onRetry }: { onRetry: () => void }) {
  const { t } = useI18n();
  return (
    <main style={{ height: '100%' }}>
      <Blank title={t('signIn.needsServer')} hint={t('signIn.needsServerHint')}>
        <Button variant="default" onClick={onRetry}>
          {t('connection.retry')}
        </Button>
      </Blank>
    </main>
  );
}
