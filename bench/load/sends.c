/* Visitors send; consoles read everything. Every message is followed until it is acknowledged and each console has it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "modes.h"
#include "peer.h"
#include "samples.h"
#include "usage.h"

enum { CONSOLES_MAX = 7, ACKED = 1 << CONSOLES_MAX };

struct message {
    double due;   /* when it was sent, or on a fixed schedule should have been */
    unsigned have; /* ACKED, and a bit for each console */
};

static struct options o;
static struct peer *visitors, *consoles;
static struct message *ledger;
static long made, room, acked, complete, measured, doubled, foreign;
static unsigned whole; /* `have` of a message that everybody has */
static bool sending;
static double from, to; /* the measured time */
static struct samples latencies;

static long note(double due) {
    if (made == room) {
        room = room ? room * 2 : 1 << 16;
        ledger = realloc(ledger, (size_t)room * sizeof *ledger);
        if (!ledger) abort();
    }
    ledger[made] = (struct message){due, 0};
    return made++;
}

static void reached(long number, unsigned bit, double at) {
    if (number < 0 || number >= made) {
        foreign++;
        return;
    }
    struct message *message = &ledger[number];
    if (message->have & bit) {
        doubled++;
        return;
    }
    message->have |= bit;
    if (message->have != whole) return;
    complete++;
    if (at >= from && at < to) measured++;
}

/* On a fixed schedule a message counts by when it was due: a server that stalls cannot hide what it made wait. */
static bool counts(double due, double at) {
    double when = o.rate > 0 ? due : at;
    return when >= from && when < to;
}

static void on_ack(struct peer *peer, long number) {
    double at = now();
    reached(number, ACKED, at);
    acked++;
    if (number >= 0 && number < made && counts(ledger[number].due, at)) samples_add(&latencies, at - ledger[number].due);
    if (sending && o.rate <= 0) peer_say(peer, note(at));
}

static void on_entry(struct peer *peer, long number) {
    if (peer->kind == CONSOLE) reached(number, 1u << peer->index, now());
}

static void join(void) {
    visitors = calloc((size_t)o.connections, sizeof *visitors);
    consoles = calloc((size_t)o.consoles + 1, sizeof *consoles);
    peers_join(consoles, o.consoles, CONSOLE, o.tickets);
    peers_join(visitors, o.connections, o.bare ? BARE_SENDER : VISITOR, NULL);
}

/* The first message of each visitor opens its conversation: not what is measured. */
static void open_conversations(void) {
    for (int i = 0; i < o.connections; i++) peer_say(&visitors[i], note(now()));
    for (double until = now() + o.drain; complete < made && now() < until;) ws_turn(until);
}

static void closed_loop(void) {
    sending = true;
    for (int i = 0; i < o.connections; i++) peer_say(&visitors[i], note(now()));
}

/* Each message at its time, whatever has become of the earlier ones. */
static double send_what_is_due(double due) {
    for (; due <= now(); due += 1 / o.rate) peer_say(&visitors[made % o.connections], note(due));
    return due;
}

static void run(double until, double *due) {
    while (now() < until && !troubles.gone) {
        if (o.rate > 0) *due = send_what_is_due(*due);
        ws_turn(o.rate > 0 && *due < until ? *due : until);
    }
}

static void drain(void) {
    sending = false;
    for (double until = now() + o.drain; complete < made && now() < until && !troubles.gone;) ws_turn(until);
}

static long missing(void) {
    long count = 0;
    for (long i = 0; i < made; i++) count += ledger[i].have != whole;
    return count;
}

static void report(struct usage before, struct usage after) {
    double took = after.at - before.at;
    printf("{\"connections\":%d,\"seconds\":%.3f,\"rate\":%.1f,\"acked\":%ld,", o.connections, took,
           (double)measured / took, acked);
    samples_print(&latencies);
    printf(",\"missing\":%ld,\"doubled\":%ld,\"foreign\":%ld,", missing(), doubled, foreign);
    troubles_print();
    usage_print(before, after);
    printf("}\n");
}

int mode_sends(const struct options *options) {
    o = *options;
    whole = ACKED | ((1u << o.consoles) - 1);
    peers_start(o.port, (struct peer_events){on_ack, on_entry});
    join();
    open_conversations();
    double due = now(), began = due + o.warm;
    from = began;
    to = began + o.seconds;
    if (o.rate <= 0) closed_loop();
    run(from, &due);
    usage_begin();
    struct usage before = usage_now(o.process, o.core);
    run(to, &due);
    struct usage after = usage_now(o.process, o.core);
    drain();
    report(before, after);
    return 0;
}
