/* Latencies: every one is kept, so the percentiles are exact. */
#ifndef SAMPLES_H
#define SAMPLES_H
#include <stddef.h>

struct samples {
    float *us; /* microseconds */
    size_t count, room;
};

void samples_add(struct samples *samples, double seconds);
/* Sorts; then writes `"p50_us":...,"p90_us":...,"p99_us":...,"p999_us":...,"max_us":...` to standard output. */
void samples_print(struct samples *samples);
#endif
