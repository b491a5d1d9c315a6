#include "peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "message.h"

enum { KNOCKING_AT_ONCE = 64, PATIENCE_S = 60 };

struct troubles troubles;
static struct peer_events on;
static int ready_count;

void troubles_print(void) {
    printf("\"holes\":%ld,\"resyncs\":%ld,\"refused\":%ld,\"gone\":%ld,", troubles.holes, troubles.resyncs,
           troubles.refused, troubles.gone);
}

static void ready(struct peer *peer) {
    if (!peer->ready) ready_count++;
    peer->ready = true;
}

static void opened(struct ws *ws) {
    struct peer *peer = (struct peer *)ws;
    char hello[400];
    if (peer->kind == VISITOR)
        ws_send(ws, hello, message_hello_visitor(hello, sizeof hello));
    else if (peer->kind == CONSOLE)
        ws_send(ws, hello, message_hello_console(hello, sizeof hello, peer->ticket, peer->ticket_size));
    else
        ready(peer);
}

static bool keep_cursor(struct peer *peer, const char **at, const char *end, const char *key) {
    size_t size;
    const char *cursor = message_value(at, end, key, &size);
    if (!cursor || size >= sizeof peer->cursor) return false;
    memcpy(peer->cursor, cursor, size);
    peer->cursor[size] = 0;
    return true;
}

static void frame(struct peer *peer, const char *message, const char *end) {
    const char *at = message;
    size_t size;
    const char *from = message_value(&at, end, "from", &size);
    if (!from || size != strlen(peer->cursor) || memcmp(from, peer->cursor, size)) troubles.holes++;
    if (!keep_cursor(peer, &at, end, "to")) troubles.holes++;
    for (long number; (number = message_number(&at, end)) >= 0;) on.entry(peer, number);
}

static void trouble(long *counter, const char *what, const char *message, size_t size) {
    if (!(*counter)++) fprintf(stderr, "%s: %.*s\n", what, (int)(size < 500 ? size : 500), message);
}

static void said(struct peer *peer, const char *message, size_t size) {
    const char *at = message, *end = message + size;
    if (message_is(message, size, "ack")) {
        on.acked(peer, message_number(&at, end));
    } else if (message_is(message, size, "frame")) {
        frame(peer, message, end);
    } else if (message_is(message, size, "snapshot")) {
        if (keep_cursor(peer, &at, end, "cursor")) ready(peer);
    } else if (message_is(message, size, "refused")) {
        trouble(&troubles.refused, "refused", message, size);
    } else if (message_is(message, size, "resync")) {
        trouble(&troubles.resyncs, "resync", message, size);
    }
}

static void arrived(struct ws *ws, const char *message, size_t size) {
    struct peer *peer = (struct peer *)ws;
    const char *at = message;
    if (peer->kind == VISITOR || peer->kind == CONSOLE)
        said(peer, message, size);
    else if (peer->kind == BARE_SENDER)
        on.acked(peer, message_number(&at, message + size));
    else
        on.entry(peer, message_number(&at, message + size));
}

static void gone(struct ws *ws, const char *why) {
    struct peer *peer = (struct peer *)ws;
    trouble(&troubles.gone, peer->kind == VISITOR ? "a visitor" : "a connection", why, strlen(why));
}

void peers_start(int port, struct peer_events events) {
    on = events;
    ws_start(port, (struct ws_events){opened, arrived, gone});
}

static const char *next_ticket(struct peer *peer, const char *tickets) {
    peer->ticket = tickets;
    peer->ticket_size = strcspn(tickets, ",");
    return tickets + peer->ticket_size + (tickets[peer->ticket_size] == ',');
}

static void knock(struct peer *peer, int index, enum peer_kind kind, const char **tickets) {
    static const char *const paths[] = {"/api/visitor/v1/stream", "/api/operator/v1/stream", "/", "/"};
    *peer = (struct peer){.kind = kind, .index = index, .last = -1};
    if (kind == CONSOLE) *tickets = next_ticket(peer, *tickets);
    ws_connect(&peer->ws, paths[kind]);
}

void peers_join(struct peer *peers, int count, enum peer_kind kind, const char *tickets) {
    double until = now() + PATIENCE_S;
    int knocked = 0;
    ready_count = 0;
    while (ready_count < count) {
        for (; knocked < count && knocked - ready_count < KNOCKING_AT_ONCE; knocked++)
            knock(&peers[knocked], knocked, kind, &tickets);
        ws_turn(now() + 0.1);
        if (now() > until || troubles.gone) {
            fprintf(stderr, "only %d of %d got in\n", ready_count, count);
            exit(1);
        }
    }
}

void peer_say(struct peer *peer, long number) {
    char message[400];
    ws_send(&peer->ws, message, message_send(message, sizeof message, number));
}
