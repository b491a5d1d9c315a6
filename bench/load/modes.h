/* What the load generator can do. Each mode prints `measuring` when the measured time
 * begins, one line of JSON as the result, and returns the exit code. */
#ifndef MODES_H
#define MODES_H
#include <stdbool.h>

struct options {
    int port;
    bool bare;           /* against a bare server: no hello, no consoles */
    int connections;     /* visitors, listeners */
    double seconds;      /* measured */
    double warm;         /* before that, not measured */
    double rate;         /* messages a second on a fixed schedule; 0: each visitor sends when it was answered */
    double drain;        /* how long to wait in the end for what is still missing */
    int window;          /* fan-out: messages on their way at once */
    int process;         /* of the server, to tell its CPU time */
    int core;            /* the server's */
    const char *tickets; /* of the consoles, separated by commas */
    int consoles;        /* how many */
};

int mode_sends(const struct options *options);
int mode_fanout(const struct options *options);
int mode_idle(const struct options *options);
#endif
