/* One conversation, many consoles: the next message goes out when everybody has an earlier one. */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "modes.h"
#include "peer.h"
#include "samples.h"
#include "usage.h"

enum { WINDOW_MAX = 64 };

static struct options o;
static struct peer *listeners, visitor, *speaker;
static long said, delivered, measured, disordered;
static int have[WINDOW_MAX]; /* of the messages on their way: how many listeners have it */
static double said_at[WINDOW_MAX], from, to;
static struct samples latencies;

static void say_next(void) {
    have[said % o.window] = 0;
    said_at[said % o.window] = now();
    peer_say(speaker, said++);
}

static void on_ack(struct peer *peer, long number) { (void)peer, (void)number; }

/* One conversation arrives in order: each number is the next one, so none is missing and none comes twice. */
static void on_entry(struct peer *peer, long number) {
    if (peer == &visitor) return;
    if (number != peer->last + 1) disordered++;
    peer->last = number;
    double at = now();
    delivered++;
    if (at >= from && at < to) measured++;
    if (++have[number % o.window] < o.connections) return;
    if (at >= from && at < to) samples_add(&latencies, at - said_at[number % o.window]);
    if (at < to) say_next();
}

static void run(double until) {
    while (now() < until && !troubles.gone) ws_turn(until);
}

static void drain(void) {
    for (double until = now() + o.drain; delivered < said * o.connections && now() < until && !troubles.gone;)
        ws_turn(until);
}

static void join(void) {
    listeners = calloc((size_t)o.connections, sizeof *listeners);
    peers_join(listeners, o.connections, o.bare ? BARE_LISTENER : CONSOLE, o.tickets);
    speaker = &listeners[0];
    if (o.bare) return;
    peers_join(&visitor, 1, VISITOR, NULL);
    speaker = &visitor;
}

static void report(struct usage before, struct usage after) {
    double took = after.at - before.at;
    printf("{\"connections\":%d,\"window\":%d,\"seconds\":%.3f,\"rate\":%.1f,", o.connections, o.window, took,
           (double)measured / took);
    samples_print(&latencies);
    printf(",\"missing\":%ld,\"disordered\":%ld,", said * o.connections - delivered, disordered);
    troubles_print();
    usage_print(before, after);
    printf("}\n");
}

int mode_fanout(const struct options *options) {
    o = *options;
    if (o.window < 1 || o.window > WINDOW_MAX) return 2;
    peers_start(o.port, (struct peer_events){on_ack, on_entry});
    join();
    from = now() + o.warm;
    to = from + o.seconds;
    for (int i = 0; i < o.window; i++) say_next();
    run(from);
    usage_begin();
    struct usage before = usage_now(o.process, o.core);
    run(to);
    struct usage after = usage_now(o.process, o.core);
    drain();
    report(before, after);
    return 0;
}
