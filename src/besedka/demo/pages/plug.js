// Talks with the demo's supervisor, which lives on while the server is dead.

/** The state of the server process, or null when the supervisor does not answer. Times are UTC milliseconds. */
export async function serverState(supervisor) {
  try {
    const answer = await fetch(`${supervisor}/plug`, { cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Kills the server process with SIGKILL. */
export async function killServer(supervisor) {
  try {
    await fetch(`${supervisor}/plug`, { method: 'POST', headers: { 'X-Besedka-Demo': 'pull' } });
  } catch {
    // The page shows the supervisor's silence by itself.
  }
}
