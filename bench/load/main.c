/* load MODE OPTION=VALUE...: the load generator of `make bench`. Loopback only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "modes.h"

static int count_tickets(const char *tickets) {
    int count = *tickets != 0;
    for (; *tickets; tickets++) count += *tickets == ',';
    return count;
}

static int set(struct options *options, const char *argument) {
    const char *value = strchr(argument, '=');
    if (!value) return 0;
    size_t size = (size_t)(value++ - argument);
#define IS(name) (size == sizeof name - 1 && !memcmp(argument, name, size))
    if (IS("port")) options->port = atoi(value);
    else if (IS("bare")) options->bare = atoi(value);
    else if (IS("connections")) options->connections = atoi(value);
    else if (IS("seconds")) options->seconds = atof(value);
    else if (IS("warm")) options->warm = atof(value);
    else if (IS("rate")) options->rate = atof(value);
    else if (IS("drain")) options->drain = atof(value);
    else if (IS("window")) options->window = atoi(value);
    else if (IS("process")) options->process = atoi(value);
    else if (IS("core")) options->core = atoi(value);
    else if (IS("tickets")) options->tickets = value;
    else return 0;
#undef IS
    return 1;
}

int main(int count, char **arguments) {
    struct options options = {.connections = 1, .seconds = 1, .drain = 10, .window = 1, .tickets = ""};
    prctl(PR_SET_TIMERSLACK, 1UL);
    for (int i = 2; i < count; i++)
        if (!set(&options, arguments[i])) {
            fprintf(stderr, "unknown: %s\n", arguments[i]);
            return 2;
        }
    options.consoles = count_tickets(options.tickets);
    const char *mode = count > 1 ? arguments[1] : "";
    if (!strcmp(mode, "sends")) return mode_sends(&options);
    if (!strcmp(mode, "fanout")) return mode_fanout(&options);
    if (!strcmp(mode, "idle")) return mode_idle(&options);
    fprintf(stderr, "load sends|fanout|idle OPTION=VALUE...\n");
    return 2;
}
