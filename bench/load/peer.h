/* A visitor or a console over one WebSocket: says hello, follows its cursor from frame to frame, and tells the mode what
 * arrived. Against a bare server there is no hello, and what comes back is what was sent. */
#ifndef PEER_H
#define PEER_H
#include <stdbool.h>

#include "ws.h"

enum peer_kind { VISITOR, CONSOLE, BARE_SENDER, BARE_LISTENER };

struct peer {
    struct ws ws; /* first: a ws is its peer */
    enum peer_kind kind;
    int index;
    bool ready;
    const char *ticket;
    size_t ticket_size;
    char cursor[64];
    long last; /* for the mode: the last number that arrived */
};

struct peer_events {
    void (*acked)(struct peer *peer, long number);
    void (*entry)(struct peer *peer, long number);
};

/* What went wrong so far. Everything but zeros spoils a run. */
struct troubles {
    long holes;   /* frames whose `from` was not the reader's cursor */
    long resyncs; /* the server gave up on a reader */
    long refused; /* commands not taken */
    long gone;    /* connections that ended */
};
extern struct troubles troubles;
/* Writes `"holes":...,"resyncs":...,"refused":...,"gone":...,` to standard output. */
void troubles_print(void);

void peers_start(int port, struct peer_events events);
/* Connect and wait until each is ready: the snapshot is there. Ends the program after 60 s. */
void peers_join(struct peer *peers, int count, enum peer_kind kind, const char *tickets);
void peer_say(struct peer *peer, long number);
#endif
