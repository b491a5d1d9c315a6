#include "usage.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clock.h"

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

/* The line of a file of /proc that begins with `start`. */
static int line_of(const char *path, const char *start, char *line, int room) {
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    int found = 0;
    while (!found && fgets(line, room, file)) found = !strncmp(line, start, strlen(start));
    fclose(file);
    return found;
}

/* utime + stime of all threads of a process. */
static double of_process(int process) {
    char path[64], line[1024];
    unsigned long user = 0, kernel = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    if (!process || !line_of(path, "", line, sizeof line)) return 0;
    const char *after_name = strrchr(line, ')');
    if (after_name) sscanf(after_name + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
    return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

/* Time that a core was not idle. */
static double of_core(int core) {
    char start[16], line[1024];
    unsigned long user = 0, nice = 0, kernel = 0, interrupts = 0, soft = 0;
    int size = snprintf(start, sizeof start, "cpu%d ", core);
    if (!line_of("/proc/stat", start, line, sizeof line)) return 0;
    sscanf(line + size, "%lu %lu %lu %*u %*u %lu %lu", &user, &nice, &kernel, &interrupts, &soft);
    return (double)(user + nice + kernel + interrupts + soft) / (double)sysconf(_SC_CLK_TCK);
}

void usage_begin(void) {
    puts("measuring");
    fflush(stdout);
}

struct usage usage_now(int server, int core) {
    struct rusage mine;
    getrusage(RUSAGE_SELF, &mine);
    return (struct usage){now(), seconds(mine.ru_utime) + seconds(mine.ru_stime), of_process(server), of_core(core)};
}

void usage_print(struct usage before, struct usage after) {
    double took = after.at - before.at, server = after.server - before.server;
    double others = after.core - before.core - server;
    printf("\"load_cpu\":%.3f,\"server_cpu\":%.3f,\"others_cpu\":%.3f", (after.own - before.own) / took, server / took,
           others > 0 ? others / took : 0);
}
