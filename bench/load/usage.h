/* CPU time used by this process, by the server, and on the server's core by anybody, over a stretch of time. */
#ifndef USAGE_H
#define USAGE_H

struct usage {
    double at, own, server, core; /* seconds */
};

struct usage usage_now(int server, int core);
/* Tells whoever reads standard output that the measured time begins now. */
void usage_begin(void);
/* Writes `"load_cpu":...,"server_cpu":...,"others_cpu":...` (shares of one core) to standard output. `others`: who else
 * was on the server's core, and so in its way. */
void usage_print(struct usage before, struct usage after);
#endif
