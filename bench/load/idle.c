/* Visitors that are there and say nothing. Stays until standard input ends. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "modes.h"
#include "peer.h"

static void nothing(struct peer *peer, long number) { (void)peer, (void)number; }

static bool told_to_end(void) {
    struct pollfd input = {.fd = 0, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

int mode_idle(const struct options *options) {
    struct peer *visitors = calloc((size_t)options->connections, sizeof *visitors);
    peers_start(options->port, (struct peer_events){nothing, nothing});
    double began = now();
    peers_join(visitors, options->connections, options->bare ? BARE_SENDER : VISITOR, NULL);
    printf("{\"connections\":%d,\"seconds\":%.3f}\n", options->connections, now() - began);
    fflush(stdout);
    while (!told_to_end() && !troubles.gone) ws_turn(now() + 0.05);
    printf("{\"gone\":%ld,\"refused\":%ld}\n", troubles.gone, troubles.refused);
    return 0;
}
